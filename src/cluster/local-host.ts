/** Nodes in the calling thread: the same runners, without threads. Search, replay, tests and the command line run on it. */
import type { NodeId } from '../kernel/contract.ts';
import type { NodeReply, NodeRequest } from '../kernel/protocol.ts';
import type { GaugeOf } from '../kernel/profile.ts';
import { NodeServer, type ProgramOf } from '../kernel/node-server.ts';
import type { Host, Port } from './host.ts';

export class LocalHost implements Host {
  readonly simulated = true;
  readonly #programOf: ProgramOf;

  readonly #gaugeOf: GaugeOf | undefined;

  /** Without a gauge nobody can measure its nodes. */
  constructor(programOf: ProgramOf, gaugeOf?: GaugeOf) {
    this.#programOf = programOf;
    this.#gaugeOf = gaugeOf;
  }

  start(_node: NodeId): Port {
    const server = new NodeServer(this.#programOf, this.#gaugeOf);
    return {
      call: <Reply extends NodeReply>(request: NodeRequest) =>
        server.answer(request) as Reply | Promise<Reply>,
    };
  }

  end(): void {
    // Dropping the port is all there is to it.
  }

  open(body: unknown): unknown {
    return body;
  }

  dispose(): void {
    // Nothing outlives the ports.
  }
}
