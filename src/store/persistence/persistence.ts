/**
 * When what was done is written, when it is durable, and when its reply may leave: the part of a node's program between the engine and the
 * disk.
 *
 *     const persistence = …                          openPersistence of recovery.ts, at boot
 *     const host = hostWithDisk(persistence, self, store)
 *     reply = execute(store, session, args, host)    gathers effects
 *     ticket = commit(persistence, self, store)      one record, whatever the command changed
 *     if (mayLeave(persistence, ticket)) …           else keep the reply until a tick after which it may
 *     tickPersistence(persistence, self, store, timer)
 *
 * The three policies of `appendfsync` write at the same instant, before the reply: what was acknowledged survives the end of the program under
 * any of them. They differ in what survives the power.
 *
 * - `always`: no reply leaves before a sync has covered all that its command could have seen. One sync is under way at a time, and the next
 *   covers everything that came in between: the busier the node, the more replies share a sync.
 * - `everysec`: replies leave at once. The first write that no sync covers arms a timer of a little less than a second, the little being for
 *   the sync itself; so less than a second is lost, unless the disk is slower than it should be. An idle node syncs nothing.
 * - `no`: nobody syncs. What the power leaves is up to the disk.
 *
 * A disk that is full or fails is told to writers as Redis tells them (MISCONF), and reading goes on. What is not written yet waits, in
 * order, and is tried again.
 */
import type { Self } from '../../kernel/contract.ts';
import { MILLISECOND, type Micros } from '../../kernel/time.ts';
import { appendRecord, rewriteLog, type Log } from '../../protocols/write-ahead-log.ts';
import type { Bytes } from '../bytes.ts';
import type { StoreHost } from '../context.ts';
import { failure, type Failure, type Reply } from '../reply.ts';
import type { Store } from '../store.ts';
import { encodeEffects, type Annex, type Effect } from './effects.ts';
import { takeSnapshot } from './snapshot.ts';

export type PersistenceTimer = { readonly kind: 'log due' } | { readonly kind: 'log synced' };

/** What it needs of a program's `self`. */
export type Shore = Pick<Self<never, PersistenceTimer>, 'disk' | 'after' | 'clock' | 'random' | 'work'>;

/** Plain data, part of the program's state. Writes are counted from the start of the program. */
export interface Persistence {
  readonly log: Log;
  /** What the command that is being run has changed so far. */
  effects: Effect[];
  /** Records for which the disk had no room. They are counted as written, and never as durable. */
  unwritten: Uint8Array[];
  written: number;
  durable: number;
  /** What will be durable when the sync that is under way has succeeded. */
  syncing: number | null;
  /** What a reply has to wait for whatever the policy: SAVE answers when it is done. */
  promised: number;
  isArmed: boolean;
  /** Follows the setting `appendonly`. */
  isLogging: boolean;
  /** A snapshot shall be taken when the command is over. */
  isSnapshotDue: boolean;
  /** The growth of the log at which a rewrite that found no room is tried again. */
  growthMin: number;
  trouble: 'full' | 'failed' | null;
}

export function newPersistence(log: Log, isLogging: boolean): Persistence {
  return {
    log,
    isLogging,
    effects: [],
    unwritten: [],
    written: 0,
    durable: 0,
    syncing: null,
    promised: 0,
    isArmed: false,
    isSnapshotDue: false,
    growthMin: 0,
    trouble: null,
  };
}

// --- Towards the engine -------------------------------------------------------------------------------------------------

/** The engine's window, on a node with a disk. A class, since one is made for every command and closures would cost more than it does. */
export class DiskHost implements StoreHost {
  readonly persistence: Persistence;
  readonly self: Shore;
  readonly store: Store;
  readonly annex: Annex | undefined;

  constructor(persistence: Persistence, self: Shore, store: Store, annex?: Annex) {
    this.persistence = persistence;
    this.self = self;
    this.store = store;
    this.annex = annex;
  }

