/** What a command works in: the state, the session that speaks, and the little of the outside that the engine may see. */
import type { Micros } from '../kernel/time.ts';
import type { Bytes } from './bytes.ts';
import type { Failure, Reply } from './reply.ts';
import type { Database, Session, Store } from './store.ts';

/**
 * The engine's only window. A node's program gives its `self` through it, the command line the wall clock, a test whatever it likes.
 */
export interface StoreHost {
  /** Ms since 1970. Read once for each command, which happens at one instant. */
  readonly clock: number;
  /** In [0, 1). */
  random(): number;
  /** Cost found while running: the next command waits that much longer. */
  work(cost: Micros): void;
  /**
   * What changed, as commands that change the same again on any copy, whenever they are run: SPOP comes as SREM, EXPIRE as PEXPIREAT. All
   * that one `execute` propagates belongs together: a log or a replica takes all of it or nothing.
   */
  propagate(database: number, args: readonly Bytes[]): void;
  /** SAVE, BGSAVE and BGREWRITEAOF, where there is a disk. What it answers is the reply; undefined: as if it had been done. */
  persist?(act: 'save' | 'bgsave' | 'rewrite'): Reply | undefined;
  /** Why nothing may be changed at present: the log cannot be written. Absent or null: all is well. */
  readonly ailment?: Failure | null;
  /** Bytes of the log with the snapshot that it began with, and of that alone; where there is one. */
  readonly log?: { readonly current: number; readonly base: number };
}

export interface Context {
  readonly store: Store;
  readonly session: Session;
  readonly host: StoreHost;
  /** The full name of the command, `config|set`: refusals speak in it. */
  readonly commandName: string;
  /** The selected database. */
  db: Database;
  /** The instant of the command. */
  readonly now: number;
  /** How much the command changed; 0 means that it changed nothing, and is not propagated. */
  changes: number;
  /** What is propagated instead of the command itself, when that would not do the same again. */
  effects: (readonly Bytes[])[] | null;
}

/**
 * Propagates this instead of the command as it came. Several calls propagate several commands, in order. `changes` still decides whether
 * anything is.
 */
export function propagateInstead(context: Context, ...args: readonly Bytes[]): void {
  if (context.effects === null) context.effects = [args];
  else context.effects.push(args);
}
