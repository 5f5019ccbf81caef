/**
 * What a node of Raft keeps on its disk: its term and vote, its log and the base of that log, in one write-ahead log, and beside it a mark of how much of
 * that was durable. Nothing that a message promises is said before the disk has it: what would promise is held back until then.
 *
 * The mark is there because a device may lie: a log that is shorter than it was known to be has lost something that was promised, and whoever finds that
 * stops. A tail that was never durable is only the end of a write that nobody was told of.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import { decodeText, encodeText } from '../../../kernel/bytes.ts';
import { appendRecord, openLog, rewriteLog, type Log } from '../../../protocols/write-ahead-log.ts';
import { isOfOtherRoots } from '../data-root.ts';
import type { RaftMessage } from '../messages.ts';
import { NOBODY, type Entry, type Members } from './entry.ts';
import { addToLog, cutLog, EMPTY_BASE, lastIndex, newLog, type LogBase, type RaftLog } from './log.ts';
import type { Held, MembersAt, Node, State, TablesSelf } from './state.ts';

const WAL = { name: 'raft', segmentBytes: 64 * 1_024 };
const MARK = 'raft/durable';

/** A record of the write-ahead log. */
export type LogRecordOfRaft =
  | readonly ['term', number, NodeId | null]
  | readonly ['entry', Entry]
  | readonly ['cut', number]
  /** With whom the cluster began: no entry of the log says it. */
  | readonly ['founders', Members];

interface Base {
  readonly base: LogBase;
  readonly members: Members;
  readonly term: number;
  readonly votedFor: NodeId | null;
  readonly entries: readonly Entry[];
}

export interface Remembered {
  readonly wal: Log;
  readonly log: RaftLog;
  readonly term: number;
  readonly votedFor: NodeId | null;
  readonly configurations: MembersAt[];
  /** Nothing was ever written here. */
  readonly isEmpty: boolean;
  /** Why what is there cannot be trusted; null where it can. */
  readonly wrong: string | null;
}

export function remember(self: TablesSelf): Remembered {
  const { log: wal, end, snapshot, records } = openLog(self.disk, WAL);
  const base = snapshot === null ? null : (JSON.parse(decodeText(snapshot)) as Base);
  const log = newLog(base?.base ?? EMPTY_BASE);
  const configurations: MembersAt[] =
    base === null ? [] : [{ index: base.base.index, members: base.members }];
  let term = base?.term ?? 0;
  let votedFor = base?.votedFor ?? null;
  const take = (entry: Entry): void => {
    addToLog(log, entry);
    if (entry.members !== undefined) configurations.push({ index: entry.index, members: entry.members });
  };
  for (const entry of base?.entries ?? []) take(entry);
  for (const bytes of records) {
    const record = JSON.parse(decodeText(bytes)) as LogRecordOfRaft;
    if (record[0] === 'term') [, term, votedFor] = record;
    else if (record[0] === 'entry') take(record[1]);
    else if (record[0] === 'founders') configurations.push({ index: 0, members: record[1] });
    else {
      cutLog(log, record[1]);
      while ((configurations.at(-1)?.index ?? 0) >= record[1]) configurations.pop();
    }
  }
  const known = markOf(self);
  const isEmpty = wal.records === 0 && known === 0 && self.disk.names().every(isOfOtherRoots);
  const wrong = 'damaged' in end || known === null || wal.records < known ? 'its log is damaged' : null;
  return { wal, log, term, votedFor, configurations, isEmpty, wrong };
}

// --- Writing ------------------------------------------------------------------------------------------------------------

/** What is written first: it says that there is a past from now on. */
export function writeFounders(node: Node, members: Members): void {
  node.state.configurations = [{ index: 0, members }];
  write(node, ['founders', members]);
  node.state.promised = node.state.written;
}

export function writeTerm(node: Node): void {
  const { state, options } = node;
  const vote = options.mutants.has('forgets-its-vote') ? null : state.votedFor;
  write(node, ['term', state.term, vote]);
  state.promised = state.written;
}

export function writeEntry(node: Node, entry: Entry): void {
  const { state } = node;
  addToLog(state.log, entry);
  if (entry.members !== undefined) state.configurations.push({ index: entry.index, members: entry.members });
  write(node, ['entry', entry]);
  state.unsynced.push({ record: state.written, index: entry.index });
}

/** Entries from this one on were never committed, and others have taken their place. */
export function writeCut(node: Node, from: number): void {
  const { state } = node;
  cutLog(state.log, from);
  while ((state.configurations.at(-1)?.index ?? 0) >= from) state.configurations.pop();
  write(node, ['cut', from]);
  state.unsynced = state.unsynced.filter(({ index }) => index < from);
  state.durable = Math.min(state.durable, from - 1);
}

