/** A LocalHost that counts what its nodes send each other, by kind. It adds nothing to a run and takes nothing from it. */
import type { Host, Port } from '../../cluster/host.ts';
import { LocalHost } from '../../cluster/local-host.ts';
import type { NodeId } from '../../kernel/contract.ts';
import type { ProgramOf } from '../../kernel/node-server.ts';
import type { Advance, NodeReply, NodeRequest } from '../../kernel/protocol.ts';

export class CountingHost implements Host {
  readonly simulated = true;
  readonly #host: LocalHost;
  readonly #isCounted: (to: NodeId) => boolean;
  #kinds = new Map<string, number>();

  constructor(programOf: ProgramOf, isCounted: (to: NodeId) => boolean) {
    this.#host = new LocalHost(programOf);
    this.#isCounted = isCounted;
  }

  /** What was sent since the last question. */
  take(): ReadonlyMap<string, number> {
    const kinds = this.#kinds;
    this.#kinds = new Map();
    return kinds;
  }

  start(node: NodeId): Port {
    const port = this.#host.start(node);
    return {
      call: <Reply extends NodeReply>(request: NodeRequest) => {
        const reply = port.call<Reply>(request);
        if (request.do === 'advance') this.#count(reply as unknown as Advance);
        return reply;
      },
    };
  }

  end(): void {
    this.#host.end();
  }

  open(body: unknown): unknown {
    return this.#host.open(body);
  }

  dispose(): void {
    this.#host.dispose();
  }

  #count({ sends }: Advance): void {
    for (const { kind, to } of sends)
      if (this.#isCounted(to)) this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
  }
}
