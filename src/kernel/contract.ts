/**
 * The contract of a node. A program is a pure state machine: input in, effects out through `self`, and nothing else. It never sees a
 * clock, a port, a promise or a random number of the outside, so the same code runs in a page's Worker, under a unit test, in a search
 * over thousands of seeds and behind a TCP port.
 */
import type { Micros } from './time.ts';

export type NodeId = string;

/** JSON-like data plus owned bytes. Deeply readonly: nobody changes a message, ever. No NaN, no -0, nothing deeper than 100. */
export type Data =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly Data[]
  | { readonly [key: string]: Data | undefined };

/** Messages and timers say by `kind` what they are; kinds are also the names under which chance knows them. */
export interface Kinded {
  readonly kind: string;
}

/**
 * A timer that speaks of one operation carries its id in `operation`, and what it causes is named after that operation. Any other timer
 * is a root of its own, by its kind: a heartbeat re-armed while serving somebody must not be named after them.
 */
export interface TimerBody extends Kinded {
  readonly operation?: string;
}

/** One request as a client sees it. The id is `client.number` (`c1.17`); a session belongs to one client and one incarnation of a node. */
export interface Operation {
  readonly id: string;
  readonly session: string;
  readonly body: Data;
  /** Which asking it is of the same operation; absent for the first. A reply says which one it answers. */
  readonly attempt?: number;
}

export type Status = 'ok' | 'failed' | 'unknown';

/** How an operation ended. `unknown` means timed out: it may have happened. */
export interface Outcome {
  readonly status: Status;
  readonly value: Data;
}

/** What travels between clients and nodes. Ordinary messages: they can be lost like any other. */
export type ClientMessage =
  | { readonly kind: 'request'; readonly operation: Operation }
  | {
      readonly kind: 'reply';
      readonly operation: string;
      readonly outcome: Outcome;
      readonly attempt?: number | undefined;
    }
  | { readonly kind: 'push'; readonly session: string; readonly data: Data }
  | { readonly kind: 'session'; readonly session: string; readonly act: 'open' | 'close' };

/** What the cluster itself tells a program, as messages from `OPERATOR`: they take no link and cannot be lost. */
export type OperatorMessage =
  /** Clients only: somebody typed a command, or a script did. */
  | {
      readonly kind: 'command';
      readonly operation: string;
      readonly text: string;
      /** It was an act on the cluster, which is done, or cannot be; nobody is to be asked. */
      readonly done?: { readonly ok: boolean; readonly says: string; readonly value?: Data };
    }
  | { readonly kind: 'members'; readonly members: readonly Member[] }
  | { readonly kind: 'option'; readonly name: string; readonly value: Data }
  | { readonly kind: 'rebalance' };

export const OPERATOR: NodeId = 'operator';

export interface Member {
  readonly id: NodeId;
  /** For people: Alfa, Bravo, … */
  readonly name: string;
  readonly role: string;
  readonly weight: number;
  /** The operator has asked it to go. */
  readonly isLeaving?: true;
}

/** What a node is told when it starts; everything else it has to learn by message or read from its disk. */
export interface Setup {
  readonly members: readonly Member[];
  /** It begins with the cluster: nobody was there before it, and it has no past. */
  readonly isFounder: boolean;
  readonly options: Readonly<Record<string, Data>>;
  /** For a client that makes traffic: its entry of the scenario's workload. */
  readonly workload: Data;
}

export type DiskAnswer = 'ok' | 'full';

/**
 * A node's disk: append-only segments and named blobs. Writing answers at once and promises nothing: what is not synced is lost with the
 * power. Append, sync, and reply from the tick that `sync` brings; group commit follows by itself.
 */
export interface Disk<Timer extends TimerBody> {
  append(segment: string, bytes: Uint8Array): DiskAnswer;
  put(blob: string, bytes: Uint8Array): DiskAnswer;
  /** Removes a segment or a blob. */
  remove(name: string): void;
  /** Brings `done` to `tick` when all that was written before this call is durable, or when syncing it failed. */
  sync(done: Timer): void;
  /** True only inside the tick of a `done` whose sync failed: what it should have made durable is not. */
  readonly failed: boolean;
  read(segment: string, from?: number, to?: number): Uint8Array;
  /** The length of a segment; 0 where there is none. */
  size(segment: string): number;
  get(blob: string): Uint8Array | undefined;
  /** The names of all segments and blobs, sorted. */
  names(): readonly string[];
}

export interface Self<Message extends Kinded, Timer extends TimerBody> {
  readonly id: NodeId;
  /** Counts the starts of this node, from 1. */
  readonly incarnation: number;
  /** Monotonic virtual time; goes on through kill and restart. */
  readonly now: Micros;
  /** The node's wall clock in ms since 1970: it may be skewed and may drift. TTL and last-write-wins read this one. */
  readonly clock: number;
  readonly setup: Setup;
  readonly disk: Disk<Timer>;
  random(): number;
  send(to: NodeId, message: Message): void;
  after(delay: Micros, timer: Timer): number;
  /** The last thing a node does that was asked to go and has nothing left to hand over: it ends with this event, for good. */
  leave(): void;
  cancel(timer: number): void;
  /** Cost found while running: the next event waits that much longer. */
  work(cost: Micros): void;
  /** A mark for people: elected, suspected, repaired … */
  note(kind: string, detail?: Data): void;
  reply(operation: Operation, outcome: Outcome): void;
  push(session: string, data: Data): void;
  /** Clients only: the operation begins, as the history sees it. */
  invoke(operation: string, body: Data): void;
  /** Clients only: the operation is over, as the history sees it. `text` is what the prompt prints. */
  settle(operation: string, outcome: Outcome, text: string): void;
}