function write({ self, state }: Node, record: LogRecordOfRaft): void {
  if (state.stopped !== null) return;
  if (appendRecord(self.disk, state.wal, encodeText(JSON.stringify(record))) === 'full')
    stop(self, state, 'its disk is full');
  state.written += 1;
}

/** What stands in the snapshot need not be in the log. The rest of it is written with the base. */
export function writeBase(node: Node): void {
  const { self, state } = node;
  if (state.stopped !== null) return;
  const { log, term, votedFor, configurations } = state;
  const base: Base = {
    base: log.base,
    members: baseMembers(configurations, log.base.index),
    ...{ term, votedFor, entries: log.entries },
  };
  if (rewriteLog(self.disk, state.wal, encodeText(JSON.stringify(base))) === 'full') {
    stop(self, state, 'its disk is full');
    return;
  }
  const first = configurations.findLastIndex(({ index }) => index <= log.base.index);
  state.configurations = [
    { index: log.base.index, members: base.members },
    ...configurations.slice(first + 1),
  ];
  state.written += 1;
  state.promised = state.written;
}

function baseMembers(configurations: readonly MembersAt[], base: number): Members {
  return configurations.findLast(({ index }) => index <= base)?.members ?? NOBODY;
}

// --- Until it is durable ------------------------------------------------------------------------------------------------

const OF_LEADERS: readonly RaftMessage['kind'][] = ['append entries', 'heartbeat', 'install snapshot'];

/** What promises nothing but a term that is durable may go at once; all else waits for everything that was written before it. */
export function say(node: Node, to: NodeId, message: RaftMessage): void {
  const { self, state, options } = node;
  if (state.stopped !== null) return;
  const isOfLeader = OF_LEADERS.includes(message.kind);
  const upTo = options.mutants.has('answers-before-sync') ? 0 : isOfLeader ? state.promised : state.written;
  if (upTo <= state.synced && state.held.length === 0) release(self, { upTo, to, message });
  else state.held.push({ upTo, to, message });
}

/** At the end of an event: one sync for all that was written, and never two at a time. */
export function flush({ self, state }: Node): void {
  if (state.stopped !== null || state.isSyncing || state.written === state.synced) return;
  state.isSyncing = true;
  self.disk.sync({ kind: 'synced', upTo: state.written, records: state.wal.records });
}

export function synced(node: Node, upTo: number, records: number): void {
  const { self, state } = node;
  state.isSyncing = false;
  if (state.stopped !== null) return;
  if (self.disk.failed) {
    stop(self, state, 'its disk failed');
    return;
  }
  state.synced = Math.max(state.synced, upTo);
  const done = state.unsynced.filter(({ record }) => record <= state.synced);
  state.unsynced = state.unsynced.slice(done.length);
  const highest = done.at(-1);
  if (highest !== undefined)
    state.durable = Math.min(lastIndex(state.log), Math.max(state.durable, highest.index));
  if (state.unsynced.length === 0) state.durable = lastIndex(state.log);
  mark(self, records);
  if (state.written === state.synced) self.disk.sync({ kind: 'marked' });
  const { held } = state;
  const ready = held.findIndex((one) => one.upTo > state.synced);
  const sent = ready < 0 ? held.splice(0) : held.splice(0, ready);
  for (const one of sent) release(self, one);
}

/** A vote is given when it is told, and not when it is written: what the power takes before that was no vote. */
function release(self: TablesSelf, { to, message }: Held): void {
  if (message.kind === 'vote' && message.isGranted && !message.isPreVote)
    self.note('voted', { term: message.asked, for: to });
  self.send(to, message);
}

/** Nothing is acknowledged, asked or answered any more, until somebody starts it again. Its role ends with the event (roles.ts). */
export function stop(self: TablesSelf, state: State, why: string): void {
  if (state.stopped !== null) return;
  state.stopped = why;
  state.held = [];
  self.note('stopped', { why });
}

// --- The mark -----------------------------------------------------------------------------------------------------------

/** How many records are durable; twice, so that a changed byte is noticed. */
function mark(self: TablesSelf, records: number): void {
  self.disk.put(MARK, encodeText(`${records} ${records}`));
}

/** Also the mark has to be durable, or the power could take it and the lie would not come out. Nobody waits for it. */
export function marked({ self, state }: Node): void {
  if (self.disk.failed) stop(self, state, 'its disk failed');
}

/** Null where it cannot be read. */
function markOf(self: TablesSelf): number | null {
  const bytes = self.disk.get(MARK);
  if (bytes === undefined) return 0;
  const [one, other] = decodeText(bytes).split(' ');
  return one === other && /^\d+$/.test(one ?? '') ? Number(one) : null;
}
