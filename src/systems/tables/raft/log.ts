/**
 * The log in memory: what stands behind the last snapshot, which is its base. Every entry has a chain value, a hash over all entries from the
 * first on: two logs are equal up to an entry if, and only if, their chains are there. Nothing of Raft looks at it; it is for those who judge.
 */
import { Fold } from '../../../kernel/fold.ts';
import type { Entry } from './entry.ts';

export interface LogBase {
  readonly index: number;
  readonly term: number;
  readonly chain: number;
}

/** Plain data. Only the functions below change it. */
export interface RaftLog {
  base: LogBase;
  entries: Entry[];
  /** One for each entry. */
  chains: number[];
}

export const EMPTY_BASE: LogBase = { index: 0, term: 0, chain: 0 };

export function newLog(base: LogBase = EMPTY_BASE): RaftLog {
  return { base, entries: [], chains: [] };
}

export function lastIndex({ base, entries }: RaftLog): number {
  return base.index + entries.length;
}

export function lastTerm({ base, entries }: RaftLog): number {
  return (entries.at(-1) ?? base).term;
}

/** Null for what is in the snapshot, and for what is not there yet. */
export function entryAt({ base, entries }: RaftLog, index: number): Entry | null {
  return entries[index - base.index - 1] ?? null;
}

/** Null where it is not known any more, or not yet. */
export function termAt(log: RaftLog, index: number): number | null {
  return index === log.base.index ? log.base.term : (entryAt(log, index)?.term ?? null);
}

export function chainAt({ base, chains }: RaftLog, index: number): number | null {
  return index === base.index ? base.chain : (chains[index - base.index - 1] ?? null);
}

export function addToLog(log: RaftLog, entry: Entry): void {
  log.entries.push(entry);
  log.chains.push(follow(log.chains.at(-1) ?? log.base.chain, entry));
}

/** All entries from this one on go. */
export function cutLog(log: RaftLog, from: number): void {
  const kept = Math.max(0, from - log.base.index - 1);
  log.entries.length = Math.min(log.entries.length, kept);
  log.chains.length = log.entries.length;
}

/** The entries up to this one are in the snapshot from now on. */
export function rebase(log: RaftLog, index: number): void {
  const term = termAt(log, index);
  const chain = chainAt(log, index);
  if (term === null || chain === null) throw new Error(`the log has no entry ${index} to be its base`);
  const gone = index - log.base.index;
  log.entries.splice(0, gone);
  log.chains.splice(0, gone);
  log.base = { index, term, chain };
}

/** The first index of the term that stands at `index`. */
export function firstOfTerm(log: RaftLog, index: number): number {
  const term = termAt(log, index);
  let first = index;
  while (first > log.base.index + 1 && termAt(log, first - 1) === term) first -= 1;
  return first;
}

/** The last index of a term; 0 where the log has none of it. */
export function lastOfTerm(log: RaftLog, term: number): number {
  for (let index = lastIndex(log); index >= log.base.index; index -= 1) {
    const found = termAt(log, index) ?? 0;
    if (found === term) return index;
    if (found < term) return 0;
  }
  return 0;
}

/** Up to `most` entries from this one on. */
export function entriesFrom({ base, entries }: RaftLog, from: number, most: number): readonly Entry[] {
  const first = from - base.index - 1;
  return entries.slice(first, first + most);
}

const TWO_TO_21 = 2_097_152;

function follow(chain: number, { index, term, kind, command, members }: Entry): number {
  const fold = new Fold();
  fold.number(chain);
  fold.number(index);
  fold.number(term);
  fold.text(kind);
  fold.text(command ?? '');
  if (members !== undefined) fold.data(members);
  return (fold.a >>> 0) * TWO_TO_21 + (fold.b >>> 11);
}
