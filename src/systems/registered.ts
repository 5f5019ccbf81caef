/** A system with all that the house needs of it: what it runs, and what a reader of scenarios must know. */
import type { Belief, Data, NodeId } from '../kernel/contract.ts';
import type { DiskContent } from '../kernel/disk.ts';
import type { Facts, Insides } from '../kernel/facts.ts';
import type { NoteLevels } from '../kernel/log-level.ts';
import type { OnDemand, Options, System } from '../kernel/system.ts';
import type { SystemSketch } from '../scenario/systems.ts';
import type { SystemMetrics } from './charts.ts';

/** What a storm draws from: everything by chance, and all chance from the seed. */
export interface Dice {
  /** An integer; both ends may come. */
  between(low: number, high: number): number;
  pick<Choice>(choices: readonly Choice[]): Choice;
  /** At least one of them. */
  some(choices: readonly string[]): string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** One way in which things go wrong together. Some storms have one, and then little else happens in them. */
export interface StormTheme {
  /** Over what the system's storms have anyway; of `options` those that are named. */
  scenario(dice: Dice): Fields;
  /** As in a manner. */
  faults(dice: Dice, nodes: readonly string[], from: number, to: number): readonly Fields[];
}

/** What a system adds to a storm: fields of the scenario, and faults of its own kind, as they stand in a file. */
export interface StormManner {
  /** Of a slow link, in bytes a second; a system that sends more than the small ones needs more of it. */
  readonly bandwidth?: number;
  scenario(dice: Dice): Fields;
  /** Actions between these two instants, in ms; `nodes` are those of the beginning. */
  faults?(dice: Dice, nodes: readonly string[], from: number, to: number): readonly Fields[];
  /** Every other storm has one of these. */
  readonly themes?: readonly StormTheme[];
}

/** What a message says of one key: which version of it is on its way, and who has that version already. */
export interface Carried {
  /** The larger one is newer, part by part. */
  readonly stamp: readonly (number | string)[];
  readonly has: NodeId;
  /** Whether the receiver comes to have it too. */
  readonly comes: boolean;
}

/** A record of a node's log, in the words in which it was written. */
export interface LogRecord {
  readonly text: string;
  readonly bytes: number;
  /** In which file it ends, and where. */
  readonly file: string;
  readonly end: number;
}

/** What the page may ask of a system about what it says and writes. */
export interface Reader {
  /** `isAbout`: whether an operation asks for this key. Null where the message says nothing of it. */
  carried(message: Data, from: NodeId, key: string, isAbout: (operation: string) => boolean): Carried | null;
  /** Whether a client that asks so asks for this key. */
  asksFor(body: Data, key: string): boolean;
  /** The last records of the log, the newest last. */
  tail(disk: DiskContent, limit: number, options: Options): readonly LogRecord[];
}

/** A version of a key on its way from one who has it to one who will. */
export interface Carry {
  readonly key: string;
  readonly stamp: readonly (number | string)[];
  readonly isGone: boolean;
}

/** Who answers for a key, null while nobody can; and all who should hold it. */
export interface Keepers {
  readonly primary: NodeId | null;
  readonly owners: readonly NodeId[];
}

/** A note of a node as an entry of the book of events. */
export interface Noted {
  readonly type: string;
  readonly payload: Readonly<Record<string, Data>>;
}

/** What a cluster takes one of its members for; of several the one of the highest order is true. */
export interface MemberStanding {
  readonly node: NodeId;
  readonly standing: 'joining' | 'up' | 'down';
  readonly order: number;
}

/** What whoever keeps books of a cluster has to know of a system: which node is in which standing, who holds what, what happened. */
export interface Clerk {
  /** What a note says of a member. */
  standing(kind: string, detail: Data): MemberStanding | null;
  /** How they all stand by now, as those know it who know most. */
  standings(beliefs: readonly Belief[]): readonly MemberStanding[];
  tells(kind: string, detail: Data): Noted | null;
  /** As those know it who know most. */
  keepers(options: Readonly<Record<string, Data>>, beliefs: readonly Belief[], key: string): Keepers | null;
  /** Whether all keys are where they should be when these are there, and nothing moves. */
  isAtRest(
    beliefs: readonly Belief[],
    wanted: readonly { readonly id: NodeId; readonly weight: number; readonly isRunning: boolean }[],
  ): boolean;
  carries(message: Data): readonly Carry[];
  /** Who has which version, by an answer to a client; `expires` is in ms since 1970. */
  holds(outcome: Data): {
    readonly node: NodeId;
    readonly stamp: readonly (number | string)[];
    readonly expires: number | null;
  } | null;
  /** Whether who asks so wants the key gone. */
  deletes(body: Data): boolean;
  /** How often a key was written, by its stamp. */
  versionOf(stamp: readonly (number | string)[]): number;
}

export interface RegisteredSystem extends System {
  readonly sketch: SystemSketch;
  /** Absent: nothing can be read out of its messages and its log. */
  reader?(): OnDemand<Reader>;
  /** Absent: no books are kept of it. */
  clerk?(): OnDemand<Clerk>;
  /** What its nodes ask themselves to know whether they are well, in the order in which it is shown. Absent: they do not. */
  readonly checks?: readonly string[];
  /** How much each of its notes matters. Absent: all of them alike. */
  levels?(): OnDemand<NoteLevels>;
  /** Absent: nothing of it is counted. */
  metrics?(): OnDemand<SystemMetrics>;
  /** Absent: the storms that all systems go through are enough. */
  storm?(): OnDemand<StormManner>;
  /** Tells from what nodes hold and believe what is so. Absent: nothing can be told of this system but its history. */
  overview?(): OnDemand<(insides: Insides) => Facts | null>;
}