/** A node's small summary for the ring. */
export type Glance = Readonly<Record<string, Data>>;
/** What a node believes of the others. */
export type Belief = Readonly<Record<string, Data>>;
/** What the invariants of a system need to know of a node. */
export type Witness = Readonly<Record<string, Data>>;

/** One key that a node holds, or remembers to have been deleted. */
export interface Holding {
  readonly key: string;
  /** Where it stands on the circle, from 0 up to 1. */
  readonly place: number;
  /** The larger one is newer, part by part. */
  readonly stamp: readonly (number | string)[];
  readonly isGone: boolean;
  /** The beginning of its value, where there is one. */
  readonly value: string | null;
  readonly type: string | null;
  /** In ms since 1970, by the node's own clock. */
  readonly expires: number | null;
  /** For whom it is kept, where it is kept for somebody who is away. */
  readonly hintFor?: readonly NodeId[];
  /** Where several values are kept side by side: the beginnings of all. */
  readonly heads?: readonly string[];
  /** What it takes of the memory. */
  readonly bytes: number;
}

/** What of its memory a node's data takes; `max` is 0 where nothing limits it. */
export interface Memory {
  readonly items: number;
  readonly bytes: number;
  readonly max: number;
}

/** How values lay: how many fell into each bucket, the layout being that of whoever counts. */
export interface Spread {
  readonly counts: readonly number[];
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** What was counted under one name and the values of its labels. */
export interface Counted {
  readonly name: string;
  readonly labels: readonly string[];
  readonly value: number;
  /** Instead of a value, where it is more than one. */
  readonly spread: Spread | null;
}

/** Few keys come one by one; of many it is only told how many stand in each part of the circle. */
export interface Holdings {
  readonly count: number;
  readonly keys: readonly Holding[] | null;
  readonly sectors: readonly number[] | null;
}

/** Which stretch of the circle is asked for, from 0 to 1, and up to how many keys one by one. */
export interface HoldingsRequest {
  readonly from: number;
  readonly to: number;
  readonly most: number;
  /** Only these keys, wherever they stand. */
  readonly only?: readonly string[];
  /** Values as they are, and not only how they begin. */
  readonly isWhole?: boolean;
}

/**
 * All keys of a node, each figure a column of its own: for whoever makes one table of a hundred thousand rows, where a record for each would cost
 * more than the table is worth.
 */
export interface Catalogue {
  /** By their bytes, one after the other; those that it remembers to have been deleted stand among them. */
  readonly keys: readonly string[];
  readonly gone: readonly boolean[];
  /** A column for each part of a stamp. */
  readonly stamps: readonly (readonly (number | string)[])[];
  /** In ms since 1970, by the node's own clock; null for what stays. */
  readonly expires: readonly (number | null)[];
  readonly bytes: readonly number[];
}

/** One of the questions whether a node is well, with its answer: a word for why it is so, and the figures of that. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly why: string;
  readonly figures: Readonly<Record<string, Data>>;
}

/** A line at the prompt of a client, at the instant at which it is typed, and what it may go by. */
export interface TypedRequest {
  /** The last one is meant; those before it have not reached the client yet. */
  readonly lines: readonly string[];
  readonly present: readonly (Member & { readonly status?: string })[];
  readonly options: Setup['options'];
}

/** What a line does to the cluster, or why it cannot; and what is said of it. */
export interface TypedLine {
  readonly ok: boolean;
  readonly says: string;
  /** Absent: what it says. */
  readonly value?: Data;
  /** One after the other, as they would stand in a script, and all at this instant. Absent: none. */
  readonly acts?: readonly Data[];
}

/** Into so many parts the circle is cut where keys are only counted. */
export const SECTORS = 720;

/** What a node holds, in two words: nodes with equal data have equal digests. */
export interface Census {
  readonly keys: number;
  readonly digest: string;
}

/**
 * `State` is plain data: no class instance, no function, no path of references longer than 100. Large keyed data lives in a `Table`.
 */
export interface Program<State, Message extends Kinded, Timer extends TimerBody> {
  /** Fresh start, or recovery: `self.disk` says which. */
  boot(self: Self<Message, Timer>): State;
  receive(self: Self<Message, Timer>, state: State, from: NodeId, message: Message): void;
  tick(self: Self<Message, Timer>, state: State, timer: Timer): void;
  glance(state: State): Glance;
  belief(state: State): Belief;
  witness(state: State): Witness;
  census(state: State): Census;
  /** For the ring, in systems whose keys stand on one. */
  holdings?(state: State, request: HoldingsRequest): Holdings;
  /** In systems that keep keys. */
  catalogue?(state: State): Catalogue;
  /** For people, in systems that count it. */
  memory?(state: State): Memory;
  /** For people: the word of what a client asks, such as its command. It may be anything that a client has sent. */
  asks?(operation: Operation): string;
  /** Whether it is well, in systems that ask themselves. */
  checks?(state: State): readonly Check[];
  /**
   * Of a client: what a typed line does to the cluster itself, which takes it at that instant; null where it does nothing to it. It only looks. Without
   * a state it has not begun.
   */
  typed?(state: State | undefined, request: TypedRequest): TypedLine | null | undefined;
  /** All that it has counted since its start, in systems that count; it only looks. */
  metrics?(state: State): readonly Counted[];
}

/** A program whose types only itself knows: what runners and hosts hold. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place where a program's own types are forgotten
export type AnyProgram = Program<any, any, any>;

/** `c1.17` → `c1`. */
export function clientOf(operation: string): NodeId {
  return operation.slice(0, operation.lastIndexOf('.'));
}
