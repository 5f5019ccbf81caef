/**
 * "What do you have that I lack?" The one exchange by which a node catches up: after a gap in a stream, after its return, when it newly acts,
 * when keys move to it, and every now and then, in case something was missed.
 *
 *     pull since 1 207   →   listing: keys and stamps of what changed behind it, as far as it concerns the asker
 *     fetch keys         →   items: whole values of those that are newer
 *
 * Where the backlog does not reach back so far, or who owns what has changed, everything is compared: the roots of the trees of all shards
 * that both know, then level by level what lies below those that differ (`compare`, `compared`), and keys of leaves that differ, a page at a
 * time. Equal stores cost one message. How the other side answers stands in answering.ts.
 */
import type { NodeId } from '../../kernel/contract.ts';
import { MILLISECOND } from '../../kernel/time.ts';
import { acknowledge } from './acknowledge.ts';
import { applyItem } from './data.ts';
import type { Item } from './item.ts';
import { compareStamps, markOf, stampOf, type Stamp } from './ledger.ts';
import type { Message } from './messages.ts';
import { tellTaken } from './orphans.ts';
import { noteCompletion, sourcesOf } from './reign.ts';
import type { CacheSelf, NodeState, Peer, Pull } from './state.ts';
import { below, type ShardNodes } from './trees.ts';
import { ownersOf, type View } from './view.ts';

const SHARDS_MAX = 100;
const FETCHED_MAX = 50;
/** A few round trips. */
const PATIENCE = 120 * MILLISECOND;
const PATIENCE_MAX = 2_000 * MILLISECOND;

type Listed = readonly (readonly [string, Stamp])[];
type Of<Kind extends Message['kind']> = Extract<Message, { kind: Kind }>;

// --- Asking -------------------------------------------------------------------------------------------------------------

export function pullFromAll(self: CacheSelf, state: NodeState): void {
  for (const id of sourcesOf(self, state.view as View)) pullFrom(self, state, id);
}

export function dropPulls(state: NodeState): void {
  for (const peer of state.peers.values()) peer.pull = null;
}

export function pullFrom(self: CacheSelf, state: NodeState, id: NodeId): void {
  const { view } = state;
  const peer = state.peers.get(id);
  if (view === null || peer === undefined || peer.pull !== null) return;
  peer.pull = {
    epoch: view.epoch,
    askedAt: self.now,
    missing: [],
    stream: peer.stream,
    upTo: peer.pulled,
    more: false,
    shards: null,
    number: self.now,
    page: 0,
    last: null,
    timer: 0,
    patience: PATIENCE,
  };
  const since = peer.mustCompare ? -1 : peer.pulled;
  put(self, id, peer.pull, { kind: 'pull', epoch: view.epoch, stream: peer.stream, since });
}

/** Sends a request, and again for as long as nothing comes of it. */
function put(self: CacheSelf, to: NodeId, pull: Pull, request: Message): void {
  pull.last = request;
  pull.askedAt = self.now;
  self.send(to, request);
  if (pull.timer === 0) pull.timer = self.after(pull.patience, { kind: 'pull again', from: to });
}

export function pullAgain(self: CacheSelf, state: NodeState, from: NodeId): void {
  const pull = state.peers.get(from)?.pull ?? null;
  if (pull === null) return;
  pull.timer = 0;
  const waited = self.now - pull.askedAt;
  if (waited < pull.patience || pull.last === null) {
    pull.timer = self.after(pull.patience - waited, { kind: 'pull again', from });
    return;
  }
  pull.patience = Math.min(PATIENCE_MAX, 2 * pull.patience);
  put(self, from, pull, pull.last);
}

/**
 * With every beat: whoever has not told what the view needs is asked until it has. And one more, in turn, whatever it has told: so what went
 * amiss unseen is found within a round.
 */
export function pullMissing(self: CacheSelf, state: NodeState): void {
  const { view } = state;
  if (view === null) return;
  const sources = sourcesOf(self, view);
  for (const id of sources) {
    if (state.peers.get(id)?.answeredFor !== view.epoch) pullFrom(self, state, id);
  }
  state.turn += 1;
  const next = sources[state.turn % Math.max(1, sources.length)];
  if (next !== undefined) pullFrom(self, state, next);
}

export function receiveListing(
  self: CacheSelf,
  state: NodeState,
  from: NodeId,
  message: Of<'listing'>,
): void {
  const pull = pullOf(self, state, from, message.epoch);
  if (pull === null || pull.shards !== null) return;
  pull.stream = message.stream;
  pull.upTo = message.upTo;
  pull.more = message.more;
  want(self, state, from, pull, message.stamps);
}

export function receiveRoots(self: CacheSelf, state: NodeState, from: NodeId, message: Of<'roots'>): void {
  const pull = pullOf(self, state, from, message.epoch);
  if (pull === null || pull.shards !== null) return;
  pull.stream = message.stream;
  pull.upTo = message.sequence;
  const differing = below(state.ledger.trees, message.roots);
  // Those of which nothing is here first: there is nothing to compare, and all of them can be asked for at once.
  const isBare = ([, nodes]: ShardNodes): boolean => nodes.length === 0;
  pull.shards = [...differing.filter(isBare), ...differing.filter((shard) => !isBare(shard))];
  pull.more = false;
  compareNext(self, state, from, pull);
}

