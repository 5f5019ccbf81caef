/**
 * What passes between the bus and a node: plain data and nothing else, whether the node sits in the same thread (LocalHost), in a Worker
 * of its own (WorkerHost), or one day in a sandboxed frame. docs/protocol.md describes it.
 */
import type {
  Belief,
  Data,
  Glance,
  HoldingsRequest,
  Memory,
  NodeId,
  Outcome,
  Setup,
  TimerBody,
  TypedRequest,
  Witness,
} from './contract.ts';
import type { DiskContent, DiskWrite } from './disk.ts';
import type { Chain } from './fold.ts';
import type { NodeProfile } from './profile.ts';
import type { StateSave } from './state.ts';
import type { TableImage } from './table.ts';
import type { Micros } from './time.ts';

/** Raised with every change of meaning of what stands below. */
export const PROTOCOL_VERSION = 1;

/**
 * One message on its way. `from`, `to`, `root`, `kind` and `count` are its name, under which chance knows it; `number` and `copy`
 * order it among the sender's. The network fills in `count` and `arrives`. `body` is the message itself, or bytes that only the
 * two ends open (see `workers/wire`).
 */
export interface Envelope {
  readonly from: NodeId;
  readonly to: NodeId;
  /** The sender's send number; goes on through its restarts. */
  readonly number: number;
  /** 1 for the second copy of a duplicated message. */
  readonly copy: 0 | 1;
  readonly sent: Micros;
  /** The number of the sender's event that sent it. */
  readonly cause: number;
  readonly root: string;
  readonly kind: string;
  count: number;
  arrives: Micros;
  body: unknown;
}

/** What the cluster does to a node at its instant `at`, before the node's own events of that instant. */
export type NodeAct =
  | { readonly at: Micros; readonly do: 'tell'; readonly message: Data; readonly root: string }
  | { readonly at: Micros; readonly do: 'freeze' | 'thaw' }
  | { readonly at: Micros; readonly do: 'slow'; readonly times: number }
  | { readonly at: Micros; readonly do: 'skew'; readonly by: Micros; readonly drift: number }
  | { readonly at: Micros; readonly do: 'dice'; readonly chance: Chain }
  | {
      readonly at: Micros;
      readonly do: 'disk';
      readonly act: 'full' | 'slow' | 'fail' | 'ok';
      readonly times: number;
    }
  | { readonly at: Micros; readonly do: 'cut'; readonly name: string; readonly bytes: number }
  | {
      readonly at: Micros;
      readonly do: 'flip';
      readonly name: string;
      readonly offset: number;
      readonly mask: number;
    };

/** How long kinds of work take, in virtual µs, and how long the waiting line may get. Plain data, given by the system's options. */
export interface ServiceTable {
  readonly cost: Micros;
  readonly kinds: Readonly<Record<string, Micros>>;
  readonly line: number;
}

/** What is wrong with a disk's device. It stays wrong through the death of a node: nobody repaired it. */
export interface Device {
  readonly full: boolean;
  /** How many syncs will fail. */
  readonly failures: number;
  /** The factor on what a sync takes. */
  readonly times: number;
}

export const SOUND_DEVICE: Device = { full: false, failures: 0, times: 1 };

/** The state of a disk's device; what is on the disk the cluster holds. */
export interface NodeDiskSave extends Device {
  readonly writes: number;
  readonly syncs: number;
  readonly chance: Chain;
}

export interface DiskLaw {
  /** A sync takes a uniform time between these. */
  readonly min: Micros;
  readonly max: Micros;
  /** Bytes that fit. */
  readonly capacity: number;
}

/** Everything a node is told at its start. */
export interface Start {
  readonly version: typeof PROTOCOL_VERSION;
  readonly id: NodeId;
  readonly system: string;
  readonly role: string;
  readonly incarnation: number;
  readonly at: Micros;
  readonly epoch: number;
  readonly skew: Skew;
  /** From which the node's generator and its disk's latencies are derived. */
  readonly chance: Chain;
  readonly chain: Chain;
  readonly events: number;
  readonly sends: number;
  readonly setup: Setup;
  readonly service: ServiceTable;
  readonly diskLaw: DiskLaw;
  readonly device: Device;
  readonly disk: DiskContent;
  /** Return with every advance what was handled: for recording messages. */
  readonly trace: boolean;
}

/** The wall clock shows `epoch + now + by + drift·(now − since)`. Skew outlives kill and restart, as a wrong clock does. */
export interface Skew {
  readonly by: Micros;
  /** Parts per million. */
  readonly drift: number;
  readonly since: Micros;
}

export interface Note {
  readonly at: Micros;
  readonly event: number;
  readonly kind: string;
  readonly detail: Data;
}

/** What a client said of an operation. */
export type OperationMark =
  | { readonly at: Micros; readonly event: number; readonly operation: string; readonly body: Data }
  | {
      readonly at: Micros;
      readonly event: number;
      readonly operation: string;
      readonly outcome: Outcome;
      readonly text: string;
    };

