/** Nodes in the calling thread: the same runners, without threads. Search, replay, tests and the command line run on it. */
import type { AnyProgram, NodeId } from '../kernel/contract.ts';
import type { NodeReply, NodeRequest, Start } from '../kernel/protocol.ts';
import { NodeServer } from '../kernel/node-server.ts';
import type { Host, Port } from './host.ts';

export class LocalHost implements Host {
  readonly simulated = true;
  readonly #programOf: (start: Start) => AnyProgram;

  constructor(programOf: (start: Start) => AnyProgram) {
    this.#programOf = programOf;
  }

  start(_node: NodeId): Port {
    const server = new NodeServer(this.#programOf);
    return { call: <Reply extends NodeReply>(request: NodeRequest) => server.answer(request) as Reply };
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
