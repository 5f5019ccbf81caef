/**
 * A write-ahead log on a node's disk: what happened, record by record, and now and then a snapshot of what came of it, so that the records
 * before it can go. Whoever recovers takes the newest snapshot and the records behind it.
 *
 *     name/base-0000000003      a snapshot: all that happened before segment 3
 *     name/log-0000000003       records (log-frames.ts)
 *     name/log-0000000004       more of them, begun when segment 3 was long enough
 *
 * **What the power leaves.** The disk keeps what was written in the order of writing, up to some byte. So all that this file writes is
 * sound at any prefix. A record that was cut is no record. A snapshot is one blob, wholly there or not at all; only after it goes what it
 * made superfluous, and what remains of that is never looked at.
 *
 * **A torn tail** cannot be cut off, for segments only grow. The next record begins a new segment instead, whose chain goes on from the last
 * whole record: a cut whose successor fits is healed. One whose successor does not is a hole, and a hole is damage.
 *
 * **Damage** is never guessed around. Recovery says where it is and yields what stands before it; whether that is good enough only a person
 * can say. The snapshot before the newest one is kept, with all that followed it, so that even the loss of a snapshot need not be a loss.
 *
 * Payloads are bytes, whatever the owner makes of them. Lists of byte strings need a length before each and nothing more, so no library of
 * formats is taken. Who has to take records back, as a follower of Raft does, appends a record that says so.
 *
 * Nothing here is durable before the owner's `disk.sync` says so.
 */
import type { Disk, DiskAnswer, TimerBody } from '../kernel/contract.ts';
import { Fold, type Chain } from '../kernel/fold.ts';
import { FRAME_BYTES, frame, readFrame } from './log-frames.ts';

export interface LogOptions {
  /** Under which its files stand. */
  readonly name: string;
  /** At this length a segment is followed by the next one. */
  readonly segmentBytes: number;
}

/** Where a log stands: plain data. Only the functions below change it. */
export interface Log extends LogOptions {
  /** The segment that is being written, from 1. */
  segment: number;
  /** Its length. */
  segmentLength: number;
  chain: Chain;
  /** Records appended since the log began, those before the snapshot included. */
  records: number;
  /** The segment that the newest snapshot stands before; 0 when there is none. */
  base: number;
  baseBytes: number;
  /** Bytes of records since then. */
  growth: number;
  /** Takes no record before it has been rewritten. */
  isDamaged: boolean;
}

export type LogEnd =
  | { readonly ok: true }
  /** The last record was cut: these bytes at the end make none. Its writer was never told that it was durable. */
  | { readonly torn: { readonly segment: string; readonly offset: number; readonly bytes: number } }
  /** What stands here is not what was written here. `segment` may be a snapshot. */
  | { readonly damaged: { readonly segment: string; readonly offset: number } };

export interface Recovery {
  readonly log: Log;
  readonly end: LogEnd;
  readonly snapshot: Uint8Array | null;
  /** What was appended after it, up to the end or to the damage. Views: whoever keeps them copies. */
  readonly records: readonly Uint8Array[];
  /** Bytes that stand behind damage, and cannot be told from noise. */
  readonly lost: number;
}

const FORMAT = 'ringside log 1';

const ORIGIN: Chain = seed(FORMAT);

/** Opens what is on the disk, or begins a log there. Writes nothing. */
export function openLog(disk: Disk<TimerBody>, { name, segmentBytes }: LogOptions): Recovery {
  const files = survey(disk, name);
  const { base, wrong } = newestBase(disk, files);
  const walk = walkSegments(disk, files, base);
  const damaged = wrong ?? walk.damaged;
  const end: LogEnd = damaged ? { damaged } : walk.torn ? { torn: walk.torn } : { ok: true };
  const last = Math.max(base.number, ...files.segments, ...files.bases);
  // Behind a cut, and behind anything unsound, nothing can be appended.
  const goesOn = 'ok' in end;
  const log: Log = {
    name,
    segmentBytes,
    segment: goesOn ? last : last + 1,
    segmentLength: goesOn ? disk.size(segmentName(name, last)) : 0,
    chain: walk.chain,
    records: base.records + walk.records.length,
    base: base.payload === null ? 0 : base.number,
    baseBytes: base.payload?.length ?? 0,
    growth: walk.records.reduce((sum, { length }) => sum + length + FRAME_BYTES, 0),
    isDamaged: damaged !== null,
  };
  const lost = lostBytes(disk, files, { base, wrong, damaged: walk.damaged });
  return { log, end, snapshot: base.payload, records: walk.records, lost };
}

/** All of the record or, when the disk is full, nothing of it. */
export function appendRecord(disk: Disk<TimerBody>, log: Log, payload: Uint8Array): DiskAnswer {
  if (log.isDamaged)
    throw new Error(`the log ${log.name} is damaged: it takes no record before it is rewritten`);
  const isLong = log.segmentLength >= log.segmentBytes;
  const segment = isLong ? log.segment + 1 : log.segment;
  const [bytes, chain] = frame(log.chain, payload);
  if (disk.append(segmentName(log.name, segment), bytes) === 'full') return 'full';
  log.segmentLength = (isLong ? 0 : log.segmentLength) + bytes.length;
  log.segment = segment;
  log.chain = chain;
  log.records += 1;
  log.growth += bytes.length;
  return 'ok';
}

/** The snapshot stands for everything appended so far: the records before it are not needed any more. */
export function rewriteLog(disk: Disk<TimerBody>, log: Log, snapshot: Uint8Array): DiskAnswer {
  const next = log.segment + 1;
  const blob = frameBase(next, log, snapshot);
  const name = baseName(log.name, next);
  if (disk.put(name, blob) === 'full') {
    // The older snapshot is a luxury where there is no room.
    forget(disk, log.name, log.base);
    if (disk.put(name, blob) === 'full') return 'full';
  }
  forget(disk, log.name, log.isDamaged ? next : log.base);
  log.segment = next;
  log.segmentLength = 0;
  log.base = next;
  log.baseBytes = snapshot.length;
  log.growth = 0;
  log.isDamaged = false;
  return 'ok';
}

