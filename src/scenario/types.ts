// What a scenario is once it has been read: every time an integer of virtual microseconds, every default filled in, every name
// checked. Whoever holds a Scenario may run it without asking again; only `read.ts` makes one from outside text.
//
// All of it is plain JSON-like data, so that it crosses threads, sits in checkpoints and is written back without loss. Lists keyed
// by what people chose (nodes, names) are arrays here and become Maps where they are looked up, never property names: a node called
// `constructor` is then only a node.

/** The id of a node or of a client (`n1`, `store2`, `c1`). */
export type ParticipantId = string;

/** An integer of virtual microseconds. */
export type Micros = number;

export type JsonScalar = string | number | boolean | null;
export type Json = JsonScalar | readonly Json[] | { readonly [key: string]: Json };

/** A resolved option: a duration option is an integer of microseconds, a list is a list of words. */
export type OptionValue = Json;
export type Options = Readonly<Record<string, OptionValue>>;

export interface NodeSpec {
  readonly id: ParticipantId;
  /** For people; unique, and never the id of another node nor like a client's id. */
  readonly name: string;
  /** An integer from 1: the share of work or of keys, relative to the other nodes. */
  readonly weight: number;
  readonly role?: string;
}

/** The time a message travels: a floor (`min`, at least 100 µs) and a part that is never negative. */
export type LatencyLaw =
  | { readonly law: 'uniform' | 'constant' | 'normal'; readonly min: Micros; readonly max: Micros }
  | { readonly law: 'exponential' | 'longtail'; readonly min: Micros; readonly mean: Micros };

export type DeliveryOrder = 'fifo' | 'free';

/** One rule for the links from `from` to `to` (one direction); either end may be `"*"`. Absent fields leave what holds without the rule. */
export interface LinkRule {
  readonly from: ParticipantId | '*';
  readonly to: ParticipantId | '*';
  /** Narrows the rule to one kind of message. */
  readonly kind?: string;
  readonly latency?: LatencyLaw;
  readonly drop?: number;
  readonly duplicate?: number;
  readonly reorder?: number;
  /** Bytes per virtual second. */
  readonly bandwidth?: number;
  readonly block?: boolean;
  readonly order?: DeliveryOrder;
}

/** What differs on links that touch a client. They are always in order, so there is nothing to say of order. */
export interface ClientLinks {
  readonly latency?: LatencyLaw;
  readonly drop?: number;
  readonly duplicate?: number;
  readonly bandwidth?: number;
}

export interface NetworkSpec {
  readonly latency: LatencyLaw;
  readonly drop: number;
  readonly duplicate: number;
  readonly reorder: number;
  readonly order: DeliveryOrder;
  readonly clients?: ClientLinks;
  readonly links: readonly LinkRule[];
}

/** Traffic made by clients of its own, numbered on after the scenario's `clients` and after those of earlier entries. */
export interface WorkloadSpec {
  readonly clients: number;
  /** Operations per virtual second, of all its clients together. */
  readonly rate: number;
  readonly keys: number;
  /** `hot`: a few keys get most of it. `scan`: one key after the other, and again. */
  readonly spread: 'uniform' | 'zipf' | 'hot' | 'scan';
  /** The share of operations that read, 0 to 1. */
  readonly reads: number;
  readonly from: Micros;
  readonly until: Micros;
  /** `open` (absent) goes by its rate, `closed` by its answers: the next operation begins after the last one and some thought. */
  readonly loop?: 'open' | 'closed';
  /** The mean time between an answer and the next operation of a closed loop; absent: none. */
  readonly think?: Micros;
  /** How many operations each client of a closed loop has under way at once, as in a pipeline; absent: one. */
  readonly depth?: number;
  /** With `hot`: so many keys get so large a share; absent: one key, nine tenths. */
  readonly hot?: { readonly keys: number; readonly share: number };
  /** The share of what is not read that deletes. */
  readonly deletes?: number;
  /** Bytes of a value. */
  readonly size?: { readonly min: number; readonly max: number };
  /** So large a share of writes lives for a time only, give or take a share of it. */
  readonly ttl?: { readonly share: number; readonly time: Micros; readonly jitter: number };
  /** Open loops: at the beginning of each period the rate is higher for a while. */
  readonly burst?: { readonly every: Micros; readonly lasts: Micros; readonly times: number };
  /** Cache-aside: who misses asks a source that takes so long, and fills the cache. */
  readonly aside?: {
    readonly source: Micros;
    /** How many askings of one client the source works on at once; 0: any number. */
    readonly width: number;
    /** Who misses what the client is fetching already waits for that. */
    readonly singleFlight: boolean;
  };
}

