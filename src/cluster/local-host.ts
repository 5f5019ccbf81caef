/** Nodes in the calling thread: the same runners, without threads. Search, replay, tests and the command line run on it. */
import type { NodeId } from '../kernel/contract.ts';
import type { NodeReply, NodeRequest } from '../kernel/protocol.ts';
import { NodeServer, type ProgramOf } from '../kernel/node-server.ts';
import type { Host, Port } from './host.ts';

export class LocalHost implements Host {
  readonly simulated = true;
  readonly #programOf: ProgramOf;

  constructor(programOf: ProgramOf) {
    this.#programOf = programOf;
  }

  start(_node: NodeId): Port {
    const server = new NodeServer(this.#programOf);
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
