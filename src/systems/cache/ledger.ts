/**
 * What a node knows of each key beside its value: the stamp of its last write, and whether that write was a deletion. A larger stamp wins,
 * wherever and however late it comes, so copies that have seen the same writes are equal, in whatever order they saw them.
 *
 * In primary mode a stamp is (epoch, count): the epoch in which its primary acted, and how often the key has been written. Two primaries
 * never act in one epoch, so equal stamps mean equal values. In quorum mode it is (time, count, node), see quorum/stamps.ts: the larger
 * time wins, and one node never gives the same twice.
 *
 * A deleted key leaves its stamp behind, a **tombstone**, or a copy that slept through the deletion would bring the key back. Tombstones go
 * after a time of grace, which has to be longer than the longest sleep.
 *
 * Every change gets the next number of the node's own **sequence**, whoever made it. So "what is new behind 1 207?" has an answer, as long
 * as the backlog reaches back so far; and where it does not, trees of hashes find what differs (trees.ts).
 */
import { newDeeds, type Deeds } from './deeds.ts';
import type { Siblings } from '../../protocols/vector-clock.ts';
import { toggleKey, type Trees } from './trees.ts';
import { newTable, tableDelete, tableGet, tableHas, tableSet, type Table } from '../../kernel/table.ts';

export interface Stamp {
  /** In quorum mode the time of the write, in ms. */
  readonly epoch: number;
  readonly count: number;
  /** In quorum mode: who made it. Of equal times and counts the greater wins, only so that all agree. */
  readonly node?: string;
}

/** One of several values that a key has at once; null for a deletion. The deadline is in ms since 1970. */
export interface Sibling {
  readonly text: string | null;
  readonly deadline: number | null;
}

export const UNWRITTEN: Stamp = { epoch: 0, count: 0 };

export interface Mark {
  readonly stamp: Stamp;
  /** When it was deleted, by the clock of whoever deleted it; null while it lives. */
  readonly gone: number | null;
  /** This copy gave way to others for want of memory; it is not brought back. */
  readonly evicted: boolean;
  /** Where writes that did not know of each other are all kept. */
  readonly siblings?: Siblings<Sibling>;
  /** The number of the change in this node's sequence. */
  readonly sequence: number;
}

export interface Ledger {
  readonly marks: Table<Mark>;
  /** The deleted ones among them, in the order of their deletion here. */
  readonly tombstones: Table<{ readonly gone: number }>;
  sequence: number;
  /** Keys in the order of their changes; the first stands for the change behind `backlogFrom`. */
  backlog: string[];
  backlogFrom: number;
  readonly deeds: Deeds;
  /** By shard, what is held of it. */
  readonly trees: Trees;
  /** Keys that are kept here in the place of owners who were away: those owners have to have them before they are let go. */
  readonly hints: Map<string, readonly string[]>;
}

const BACKLOG_MAX = 10_000;

export function newLedger(): Ledger {
  return {
    marks: newTable(),
    tombstones: newTable(),
    sequence: 0,
    backlog: [],
    backlogFrom: 0,
    deeds: newDeeds(),
    trees: new Map(),
    hints: new Map(),
  };
}

export function compareStamps(left: Stamp, right: Stamp): number {
  if (left.epoch !== right.epoch) return left.epoch - right.epoch;
  if (left.count !== right.count) return left.count - right.count;
  if (left.node === right.node) return 0;
  return (left.node ?? '') < (right.node ?? '') ? -1 : 1;
}

export function stampOf(ledger: Ledger, key: string): Stamp {
  return tableGet(ledger.marks, key)?.stamp ?? UNWRITTEN;
}

export function markOf(ledger: Ledger, key: string): Mark | undefined {
  return tableGet(ledger.marks, key);
}

/** Notes a change; answers its number. `shard` keeps the trees true. */
export function setMark(ledger: Ledger, shard: string, key: string, mark: Omit<Mark, 'sequence'>): number {
  const before = tableGet(ledger.marks, key);
  if (before !== undefined) toggleKey(ledger.trees, shard, key, before.stamp);
  toggleKey(ledger.trees, shard, key, mark.stamp);
  ledger.sequence += 1;
  const { stamp, gone, evicted, siblings } = mark;
  const { sequence } = ledger;
  const noted =
    siblings === undefined
      ? { stamp, gone, evicted, sequence }
      : { stamp, gone, evicted, siblings, sequence };
  tableSet(ledger.marks, key, noted);
  if (tableHas(ledger.tombstones, key)) tableDelete(ledger.tombstones, key);
  if (mark.gone !== null) tableSet(ledger.tombstones, key, { gone: mark.gone });
  ledger.backlog.push(key);
  if (ledger.backlog.length > BACKLOG_MAX) {
    const cut = BACKLOG_MAX / 2;
    ledger.backlog = ledger.backlog.slice(cut);
    ledger.backlogFrom += cut;
  }
  return ledger.sequence;
}

/** As if the key had never been here. */
export function forgetMark(ledger: Ledger, shard: string, key: string): void {
  const before = tableGet(ledger.marks, key);
  if (before === undefined) return;
  toggleKey(ledger.trees, shard, key, before.stamp);
  tableDelete(ledger.marks, key);
  tableDelete(ledger.tombstones, key);
  ledger.hints.delete(key);
}

/** Each key once that changed behind `since`, as many as `limit` changes hold; null where the backlog begins later. */
export function changesSince(
  ledger: Ledger,
  since: number,
  limit: number,
): { readonly keys: ReadonlySet<string>; readonly upTo: number } | null {
  if (since < ledger.backlogFrom) return null;
  const start = since - ledger.backlogFrom;
  const keys = new Set(ledger.backlog.slice(start, start + limit));
  return { keys, upTo: Math.min(ledger.sequence, since + limit) };
}