interface Timed<Verb extends string> {
  readonly at: Micros;
  readonly do: Verb;
}

interface OnNode<Verb extends string> extends Timed<Verb> {
  readonly node: ParticipantId;
}

export interface KillAction extends OnNode<'kill'> {
  /** `power` loses what was not synced, `process` keeps what was written. */
  readonly how: 'power' | 'process';
  readonly because?: string;
}
export type RestartAction = OnNode<'restart'>;
export type WipeAction = OnNode<'wipe'>;
export type FreezeAction = OnNode<'freeze'>;
export type ThawAction = OnNode<'thaw'>;
/** May name a client. */
export type IsolateAction = OnNode<'isolate'>;
export type RemoveAction = OnNode<'remove'>;
export interface WeightAction extends OnNode<'weight'> {
  readonly weight: number;
}
export interface SlowAction extends OnNode<'slow'> {
  /** The factor on service times from the next start; 1 is the usual speed again. */
  readonly times: number;
}
export interface PartitionAction extends Timed<'partition'> {
  /** May name clients. Nobody stands twice. */
  readonly groups: readonly (readonly ParticipantId[])[];
  readonly oneWay: boolean;
}
export interface HealAction extends Timed<'heal'> {
  /** With it only this participant's isolation ends; without it every partition and isolation. */
  readonly node?: ParticipantId;
}
/** At least one of the fields from `latency` to `block` is there. */
export interface LinkSetAction extends Timed<'link'>, Omit<LinkRule, 'order'> {
  readonly both: boolean;
  readonly clear?: never;
}
export interface LinkClearAction extends Timed<'link'> {
  readonly from: ParticipantId | '*';
  readonly to: ParticipantId | '*';
  readonly both: boolean;
  readonly clear: true;
}
export type LinkAction = LinkSetAction | LinkClearAction;
export type MessageAction =
  | (Timed<'message'> & { readonly name: string; readonly act: 'drop' | 'duplicate' })
  | (Timed<'message'> & { readonly name: string; readonly act: 'delay'; readonly by: Micros });
export interface AddAction extends OnNode<'add'> {
  readonly name: string;
  readonly weight: number;
  readonly role?: string;
}
export type RebalanceAction = Timed<'rebalance'>;
export interface SkewAction extends OnNode<'skew'> {
  /** Signed. Together with `drift` it is the whole error of the clock from now on, not an addition to the one before. */
  readonly by: Micros;
  /** Parts per million, signed. */
  readonly drift: number;
}
export interface DiskAction extends OnNode<'disk'> {
  readonly act: 'full' | 'slow' | 'torn' | 'corrupt' | 'fail' | 'ok';
  /** With `slow` the factor (always there); with `torn`, `corrupt` and `fail` how many times it strikes. */
  readonly times?: number;
}
export interface CommandAction extends Timed<'command'> {
  readonly client: ParticipantId;
  /** In the system's own grammar. */
  readonly text: string;
}
export interface OptionAction extends Timed<'option'> {
  readonly name: string;
  readonly value: OptionValue;
}
export interface DiceAction extends Timed<'dice'> {
  readonly salt: number;
}

export type Action =
  | KillAction
  | RestartAction
  | WipeAction
  | FreezeAction
  | ThawAction
  | IsolateAction
  | RemoveAction
  | WeightAction
  | SlowAction
  | PartitionAction
  | HealAction
  | LinkAction
  | MessageAction
  | AddAction
  | RebalanceAction
  | SkewAction
  | DiskAction
  | CommandAction
  | OptionAction
  | DiceAction;

export type Verb = Action['do'];

/** Words and presentation for people: never part of the fingerprint, always shown as text. */
export interface About {
  readonly title?: string;
  readonly question?: string;
  readonly lang?: string;
  readonly licence?: string;
  /** These three are bounded JSON here; their shape belongs to those who show them. */
  readonly answers?: Json;
  readonly notes?: Json;
  readonly stage?: Json;
}

export type NodeState = 'up' | 'frozen' | 'down' | 'removed';

