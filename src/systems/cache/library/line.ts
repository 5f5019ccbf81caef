/** What the library needs of whoever can speak with a running cluster: to ask, to hear what became of it, and the cluster's own time. */
import type { Data, NodeId, Outcome } from '../../../kernel/contract.ts';
import type { Options } from '../../../kernel/system.ts';
import type { Micros } from '../../../kernel/time.ts';

export interface Question {
  readonly session: string;
  readonly body: Data;
  /** Null: whomever a client of this cluster asks, which is the proxy, or whoever acts for the key. */
  readonly to: NodeId | null;
  /** After so long nobody knows any more what becomes of it. */
  readonly timeout: Micros;
}

export interface Line {
  readonly options: Options;
  /** Of the cluster. */
  readonly now: Micros;
  /** A name for a connection that nobody else has. */
  newSession(): string;
  ask(question: Question): Promise<Outcome>;
  /** The connection of this name is over; what it still asks is unknown. */
  end(session: string): void;
  /** Settles when so much of the cluster's time has passed. */
  after(delay: Micros): Promise<void>;
  /** The same, but no time passes for its sake. */
  meanwhile(delay: Micros): Promise<void>;
}
