/**
 * What a node does with data: as the one who acts for a key, as a copy of somebody else's, and for itself. All of it passes through here,
 * so that value, mark, log and stream never part.
 */
import type { NodeId } from '../../kernel/contract.ts';
import { bytesFrom, octetsOf } from '../../store/bytes.ts';
import type { StoreHost } from '../../store/context.ts';
import { execute } from '../../store/execute.ts';
import { expireSome } from '../../store/expiry.ts';
import { ANNEX, type Annex } from '../../store/persistence/effects.ts';
import { commit, DiskHost, hostWithDisk } from '../../store/persistence/persistence.ts';
import { entryBytes, loadEntryBytes } from '../../store/persistence/snapshot.ts';
import { isFailure, type Reply } from '../../store/reply.ts';
import { makeRoom } from '../../store/room.ts';
import type { Entry, Session, Store } from '../../store/store.ts';
import { quorumMode } from './by-option.ts';
import { compareStamps, forgetMark, markOf, setMark, stampOf, type Ledger, type Stamp } from './ledger.ts';
import type { Item } from './item.ts';
import { changedBy, dataOf, dropEntry, markArgs, markFrom, noteOrphan, remember } from './keeping.ts';
import type { Message, Step } from './messages.ts';
import { deedFrom, deedsOn, deedWords, forgetDeeds, keepDeed, replaceDeeds, type Deed } from './deeds.ts';
import { isMutant } from './options.ts';
import { isReady, isTrusted } from './reign.ts';
import { replyData } from './reply-data.ts';
import type { CacheSelf, NodeState } from './state.ts';
import { actingAmong, ownersOf, shardOf, standingOf, type View } from './view.ts';

export function leads(self: CacheSelf, state: NodeState, key: string): boolean {
  const { view } = state;
  if (view === null || state.options.mode === 'quorum' || !isTrusted(self, state)) return false;
  return actingAmong(view, ownersOf(view.placed, state.rule, key)) === self.id && isReady(self, state, key);
}

export interface Done {
  readonly reply: Reply;
  /** Of the last change that this command made, 0 for none. */
  readonly sequence: number;
  /** What the disk has to have before the reply may leave. */
  readonly ticket: number;
}

// --- Acting -------------------------------------------------------------------------------------------------------------

/** A request that is to be remembered, by its operation and its keys. */
export interface Asked {
  readonly operation: string;
  readonly keys: readonly string[];
}

type Draft = Asked & Pick<Deed, 'status' | 'reply'>;

/** Runs a client's command. Where this node does not lead, it only looks. */
export function run(
  self: CacheSelf,
  state: NodeState,
  session: Session,
  args: readonly string[],
  isLeading: boolean,
  asked: Asked | null = null,
): Done {
  state.store.passive = !isLeading && !isMutant(state.options, 'own-expiry');
  const reply = execute(state.store, session, args, hostOf(self, state));
  state.store.passive = false;
  const status = isFailure(reply) ? 'failed' : 'ok';
  const sequence = publish(self, state, asked && { ...asked, status, reply: replyData(reply) });
  return { reply, sequence, ticket: commit(state.persistence, self, state.store, annexOf(state.ledger)) };
}

/** Ten times a second: what has expired goes, where this node may say so; and memory is kept under its limit, whoever filled it. */
export function sweep(self: CacheSelf, state: NodeState): void {
  const { store } = state;
  const host = hostOf(self, state);
  expireSome(store, state.options.mode === 'quorum' ? quorumMode.code.fadingHost(self, state) : host);
  if (store.settings.maxmemory > 0 && store.bytes > store.settings.maxmemory) {
    makeRoom({ store, host, now: host.clock }, 0);
  }
  publish(self, state, null);
  forgetTombstones(self, state);
  forgetDeeds(state.ledger.deeds, self.now, state.options.requestMemory);
  commit(state.persistence, self, store, annexOf(state.ledger));
}

/** Others have to go for so many bytes more. False where nobody may. */
export function makeRoomFor(self: CacheSelf, state: NodeState, bytes: number): boolean {
  const { store } = state;
  if (store.settings.maxmemory === 0) return true;
  const hasRoom = makeRoom({ store, host: hostOf(self, state), now: self.clock }, bytes);
  publish(self, state, null);
  return hasRoom;
}

function hostOf(self: CacheSelf, state: NodeState): StoreHost {
  return new NodeHost(self, state);
}

/** Gathers what changes, and knows which keys this node may declare expired. */
class NodeHost extends DiskHost {
  readonly #self: CacheSelf;
  readonly #state: NodeState;

  constructor(self: CacheSelf, state: NodeState) {
    super(state.persistence, self, state.store, annexOf(state.ledger));
    this.#self = self;
    this.#state = state;
  }

  override propagate(database: number, args: readonly string[]): void {
    super.propagate(database, args);
    this.#state.effects.push(args);
  }

