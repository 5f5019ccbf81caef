/** How a node answers those who are catching up (pulling.ts): what changed, what is here, what differs, and whole values. */
import type { NodeId } from '../../kernel/contract.ts';
import { compareText } from '../../kernel/order.ts';
import { itemOf } from './data.ts';
import { changesSince, stampOf, type Stamp } from './ledger.ts';
import type { Message } from './messages.ts';
import type { CacheSelf, NodeState } from './state.ts';
import { tellView } from './telling.ts';
import { areLeaves, below, leafOf, leavesIn, rootsFor, type ShardNodes } from './trees.ts';
import { holdersOf, memberOf, shardOf, type View } from './view.ts';

const LISTED_MAX = 200;

type Listed = readonly (readonly [string, Stamp])[];
type Of<Kind extends Message['kind']> = Extract<Message, { kind: Kind }>;

export function receivePull(self: CacheSelf, state: NodeState, from: NodeId, message: Of<'pull'>): void {
  const { view } = state;
  const { epoch, stream, since } = message;
  if (view === null || view.epoch < epoch) {
    state.deferred = state.deferred.filter((deferred) => deferred.from !== from);
    state.deferred.push({ from, epoch, stream, since });
    return;
  }
  if (view.epoch > epoch) {
    tellView(self, state, from, view);
    return;
  }
  const changes = stream === self.incarnation ? changesSince(state.ledger, since, LISTED_MAX) : null;
  if (changes === null) {
    sendRoots(self, state, view, from);
    return;
  }
  const { keys, upTo } = changes;
  self.send(from, {
    kind: 'listing',
    epoch,
    stream,
    since,
    upTo,
    more: upTo < state.ledger.sequence,
    stamps: stampsOf(
      state,
      [...keys].filter((key) => holdersOf(view, state.rule, key).includes(from)),
    ),
  });
}

export function answerDeferred(self: CacheSelf, state: NodeState): void {
  const { deferred } = state;
  state.deferred = [];
  for (const { from, ...pull } of deferred) receivePull(self, state, from, { kind: 'pull', ...pull });
}

function sendRoots(self: CacheSelf, { ledger }: NodeState, { epoch }: View, to: NodeId): void {
  const { sequence, trees } = ledger;
  self.send(to, { kind: 'roots', epoch, stream: self.incarnation, sequence, roots: rootsFor(trees, to) });
}

/** A level further down; from the leaves on, what stands in them. */
export function receiveCompare(
  self: CacheSelf,
  state: NodeState,
  from: NodeId,
  { epoch, number, shards }: Of<'compare'>,
): void {
  const { view, ledger } = state;
  if (view?.epoch !== epoch) return;
  if (!areLeaves(shards)) {
    self.send(from, { kind: 'compared', epoch, number, shards: below(ledger.trees, shards) });
    return;
  }
  const listing = state.listings.get(from);
  if (listing?.epoch === epoch && listing.number > number) return;
  state.listings.set(from, { epoch, number, keys: keysIn(state, view, shards) });
  sendPage(self, state, from, { epoch, number, page: 0 });
}

function keysIn({ ledger, rule }: NodeState, view: View, shards: readonly ShardNodes[]): string[] {
  const differing = leavesIn(ledger.trees, shards);
  const keys: string[] = [];
  for (const key of ledger.marks.map.keys()) {
    if (differing.get(shardOf(view, rule, key))?.has(leafOf(key)) === true) keys.push(key);
  }
  return keys.sort(compareText);
}

export function sendPage(
  self: CacheSelf,
  state: NodeState,
  to: NodeId,
  { epoch, number, page }: Pick<Of<'next page'>, 'epoch' | 'number' | 'page'>,
): void {
  const listing = state.listings.get(to);
  if (listing?.epoch !== epoch) return;
  const keys = listing.keys.slice(page * LISTED_MAX, (page + 1) * LISTED_MAX);
  const more = (page + 1) * LISTED_MAX < listing.keys.length;
  self.send(to, { kind: 'page', epoch, number, page, more, stamps: stampsOf(state, keys) });
}

function stampsOf({ ledger }: NodeState, keys: readonly string[]): Listed {
  return keys.map((key) => [key, stampOf(ledger, key)] as const).filter(([, stamp]) => stamp.count > 0);
}

export function receiveFetch(self: CacheSelf, state: NodeState, from: NodeId, { keys }: Of<'fetch'>): void {
  const member = state.view === null ? undefined : memberOf(state.view, from);
  if (member === undefined) return;
  self.send(from, { kind: 'items', items: keys.map((key) => itemOf(state, key)) });
}