/** The next shards that differ: either such as need to be compared, or such as do not. */
function compareNext(self: CacheSelf, state: NodeState, from: NodeId, pull: Pull): void {
  const waiting = pull.shards ?? [];
  if (waiting.length === 0) {
    over(self, state, from, pull);
    return;
  }
  const bare = waiting.findIndex(([, nodes]) => nodes.length > 0);
  const shards = waiting.splice(0, Math.min(SHARDS_MAX, bare > 0 ? bare : waiting.length));
  compare(self, from, pull, shards);
}

function compare(self: CacheSelf, from: NodeId, pull: Pull, shards: readonly ShardNodes[]): void {
  pull.number += 1;
  put(self, from, pull, { kind: 'compare', epoch: pull.epoch, number: pull.number, shards });
}

export function receiveCompared(
  self: CacheSelf,
  state: NodeState,
  from: NodeId,
  message: Of<'compared'>,
): void {
  const pull = pullOf(self, state, from, message.epoch);
  if (pull === null || message.number !== pull.number) return;
  const differing = below(state.ledger.trees, message.shards);
  if (differing.length > 0) compare(self, from, pull, differing);
  else compareNext(self, state, from, pull);
}

export function receivePage(self: CacheSelf, state: NodeState, from: NodeId, message: Of<'page'>): void {
  const pull = pullOf(self, state, from, message.epoch);
  if (pull === null || message.number !== pull.number) return;
  pull.page = message.page;
  pull.more = message.more;
  want(self, state, from, pull, message.stamps);
}

function pullOf(self: CacheSelf, state: NodeState, from: NodeId, epoch: number): Pull | null {
  const pull = state.peers.get(from)?.pull ?? null;
  if (pull === null || pull.epoch !== epoch || state.view?.epoch !== epoch) return null;
  pull.askedAt = self.now;
  pull.patience = PATIENCE;
  return pull;
}

function want(self: CacheSelf, state: NodeState, from: NodeId, pull: Pull, listed: Listed): void {
  pull.missing = listed
    .filter(([key, stamp]) => compareStamps(stampOf(state.ledger, key), stamp) < 0)
    .map(([key]) => key);
  fetchMissing(self, state, from, pull);
}

function fetchMissing(self: CacheSelf, state: NodeState, from: NodeId, pull: Pull): void {
  if (pull.missing.length > 0) {
    put(self, from, pull, { kind: 'fetch', keys: pull.missing.slice(0, FETCHED_MAX) });
    return;
  }
  if (pull.shards === null) {
    const peer = state.peers.get(from) as Peer;
    follow(self, state, peer, pull);
    if (pull.more) {
      put(self, from, pull, { kind: 'pull', epoch: pull.epoch, stream: pull.stream, since: pull.upTo });
      return;
    }
    over(self, state, from, pull);
  } else if (pull.more) {
    const { epoch, page } = pull;
    pull.number += 1;
    put(self, from, pull, { kind: 'next page', epoch, number: pull.number, page: page + 1 });
  } else {
    compareNext(self, state, from, pull);
  }
}

/** The same items may answer a pull, or an offer. */
export function receiveItems(self: CacheSelf, state: NodeState, from: NodeId, { items }: Of<'items'>): void {
  const unknown = items.filter(({ key }) => markOf(state.ledger, key) === undefined);
  for (const item of items) applyItem(self, state, item);
  noteMoved(self, state, from, unknown);
  if (state.options.siblings)
    tellTaken(
      self,
      state,
      from,
      items.map(({ key, stamp }) => [key, stamp] as const),
    );
  const pull = state.peers.get(from)?.pull ?? null;
  if (pull === null || pull.missing.length === 0) return;
  const came = new Set(items.map(({ key }) => key));
  pull.missing = pull.missing.filter((key) => !came.has(key));
  pull.askedAt = self.now;
  if (pull.missing.length === 0 || !came.has(pull.missing[0] as string))
    fetchMissing(self, state, from, pull);
}

/** For people: copies that came to a node because it owns now what it did not own. What was deleted is remembered here too, and is no copy. */
function noteMoved(
  self: CacheSelf,
  { view, rule, ledger }: NodeState,
  from: NodeId,
  came: readonly Item[],
): void {
  const before = view === null ? null : view.target === null ? view.settling : view.placed;
  if (before === null) return;
  const moved = came.filter(
    ({ key, entry, siblings }) =>
      (entry !== null || siblings !== undefined) &&
      markOf(ledger, key) !== undefined &&
      !ownersOf(before, rule, key).includes(self.id),
  );
  if (moved.length > 0) self.note('moved in', { from, keys: moved.length });
}

function over(self: CacheSelf, state: NodeState, from: NodeId, pull: Pull): void {
  const peer = state.peers.get(from) as Peer;
  follow(self, state, peer, pull);
  peer.pull = null;
  peer.mustCompare = false;
  peer.answeredFor = pull.epoch;
  noteCompletion(self, state);
}

function follow(self: CacheSelf, state: NodeState, peer: Peer, { stream, upTo }: Pull): void {
  if (peer.stream !== stream) peer.assured = 0;
  peer.pulled = upTo;
  peer.followed = peer.stream === stream ? Math.max(peer.followed, upTo) : upTo;
  peer.stream = stream;
  acknowledge(self, state, peer.id);
}