/** How often. Neither: at least once. */
export interface Count {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** What can be counted: each time has its instant. */
export type Counted = Count &
  (
    | { readonly operation: OperationPattern; readonly status: 'ok' | 'failed' | 'unknown' | 'open' }
    /** A mark that a program made for people. */
    | { readonly note: string; readonly node?: ParticipantId }
    | {
        /** The kind of message, or `*`. */
        readonly message: string;
        readonly fate: 'sent' | 'arrived' | 'dropped';
        readonly from?: ParticipantId;
        readonly to?: ParticipantId;
        readonly reason?: string;
      }
    | { readonly act: Verb; readonly node?: ParticipantId }
  );

/** Absent fields let every operation pass. */
export interface OperationPattern {
  readonly client?: ParticipantId;
  /** Every field that is named here is in the operation's body, and equal. */
  readonly body?: Json;
  /** What it was answered, matched like the body; only where an answer came. */
  readonly value?: Json;
  /** What the prompt printed. */
  readonly text?: string;
}

/** `known`: somebody who lives has it. `thin`: one newest copy is left. `moved`: another home than when the step began. */
export type KeysThat =
  'known' | 'readable' | 'lost' | 'thin' | 'moved' | 'answered' | 'at home' | 'differing';

/** What has a number at this instant, and is not counted in the history. `of` narrows keys to those of one node, `only` to one of them. */
export type Gauge =
  | { readonly keys: KeysThat; readonly of?: ParticipantId; readonly only?: string }
  /** The share of all keys that are so; or of the circle, that a node answers for. */
  | { readonly share: KeysThat | 'circle'; readonly of?: ParticipantId }
  /** How many times as much of the circle it answers for as when the step began. */
  | { readonly grown: ParticipantId }
  /** Sets of nodes whose loss at one instant would lose a part of the circle. */
  | { readonly sets: 'deadly' }
  /** Newest copies of a key with nodes that live. */
  | { readonly copies: string }
  /** The number that a node tells of itself. */
  | { readonly tells: ParticipantId; readonly what: string }
  /** Nodes that live and tell this of themselves. */
  | { readonly tellers: string; readonly is: JsonScalar };

/** So often the one for each of the other. */
export interface Ratio {
  readonly ratio: Counted;
  readonly to: Counted;
}

/** What can be said of a history and of what is so; history/predicates says what it means. */
export type Predicate =
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate }
  /** Of what happened in this span of time alone; it begins with the run, or where `after` came true. */
  | { readonly within: Micros; readonly after?: Counted; readonly holds: Predicate }
  /** Of what has happened since this came true; false before. */
  | { readonly since: Counted; readonly holds: Predicate }
  | Counted
  | (Gauge & Count)
  | (Ratio & Count)
  /** What a key is; with one node, or with the one who answers for it. Null: nothing. */
  | { readonly value: string; readonly at?: ParticipantId; readonly is: string | null }
  | { readonly answers: string; readonly node: ParticipantId | null }
  /** What a node tells of itself; who is down tells nothing. */
  | { readonly tells: ParticipantId; readonly what: string; readonly is: JsonScalar }
  | {
      readonly believes: ParticipantId;
      readonly about: ParticipantId;
      readonly is: 'up' | 'suspected' | 'down';
    }
  | { readonly node: ParticipantId; readonly is: NodeState }
  | ({ readonly nodes: NodeState } & Count)
  | { readonly invariant: string; readonly is: 'kept' | 'broken' }
  /** What a checker says of all operations so far. */
  | { readonly verdict: string; readonly is: 'ok' | 'violated' | 'unknown' };

/** A task. Whether the system has the invariants that it names, only the system can say. */
export interface Goal {
  readonly predicate: Predicate;
  /** The verbs that may be used; absent: all. */
  readonly actions?: readonly Verb[];
  readonly horizon?: Micros;
  /** The fewest acts known to reach it. */
  readonly par?: number;
}

/** What the maker's build said of it, see "Editions" in the design. */
export interface Made {
  readonly editions: Readonly<Record<string, number>>;
  /** Lower-case hex of sha256. */
  readonly fingerprint: string;
  /** The instant that it is the fingerprint of; absent: the end. Who passes a session on has lived as far as this. */
  readonly at?: Micros;
}

export interface Scenario {
  readonly version: 1;
  readonly about?: About;
  readonly system: string;
  readonly seed: number;
  /** What wall clocks show at virtual time 0: integer milliseconds since 1970. */
  readonly epoch: number;
  readonly nodes: readonly NodeSpec[];
  readonly clients: number;
  readonly options: Options;
  readonly network: NetworkSpec;
  readonly workload: readonly WorkloadSpec[];
  /** By `at`; equal times stand as they were written. */
  readonly script: readonly Action[];
  readonly until: Micros;
  readonly goal?: Goal;
  readonly made?: Made;
  /** Kept when read and written, never interpreted. */
  readonly ext?: { readonly [key: string]: Json };
}