  get clock(): number {
    return this.self.clock;
  }

  random(): number {
    return this.self.random();
  }

  work(cost: Micros): void {
    this.self.work(cost);
  }

  propagate(database: number, args: readonly Bytes[]): void {
    this.persistence.effects.push({ database, args });
  }

  persist(act: 'save' | 'bgsave' | 'rewrite'): Reply | undefined {
    return persist(this.persistence, this.self, this.store, act, this.annex);
  }

  get ailment(): Failure | null {
    return ailmentOf(this.persistence);
  }

  get log(): { readonly current: number; readonly base: number } {
    const { baseBytes, growth } = this.persistence.log;
    return { current: baseBytes + growth, base: baseBytes };
  }
}

export function hostWithDisk(persistence: Persistence, self: Shore, store: Store, annex?: Annex): StoreHost {
  return new DiskHost(persistence, self, store, annex);
}

const NO_ROOM = failure('MISCONF Errors writing to the AOF file: No space left on device');
const DISK_FAILED = failure('MISCONF Errors writing to the AOF file: Input/output error');

function ailmentOf({ trouble, isLogging }: Persistence): Failure | null {
  if (trouble === null || !isLogging) return null;
  return trouble === 'full' ? NO_ROOM : DISK_FAILED;
}

/** A snapshot keeps the node busy when somebody waits for it; as if its disk took a gigabyte a second. */
const SNAPSHOT_BYTES_A_MICRO = 1_000;

function persist(
  persistence: Persistence,
  self: Shore,
  store: Store,
  act: 'save' | 'bgsave' | 'rewrite',
  annex?: Annex,
): Reply | undefined {
  if (act !== 'save') {
    persistence.isSnapshotDue = true;
    return undefined;
  }
  // What this command has changed already (somebody was evicted) is in the snapshot, so its record has to stand before it.
  writeEffects(persistence, self);
  if (!snapshot(persistence, self, store, annex)) return failure('ERR');
  self.work(Math.ceil(persistence.log.baseBytes / SNAPSHOT_BYTES_A_MICRO));
  persistence.promised = persistence.written;
  return undefined;
}

// --- After every command ------------------------------------------------------------------------------------------------

/** Writes what the command changed. Answers what `mayLeave` has to be asked with, for the reply of this command. */
export function commit(persistence: Persistence, self: Shore, store: Store, annex?: Annex): number {
  const { appendonly, appendfsync } = store.settings;
  writeEffects(persistence, self);
  if (appendonly !== persistence.isLogging) followSetting(persistence, self, store, annex);
  if (persistence.isSnapshotDue || isOvergrown(persistence, store)) {
    persistence.isSnapshotDue = false;
    snapshot(persistence, self, store, annex);
  }
  const { written, durable, promised } = persistence;
  if (written > durable) {
    if (appendfsync === 'always' || promised > durable) ask(persistence, self);
    else if (appendfsync === 'everysec') arm(persistence, self, EVERYSEC);
  }
  return appendfsync === 'always' && appendonly ? written : promised;
}

/** A log that begins again begins with what there is: behind a gap, nothing it says would be true. */
function followSetting(persistence: Persistence, self: Shore, store: Store, annex?: Annex): void {
  if (!store.settings.appendonly) {
    persistence.isLogging = false;
    persistence.unwritten = [];
  } else if (persistence.trouble === null) {
    persistence.isLogging = snapshot(persistence, self, store, annex);
    if (!persistence.isLogging) suffer(persistence, self, 'full');
  }
}

export function mayLeave(persistence: Persistence, ticket: number): boolean {
  return ticket <= persistence.durable;
}

function writeEffects(persistence: Persistence, self: Shore): void {
  const { effects, unwritten, isLogging } = persistence;
  if (effects.length === 0) return;
  persistence.effects = [];
  if (!isLogging) return;
  persistence.written += 1;
  const record = encodeEffects(effects);
  // The ordinary case: nothing waits, and there is room.
  if (unwritten.length === 0 && appendRecord(self.disk, persistence.log, record) === 'ok') {
    if (persistence.trouble === 'full') persistence.trouble = null;
    return;
  }
  unwritten.push(record);
  flush(persistence, self);
}