/** An event that a runner handled; for arrivals the message's (from, sent number, copy), else what kind of thing it was. */
export interface Handled {
  readonly at: Micros;
  readonly event: number;
  readonly what: 'boot' | 'tell' | 'arrival' | 'timer';
  readonly kind: string;
  readonly root: string;
  readonly from: NodeId;
  readonly number: number;
  readonly copy: number;
}

export interface Crash {
  readonly at: Micros;
  readonly event: number;
  /** For people. Engines word their errors differently, so this is never folded. Null: it left, as it was asked to. */
  readonly says: string | null;
}

/** What came of running a node up to an instant. */
export interface Advance {
  readonly sends: readonly Envelope[];
  readonly notes: readonly Note[];
  readonly marks: readonly OperationMark[];
  readonly writes: readonly DiskWrite[];
  /** Indices of the arrivals given with this call that found the waiting line full. */
  readonly overflow: readonly number[];
  /** Indices of the arrivals given with this call that found the node dead, because it crashed before them. */
  readonly orphans: readonly number[];
  readonly handled: readonly Handled[];
  readonly crash: Crash | null;
  /** The time of the node's next event, or `NEVER`. */
  readonly next: Micros;
  /** How many events the node has handled in its life, and how many messages it has sent. */
  readonly events: number;
  readonly sent: number;
  readonly chain: Chain;
}

/** A runner as plain data: what a checkpoint keeps of a node, but for its disk, which the cluster holds anyway. */
export interface RunnerSave {
  readonly state: StateSave | null;
  readonly started: boolean;
  readonly frozen: boolean;
  readonly times: number;
  readonly skew: Skew;
  readonly generator: readonly number[];
  readonly chain: Chain;
  readonly events: number;
  readonly sends: number;
  readonly timers: number;
  readonly tables: number;
  readonly stood: Micros;
  readonly busyUntil: Micros;
  readonly disk: NodeDiskSave;
  readonly pending: readonly Pending[];
  readonly line: readonly Pending[];
  readonly serving: { readonly event: Pending; readonly end: Micros } | null;
}

/** An event that waits in a runner. */
export type Pending =
  | { readonly what: 'boot'; readonly due: Micros }
  | { readonly what: 'tell'; readonly due: Micros; readonly message: Data; readonly root: string }
  | { readonly what: 'arrival'; readonly due: Micros; readonly envelope: Envelope }
  | {
      readonly what: 'timer';
      readonly due: Micros;
      readonly number: number;
      readonly timer: TimerBody;
      sync: Sync | null;
    };

/** Set on the timer that brings the `done` of a sync. */
export interface Sync {
  /** The number of the last write that it makes durable. */
  readonly upTo: number;
  /** Decided when the device is done, which may be long before the program hears of it. */
  readonly failed: boolean;
}

/** What may be asked about a node, for people. */
export type Look =
  | ('glance' | 'belief' | 'witness' | 'census' | 'inspect' | 'holdings')
  | ('catalogue' | 'checks' | 'vitals' | 'metrics' | 'typed');

/** The full state, a page at a time: the value at `path`, its fields cut after `limit` from `offset`. */
export interface InspectRequest {
  readonly path: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

/** An event that waits at a node, or is served there. */
export interface Waiting {
  readonly what: Pending['what'];
  readonly kind: string;
  /** Of an arrival. */
  readonly from: NodeId | null;
  readonly since: Micros;
}

/** How a node's machine is: what `look` says to `vitals`. */
export interface Vitals {
  readonly waiting: number;
  readonly served: (Waiting & { readonly until: Micros }) | null;
  /** Those who are served next. */
  readonly next: readonly Waiting[];
  /** The factor on service times. */
  readonly times: number;
  readonly memory: Memory | null;
}

/** What some looks have to be told: which page, which keys, which line. */
export type LookDetail = InspectRequest | HoldingsRequest | TypedRequest;

export type NodeRequest =
  | { readonly do: 'boot'; readonly start: Start }
  | {
      readonly do: 'load';
      readonly start: Start;
      readonly save: RunnerSave;
      readonly tables: readonly (readonly [number, TableImage])[];
    }
  | {
      readonly do: 'advance';
      readonly until: Micros;
      readonly arrivals: readonly Envelope[];
      readonly acts: readonly NodeAct[];
    }
  | { readonly do: 'save' }
  | { readonly do: 'look'; readonly look: Look; readonly detail: LookDetail | null }
  /** From the first of these on it is measured, until one says that nobody measures any more. No part of any history. */
  | { readonly do: 'measure'; readonly isOn: boolean };

export type NodeReply =
  Advance | RunnerSave | Glance | Belief | Witness | NodeProfile | { readonly next: Micros } | null;
