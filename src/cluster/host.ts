/**
 * Where nodes run. `WorkerHost` (workers/) gives each a Web Worker, `LocalHost` runs them in the calling thread; both pass one shared spec,
 * and a history cannot tell which of them it was made on.
 */
import type { NodeId } from '../kernel/contract.ts';
import type { NodeReply, NodeRequest } from '../kernel/protocol.ts';

export interface Port {
  /** One call at a time. LocalHost answers at once, so that a run in one thread waits for no promise but at the start of a node. */
  call<Reply extends NodeReply>(request: NodeRequest): Reply | Promise<Reply>;
}

export interface Host {
  start(node: NodeId): Port | Promise<Port>;
  /** Ends a node without asking it: for WorkerHost this is `terminate()`. */
  end(node: NodeId): void | Promise<void>;
  /** The message itself, where the host keeps bodies packed while they are on their way. */
  open(body: unknown): unknown;
  /** Whether there are nodes whose kill would end no thread, because they share one. */
  readonly simulated: boolean;
  dispose(): void | Promise<void>;
}

/**
 * A node that will not answer any more, though nobody killed it. `hung`: no answer within the watchdog's time; `lost`: its thread broke. The
 * host has already ended it; the cluster makes a kill of it.
 */
export class NodeLost extends Error {
  readonly because: 'hung' | 'lost';

  constructor(because: 'hung' | 'lost', says: string) {
    super(says);
    this.name = 'NodeLost';
    this.because = because;
  }
}