/** In order: a record waits behind those that found no room. */
function flush(persistence: Persistence, self: Shore): void {
  const { unwritten, log } = persistence;
  let taken = 0;
  for (; taken < unwritten.length; taken += 1) {
    if (appendRecord(self.disk, log, unwritten[taken] as Uint8Array) === 'full') break;
  }
  unwritten.splice(0, taken);
  if (unwritten.length > 0) suffer(persistence, self, 'full');
  else if (persistence.trouble === 'full') persistence.trouble = null;
}

/** Redis's rule: so much longer than the snapshot it began with, and long enough to be worth it. */
function isOvergrown({ log, isLogging, growthMin }: Persistence, { settings }: Store): boolean {
  const percentage = settings['auto-aof-rewrite-percentage'];
  if (!isLogging || percentage === 0 || log.growth < growthMin) return false;
  const isLarge = log.baseBytes + log.growth > settings['auto-aof-rewrite-min-size'];
  return isLarge && (log.growth * 100) / Math.max(1, log.baseBytes) >= percentage;
}

/** False when the disk has no room for it; then all is as it was. */
function snapshot(persistence: Persistence, self: Shore, store: Store, annex?: Annex): boolean {
  const { log } = persistence;
  if (rewriteLog(self.disk, log, takeSnapshot(store, annex)) === 'full') {
    persistence.growthMin = 2 * log.growth;
    return false;
  }
  // It holds what waited to be written, too.
  persistence.unwritten = [];
  persistence.growthMin = 0;
  if (persistence.trouble === 'full') persistence.trouble = null;
  persistence.written += 1;
  ask(persistence, self);
  return true;
}

// --- Syncing ------------------------------------------------------------------------------------------------------------

/** What is left of the second is for the sync. */
const EVERYSEC: Micros = 900 * MILLISECOND;
const AGAIN: Micros = 100 * MILLISECOND;

export function tickPersistence(
  persistence: Persistence,
  self: Shore,
  store: Store,
  timer: PersistenceTimer,
): void {
  if (timer.kind === 'log synced') synced(persistence, self, store);
  else {
    persistence.isArmed = false;
    if (persistence.unwritten.length > 0) flush(persistence, self);
    else if (persistence.trouble === 'full') persistence.trouble = null;
    if (persistence.durable < persistence.written - persistence.unwritten.length) ask(persistence, self);
  }
}

function synced(persistence: Persistence, self: Shore, { settings }: Store): void {
  const covered = persistence.syncing ?? persistence.durable;
  persistence.syncing = null;
  if (self.disk.failed) {
    suffer(persistence, self, 'failed');
    return;
  }
  if (persistence.trouble === 'failed') persistence.trouble = null;
  persistence.durable = covered;
  if (persistence.written === covered) return;
  // Not armed, though something is not covered: its second was over while the disk was busy.
  const isOverdue = settings.appendfsync === 'everysec' && !persistence.isArmed;
  if (settings.appendfsync === 'always' || isOverdue || persistence.promised > covered)
    ask(persistence, self);
}

function ask(persistence: Persistence, self: Shore): void {
  const covered = persistence.written - persistence.unwritten.length;
  if (persistence.syncing !== null || covered <= persistence.durable) return;
  persistence.syncing = covered;
  self.disk.sync({ kind: 'log synced' });
}

function suffer(persistence: Persistence, self: Shore, trouble: 'full' | 'failed'): void {
  persistence.trouble = trouble;
  arm(persistence, self, AGAIN);
}

function arm(persistence: Persistence, self: Shore, delay: Micros): void {
  if (persistence.isArmed) return;
  persistence.isArmed = true;
  self.after(delay, { kind: 'log due' });
}
