/**
 * What is known of the open cluster as records: its nodes, the items in it and their copies, and what happened to it. They are read out of the
 * running cluster and of the record of its branch; nothing is kept for them, so there is nothing that could contradict what they tell of.
 *
 * Times are those of the virtual wall clock, in ms since 1970.
 */
import type { Data, NodeId } from '../../kernel/contract.ts';

/** As whoever stands outside sees it: who has fallen silent behind a rope is `partitioned`, whatever the others take it for. */
export type NodeState = 'active' | 'slow' | 'partitioned' | 'down' | 'joining' | 'leaving';

export interface NodeRecord {
  readonly id: NodeId;
  readonly name: string;
  readonly status: NodeState;
  readonly weight: number;
  readonly createdAt: number;
  /** When its status changed last, or its weight. */
  readonly updatedAt: number;
}

/** The three faults that are made by one word, and stand until they are cured. */
export const FAULT_KINDS = ['down', 'slow', 'partition'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** An act, as it is handed to the lab. */
export type Act = Readonly<Record<string, Data>>;

/** A node, and what may be done to it. */
export interface NodeEntry {
  readonly record: NodeRecord;
  readonly role: string;
  readonly isRunning: boolean;
  readonly faults: readonly FaultKind[];
  /** What makes each of the faults. */
  readonly harms: Readonly<Record<FaultKind, Act>>;
  /** What ends all that is wrong with it, in this order. */
  readonly cures: readonly Act[];
}

export interface NodeBook {
  readonly system: string;
  readonly at: number;
  /** The virtual wall clock at this instant. */
  readonly clock: number;
  /** Who asks for people: the first client without traffic of its own. */
  readonly client: NodeId | null;
  /** Its client passes requests on to nodes, as they are. */
  readonly takesRequests: boolean;
  readonly nodes: readonly NodeEntry[];
  /** Every id that any node ever had: none comes back. */
  readonly ids: readonly NodeId[];
  /** Keys are where they should be, and nothing moves. */
  readonly isAtRest: boolean;
}

export interface ItemRecord {
  readonly id: string;
  readonly key: string;
  /** Null for what is no text. */
  readonly value: string | null;
  /** Who answers for it; where nobody can, who has it. */
  readonly nodeId: NodeId;
  readonly expiresAt: number | null;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ReplicationRecord {
  readonly id: string;
  readonly cacheItemId: string;
  readonly nodeId: NodeId;
  /** Its own: a copy that lags has a smaller one than its item. */
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ItemQuestion {
  /** Only this key, as people write it. */
  readonly key?: string;
  /** From which place of the circle on, 0 to 1. */
  readonly from?: number;
  readonly limit?: number;
}

export interface ItemBook {
  readonly items: readonly ItemRecord[];
  readonly replications: readonly ReplicationRecord[];
  /** Where the next page begins; null behind the last one. */
  readonly next: number | null;
}

/** By which figure a table of items is ordered. */
export type ItemOrder = 'key' | 'expiry' | 'version' | 'size';

/** A table of all items, of which only the rows that somebody sees are ever made. */
export interface TableQuestion {
  /** A part of the key, as people write it; whether letters from A to Z are capitals does not matter. */
  readonly contains: string;
  readonly order: ItemOrder;
  readonly isDescending: boolean;
  /** The list by which the caller's rows stand; null: one as things are now. */
  readonly list: number | null;
  readonly from: number;
  readonly limit: number;
  /** Whose row is it? The key's bytes. */
  readonly find?: string;
}

/** The list says which row is which key and is as old as it is; the rows are read in the nodes at this very instant. */
export interface TablePage {
  readonly list: number;
  /** The instant at which the list was made. */
  readonly listedAt: number;
  readonly total: number;
  /** Whatever part of the key is asked for. */
  readonly all: number;
  readonly from: number;
  readonly at: number;
  readonly rows: readonly ItemRow[];
  /** The row of the key that was looked for. */
  readonly found: number | null;
}

/** How a copy stands beside the newest: `gone`, whoever should have it does not run; `spare`, it is kept where it does not belong. */
export type CopyState = 'current' | 'behind' | 'missing' | 'gone' | 'spare';

export interface CopyEntry {
  readonly node: NodeId;
  readonly state: CopyState;
  /** How many versions, where they are counted. */
  readonly behind: number;
}

export interface ItemRow {
  /** Its bytes. */
  readonly key: string;
  /** How it begins; null for what is no text. */
  readonly value: string | null;
  readonly type: string | null;
  readonly version: number;
  /** What is left of its life by the clock of whoever answers, in µs; null for what stays. */
  readonly left: number | null;
  readonly bytes: number;
  /** Null while nobody does. */
  readonly answers: NodeId | null;
  /** The first owner first. */
  readonly copies: readonly CopyEntry[];
  /** `gone`: deleted since the list was made, or its time is over; `unheld`: nobody who runs has it. */
  readonly state: 'here' | 'gone' | 'unheld';
}

export interface EventRecord {
  /** `node:number` of the event that it stands for, or `action:number`. */
  readonly id: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, Data>>;
  readonly createdAt: number;
}

export interface EventQuestion {
  /** Behind so many. */
  readonly from?: number;
  readonly limit?: number;
}

export interface EventBook {
  readonly events: readonly EventRecord[];
  readonly next: number | null;
  readonly total: number;
}