/** Removes what belongs before this segment, the oldest first. */
function forget(disk: Disk<TimerBody>, name: string, before: number): void {
  const { segments, bases } = survey(disk, name);
  for (const number of bases) if (number < before) disk.remove(baseName(name, number));
  for (const number of segments) if (number < before) disk.remove(segmentName(name, number));
}

// --- Files --------------------------------------------------------------------------------------------------------------

interface Files {
  readonly name: string;
  /** Ascending. */
  readonly segments: readonly number[];
  readonly bases: readonly number[];
}

function survey(disk: Disk<TimerBody>, name: string): Files {
  const names = disk.names();
  const numbers = (prefix: string) =>
    names.filter((file) => file.startsWith(prefix)).map((file) => Number(file.slice(prefix.length)));
  return { name, segments: numbers(`${name}/log-`), bases: numbers(`${name}/base-`) };
}

/** Padded, so that names sort as numbers do. */
function padded(number: number): string {
  return String(number).padStart(10, '0');
}

function segmentName(name: string, number: number): string {
  return `${name}/log-${padded(number)}`;
}

function baseName(name: string, number: number): string {
  return `${name}/base-${padded(number)}`;
}

// --- Snapshots ----------------------------------------------------------------------------------------------------------

/** What the first record behind it builds on. */
interface Base {
  readonly number: number;
  readonly chain: Chain;
  readonly records: number;
  readonly payload: Uint8Array | null;
}

interface Place {
  readonly segment: string;
  readonly offset: number;
}

const NOTHING: Base = { number: 1, chain: ORIGIN, records: 0, payload: null };
const BASE_HEAD = 16;

/** The chain and the number of records, then the snapshot. Its own chain makes it good under its own number only. */
function frameBase(number: number, { chain, records }: Log, snapshot: Uint8Array): Uint8Array {
  const payload = new Uint8Array(BASE_HEAD + snapshot.length);
  const view = new DataView(payload.buffer);
  view.setInt32(0, chain[0]);
  view.setInt32(4, chain[1]);
  view.setFloat64(8, records);
  payload.set(snapshot, BASE_HEAD);
  return frame(seed(FORMAT, number), payload)[0];
}

function readBase(bytes: Uint8Array, number: number): Base | undefined {
  const reading = readFrame(bytes, 0, seed(FORMAT, number));
  if (reading.is !== 'whole' || reading.end !== bytes.length || reading.payload.length < BASE_HEAD)
    return undefined;
  const { payload } = reading;
  const view = new DataView(payload.buffer, payload.byteOffset);
  const chain: Chain = [view.getInt32(0), view.getInt32(4)];
  return { number, chain, records: view.getFloat64(8), payload: payload.subarray(BASE_HEAD) };
}

/** The newest good one, and the first that was passed over because it was not. */
function newestBase(disk: Disk<TimerBody>, { name, bases }: Files): { base: Base; wrong: Place | null } {
  let wrong: Place | null = null;
  for (const number of bases.toReversed()) {
    const base = readBase(disk.get(baseName(name, number)) ?? new Uint8Array(0), number);
    if (base !== undefined) return { base, wrong };
    wrong ??= { segment: baseName(name, number), offset: 0 };
  }
  return { base: NOTHING, wrong };
}

// --- Records ------------------------------------------------------------------------------------------------------------

type Torn = Place & { readonly bytes: number };

interface Walk {
  readonly records: readonly Uint8Array[];
  readonly chain: Chain;
  readonly torn: Torn | null;
  readonly damaged: Place | null;
}

function walkSegments(disk: Disk<TimerBody>, { name, segments }: Files, base: Base): Walk {
  const records: Uint8Array[] = [];
  let { chain } = base;
  let torn: Torn | null = null;
  for (const number of segments) {
    if (number < base.number) continue;
    const segment = segmentName(name, number);
    const bytes = disk.read(segment);
    let offset = 0;
    while (offset < bytes.length) {
      const reading = readFrame(bytes, offset, chain);
      if (reading.is === 'wrong') return { records, chain, torn: null, damaged: torn ?? { segment, offset } };
      if (reading.is === 'cut') break;
      records.push(reading.payload);
      ({ chain, end: offset } = reading);
      // What was cut before has been gone on from: it is no end.
      torn = null;
    }
    const left = bytes.length - offset;
    if (left === 0) continue;
    const cut: Torn = torn ?? { segment, offset, bytes: 0 };
    torn = { ...cut, bytes: cut.bytes + left };
  }
  return { records, chain, torn, damaged: null };
}

/** A damaged snapshot is no loss as long as the records before it are there; damaged records are, with all that follows them. */
function lostBytes(
  disk: Disk<TimerBody>,
  { name, segments }: Files,
  { base, wrong, damaged }: { base: Base; wrong: Place | null; damaged: Place | null },
): number {
  const isBridged = base.payload !== null || segments[0] === 1;
  const snapshot = wrong === null || isBridged ? 0 : (disk.get(wrong.segment)?.length ?? 0);
  if (damaged === null) return snapshot;
  const behind = segments
    .map((number) => segmentName(name, number))
    .filter((file) => file >= damaged.segment);
  return behind.reduce((sum, file) => sum + disk.size(file), snapshot - damaged.offset);
}

function seed(...parts: readonly (string | number)[]): Chain {
  const fold = new Fold();
  for (const part of parts) fold.data(part);
  return fold.chain();
}