  mayExpire(key: string): boolean {
    return isMutant(this.#state.options, 'own-expiry') || leads(this.#self, this.#state, key);
  }
}

/** What a command changed gets its stamps and its numbers, and sets out to the copies. */
function publish(self: CacheSelf, state: NodeState, draft: Draft | null): number {
  const { effects, view } = state;
  state.effects = [];
  if (view === null) return 0;
  // What changes nothing is not told to anybody.
  if (draft !== null) keepDeed(state.ledger.deeds, deedFor(state, draft, draft.keys[0] ?? ''), self.now);
  if (effects.length === 0) return 0;
  const parcels = new Map<string, { steps: Map<string, Step>; effects: (readonly string[])[] }>();
  let sequence = 0;
  for (const args of effects) {
    const keys = changedBy(args);
    const [key] = keys;
    if (key === undefined) continue;
    if (!leads(self, state, key)) {
      for (const each of keys) evicted(state, each);
      continue;
    }
    const shard = shardOf(view, state.rule, key);
    const parcel = parcels.get(shard) ?? { steps: new Map<string, Step>(), effects: [] };
    parcels.set(shard, parcel);
    parcel.effects.push(args);
    for (const each of keys) {
      if (parcel.steps.has(each)) continue;
      const base = stampOf(state.ledger, each);
      const stamp = { epoch: view.epoch, count: base.count + 1 };
      parcel.steps.set(each, { key: each, base, stamp });
    }
  }
  for (const [shard, parcel] of parcels) {
    const steps = [...parcel.steps.values()];
    for (const { key, stamp } of steps) sequence = mark(self, state, shard, key, stamp);
    const key = draft?.keys.find((each) => parcel.steps.has(each));
    const deed = draft === null || key === undefined ? null : deedFor(state, draft, key);
    if (deed !== null) noteDeed(self, state, deed);
    ship(self, state, shard, { sequence, steps, effects: parcel.effects, ...(deed && { deed }) });
  }
  return sequence;
}

function deedFor({ ledger }: NodeState, { operation, status, reply }: Draft, key: string): Deed {
  const { count: version, epoch } = stampOf(ledger, key);
  return { operation, key, status, reply, version, epoch };
}

function noteDeed(self: CacheSelf, state: NodeState, deed: Deed): void {
  keepDeed(state.ledger.deeds, deed, self.now);
  state.persistence.effects.push({ database: ANNEX, args: deedWords(deed) });
}

/** Writes down the stamp of a key that is as it shall be. */
function mark(self: CacheSelf, state: NodeState, shard: string, key: string, stamp: Stamp): number {
  const isGone = !dataOf(state.store).entries.map.has(key);
  const gone = isGone ? self.clock : null;
  return remember(state, shard, key, { stamp, gone, evicted: false });
}

/** It gave way for want of memory on a node that does not answer for it: the others keep it. */
export function evicted(state: NodeState, key: string): void {
  const known = markOf(state.ledger, key);
  if (known === undefined || state.view === null) return;
  if (isMutant(state.options, 'own-expiry')) {
    const gone = Number(dataOf(state.store).entries.map.has(key));
    remember(state, shardOf(state.view, state.rule, key), key, { stamp: known.stamp, gone, evicted: false });
    return;
  }
  remember(state, shardOf(state.view, state.rule, key), key, {
    stamp: known.stamp,
    gone: null,
    evicted: true,
  });
}

function ship(
  self: CacheSelf,
  state: NodeState,
  shard: string,
  parcel: Pick<Extract<Message, { kind: 'copy' }>, 'sequence' | 'steps' | 'effects' | 'deed'>,
): void {
  const view = state.view as View;
  const { sequence, ...rest } = parcel;
  for (const id of shard.split('>')) {
    const peer = state.peers.get(id);
    if (id === self.id || peer === undefined) continue;
    const before = peer.sent;
    // Counted for the dead too: when they are heard again they see that something is missing.
    peer.sent = sequence;
    if (standingOf(view, id) === 'down') continue;
    const { epoch } = view;
    self.send(id, { kind: 'copy', stream: self.incarnation, epoch, sequence, before, ...rest });
  }
}

// --- Copying ------------------------------------------------------------------------------------------------------------

export type CopyResult = 'followed' | 'gap' | 'old';

/** Repeats what a primary did. A gap in its stream, or a key that stands elsewhere than where it began, has to be filled first. */
export function applyCopy(
  self: CacheSelf,
  state: NodeState,
  from: NodeId,
  message: Extract<Message, { kind: 'copy' }>,
): CopyResult {
  const { view, ledger } = state;
  const peer = state.peers.get(from);
  if (view === null || peer === undefined || message.epoch < view.epoch) return 'old';
  if (peer.stream !== message.stream || message.before > peer.followed) return 'gap';
  if (message.sequence <= peer.followed) return 'followed';
  const news = message.steps.filter(({ key, stamp }) => compareStamps(stampOf(ledger, key), stamp) < 0);
  if (news.length > 0) {
    const fits = message.steps.every(
      ({ key, base }) =>
        compareStamps(stampOf(ledger, key), base) === 0 && markOf(ledger, key)?.evicted !== true,
    );
    if (!fits) return 'gap';
    const host = hostWithDisk(state.persistence, self, state.store);
    for (const args of message.effects) execute(state.store, state.follower, args, host);
    for (const { key, stamp } of news) {
      mark(self, state, shardOf(view, state.rule, key), key, stamp);
      noteOrphan(self, state, key);
    }
    if (message.deed !== undefined) noteDeed(self, state, message.deed);
    state.counts.copies += 1;
  }
  peer.followed = message.sequence;
  return 'followed';
}

export function itemOf({ store, ledger }: NodeState, key: string): Item {
  const known = markOf(ledger, key);
  const entry = dataOf(store).entries.map.get(key);
  const deeds = deedsOn(ledger.deeds, key);
  return {
    key,
    ...(known?.siblings === undefined ? {} : { siblings: known.siblings }),
    stamp: known?.evicted === true ? { epoch: 0, count: 0 } : (known?.stamp ?? { epoch: 0, count: 0 }),
    gone: known?.gone ?? null,
    entry: entry === undefined || known?.siblings !== undefined ? null : entryBytes(entry as Entry),
    ...(deeds.length > 0 && { deeds }),
  };
}

/** Takes over how a key stands elsewhere, if that is newer. */
export function applyItem(self: CacheSelf, state: NodeState, item: Item): boolean {
  if (item.siblings !== undefined) return quorumMode.code.applySiblings(self, state, item.key, item.siblings);
  const { key, stamp, gone, entry, deeds = [] } = item;
  const { store, ledger, view } = state;
  const isNewer = compareStamps(stampOf(ledger, key), stamp) < 0;
  if (view === null || stamp.count === 0 || !(isNewer || isMutant(state.options, 'blind-repair')))
    return false;
  if (entry === null) dropEntry(store, key);
  else {
    const host = hostWithDisk(state.persistence, self, store);
    loadEntryBytes({ store, session: state.follower, host }, dataOf(store), key, entry);
  }
  state.persistence.effects.push({
    database: ANNEX,
    args: entry === null ? ['drop', key] : ['entry', key, bytesFrom(entry)],
  });
  remember(state, shardOf(view, state.rule, key), key, { stamp, gone, evicted: false });
  noteOrphan(self, state, key);
  replaceDeeds(ledger.deeds, key, deeds, self.now);
  for (const deed of deeds) state.persistence.effects.push({ database: ANNEX, args: deedWords(deed) });
  state.counts.pulled += 1;
  return true;
}

export function commitAll(self: CacheSelf, state: NodeState): number {
  return commit(state.persistence, self, state.store, annexOf(state.ledger));
}

const FORGOTTEN_MAX = 200;

/** Deletions are remembered for a time of grace. They stand in the backlog in the order in which they came. */
function forgetTombstones(self: CacheSelf, state: NodeState): void {
  const { ledger, options, view } = state;
  if (view === null) return;
  const grace = isMutant(options, 'no-tombstones') ? 0 : options.tombstoneGrace / 1_000;
  let looked = 0;
  for (const [key, { gone }] of ledger.tombstones.map) {
    looked += 1;
    if (looked > FORGOTTEN_MAX || self.clock - gone < grace) break;
    forgetMark(ledger, shardOf(view, state.rule, key), key);
    state.persistence.effects.push({ database: ANNEX, args: ['forget', key] });
  }
}

// --- What the log keeps beside the data ---------------------------------------------------------------------------------

export function annexOf(ledger: Ledger): Annex {
  return new LedgerAnnex(ledger);
}

class LedgerAnnex implements Annex {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  *all(): Iterable<readonly string[]> {
    for (const [key, mark] of this.#ledger.marks.map) yield markArgs(key, mark);
    for (const [key, owners] of this.#ledger.hints) yield ['hint', key, ...owners];
    for (const { deed } of this.#ledger.deeds.known.map.values()) yield deedWords(deed);
  }

  restore(): void {}
}

/** While the log is read: there is no view yet, so no shard; trees are planted when there is one. */
export function annexOfReading(store: Store, ledger: Ledger, follower: Session, host: StoreHost): Annex {
  return {
    all: () => annexOf(ledger).all(),
    restore(args) {
      const [what = '', key = '', first = ''] = args;
      if (what === 'mark') setMark(ledger, '', key, markFrom(args));
      else if (what === 'hint') ledger.hints.set(key, args.slice(2));
      else if (what === 'deed') keepDeed(ledger.deeds, deedFrom(args), 0);
      else if (what === 'forget') forgetMark(ledger, '', key);
      else if (what === 'drop') dropEntry(store, key);
      else loadEntryBytes({ store, session: follower, host }, dataOf(store), key, octetsOf(first));
    },
  };
}
