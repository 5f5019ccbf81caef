/** A kind of cluster: its roles, their programs, and what must always hold. */
import type { AnyProgram, Data, NodeId, Status, Witness } from './contract.ts';
import type { Micros } from './time.ts';
import type { Moments } from './moments.ts';
import type { DiskLaw, ServiceTable } from './protocol.ts';

export type Options = Readonly<Record<string, Data>>;

/** One operation as its client sees it; `settled` is null while it is open. */
export interface Told {
  readonly body: Data;
  readonly status: Status | null;
  readonly value: Data;
  readonly invoked: Micros;
  readonly settled: Micros | null;
}

/** A note of a node, as the history has it. */
export interface NoteTold {
  readonly at: Micros;
  readonly node: NodeId;
  readonly kind: string;
  readonly detail: Data;
}

/** What a client did to one of many cells, in words that a checker of histories knows. */
export interface CellDeed extends Omit<Told, 'body'> {
  readonly id: string;
  readonly do: 'read' | 'write';
  readonly key: string;
  /** What was written; or, of a read that was answered, what was found. */
  readonly value: Data;
}

/** What an invariant sees: one witness for each node that is up, and how far it may trust the picture. */
export interface Scene {
  readonly witnesses: ReadonlyMap<NodeId, Witness>;
  /** What clients asked, by operation id, and what they were told; the status is null while they were told nothing. */
  readonly outcomes: ReadonlyMap<string, Told>;
  /** All notes so far of the kinds that the system watches: what has happened, and may be seen in no witness any more. */
  readonly notes: readonly NoteTold[];
  readonly options: Options;
  /** True at the end of a run: what holds only after some quiet may be judged now. */
  readonly ended: boolean;
  /** When it is judged, where somebody says so. */
  readonly at?: number;
  /** Faults that happened so far, by the verb of their action, and `late` messages; an invariant's conditions may exclude some. */
  readonly faults: ReadonlyMap<string, number>;
  /**
   * Whether one store, doing one thing at a time, could have answered every client as it was answered: the judgement of whoever keeps the history, because
   * a system knows no checker. Absent until the run is at its end: what could not have been so once never can be again.
   */
  readonly linearizable?: (deeds: readonly CellDeed[]) => Verdict;
}

export interface Verdict {
  readonly ok: boolean;
  readonly detail: string;
}

export interface Invariant {
  readonly name: string;
  /** What must hold, in a sentence for people. */
  readonly says: string;
  holds(scene: Scene): Verdict;
}

export function wrong(detail: string): Verdict {
  return { ok: false, detail };
}

export const NOT_APPLICABLE: Verdict = { ok: true, detail: 'not applicable' };

/** At once, or as soon as its code has come. */
export type OnDemand<Code> = Code | Promise<Code>;

/**
 * What is small stands here and is everywhere. What is large comes on demand, so that a thread carries the code of what it runs and no more: the
 * lab reads scenarios of every system, and a node's Worker runs one role of one of them.
 */
export interface System {
  readonly id: string;
  /** Raised whenever one of its golden fingerprints changes. */
  readonly edition: number;
  /** The program of a node of this role. `client` is the role of clients in every system. */
  program(role: string, options: Options): OnDemand<AnyProgram>;
  service(role: string, options: Options): ServiceTable;
  disk(role: string, options: Options): DiskLaw;
  invariants(): OnDemand<readonly Invariant[]>;
  /** Kinds of notes that its invariants have to know of. Absent: none. */
  readonly watches?: readonly string[];
  /** Whether a node of this role that is removed hands over first and ends by `self.leave()`. Absent: none does. */
  leaves?(role: string): boolean;
  /** What of its life is worth a mark on the time line, and a stop. Absent: what happens to nodes and clients is. */
  moments?(): OnDemand<Moments>;
}
