/**
 * A node as it begins. Every field by its name, in one literal: what is put together by spreading several becomes, above a dozen fields, a
 * dictionary to the engine, and everything that a node does reads it.
 */
import { newMeters } from './meters.ts';
import type { CacheOptions } from './options.ts';
import { newQuorumState } from './quorum/state.ts';
import { swimOf } from './detector.ts';
import type { CacheSelf, NodeState } from './state.ts';

/** What comes from the disk. */
type Found = Pick<NodeState, 'store' | 'persistence' | 'ledger' | 'follower'>;

export function newState(self: CacheSelf, options: CacheOptions, found: Found): NodeState {
  const { placement: kind, virtualNodes, replicas } = options;
  const { store, persistence, ledger, follower } = found;
  return {
    options,
    rule: { kind, virtualNodes, replicas },
    bootedAt: self.now,
    incarnation: self.incarnation,
    wishes: self.setup.members.filter(({ role }) => role === 'node'),
    isRebalanceOrdered: false,
    view: null,
    learned: null,
    promised: 0,
    remembers: false,
    durableEpoch: 0,
    blobs: 0,
    pledges: [],
    ballot: null,
    wantedSince: null,
    turn: 0,
    peers: new Map(),
    swim: swimOf(self, options),
    store,
    persistence,
    ledger,
    follower,
    sessions: new Map(),
    delivered: new Map(),
    spokenFor: new Map(),
    wrote: new Map(),
    effects: [],
    reigns: [],
    orphans: new Map(),
    offered: new Set(),
    listings: new Map(),
    deferred: [],
    held: [],
    parked: [],
    isStirred: false,
    acks: [],
    counts: { operations: 0, copies: 0, pulled: 0, repaired: 0, moved: 0, hints: 0 },
    meters: newMeters(),
    quorum: newQuorumState(),
  };
}
