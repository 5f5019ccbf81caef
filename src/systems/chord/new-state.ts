/** A node of a Chord store as it starts: with the ring, or later and outside of it. Its memory is empty either way. */
import { newTable } from '../../kernel/table.ts';
import { MILLISECOND } from '../../kernel/time.ts';
import { peerOf, type Peer } from './ring/peers.ts';
import { fingersIn, foundersRing, predecessorIn, successorsIn } from './ring/stable.ts';
import type { ChordOptions } from './options.ts';
import type { ChordTimer } from './messages.ts';
import type { ChordSelf, State } from './state.ts';

/** Where not all begin together, they join one after the other, so far apart. */
const JOIN_EVERY = 200 * MILLISECOND;

export function newState(self: ChordSelf, options: ChordOptions): State {
  const me = peerOf(self.id, options.bits);
  const state: State = {
    me,
    ...{ standing: 'outside', predecessor: null, successors: [], actsFrom: null },
    fingers: Array.from({ length: options.bits }, () => null),
    ...{ nextFinger: 0, shifts: null, gave: new Map(), isFilling: false, held: [] },
    ...{ cells: newTable(), asked: new Map(), calls: new Map(), nextCall: 0, issued: new Map() },
    ...{ nextRequest: 0, suspects: new Map(), lost: [], tries: 0, refused: null, joiner: null },
    ...{ round: null, rounds: 0 },
  };
  begin(self, options, state);
  return state;
}

function begin(self: ChordSelf, options: ChordOptions, state: State): void {
  const { isFounder, members } = self.setup;
  const first = options.mutants.has('starts-with-two') ? 2 : options.successors + 1;
  const isNew = isFounder && self.incarnation === 1;
  const most = options.begin === 'ring' ? Infinity : first;
  const ring = isNew ? foundersRing(members, options.bits, most) : [];
  if (ring.some(({ id }) => id === self.id)) stand(state, options, ring);
  else {
    const nodes = members.filter(({ role }) => role !== 'client');
    const turn = isNew ? Math.max(0, nodes.findIndex(({ id }) => id === self.id) - first + 1) : 0;
    if (options.joins === 'alone') self.after(turn * JOIN_EVERY, { kind: 'join' });
  }
  startTimers(self, options);
}

function stand(state: State, options: ChordOptions, ring: readonly Peer[]): void {
  const { me } = state;
  const predecessor = predecessorIn(ring, me);
  state.standing = 'member';
  state.successors = successorsIn(ring, me, options.successors);
  state.predecessor = predecessor.id === me.id ? null : predecessor;
  state.actsFrom = state.predecessor?.at ?? null;
  if (options.fingers)
    for (const [finger, peer] of fingersIn(ring, me, options.bits).entries()) state.fingers[finger] = peer;
}

/** Each node begins its rounds at some instant of its own, so they do not all speak at once. */
function startTimers(self: ChordSelf, options: ChordOptions): void {
  for (const kind of ['stabilise', 'fix fingers', 'check predecessor', 'repair'] as const) {
    const period = periodOf(kind, options);
    if (period > 0) self.after(Math.floor(self.random() * period), { kind });
  }
}

export function periodOf(kind: ChordTimer['kind'], options: ChordOptions): number {
  switch (kind) {
    case 'stabilise':
      return options.stabilise;
    case 'fix fingers':
      return options.fingers ? options.fixFingers : 0;
    case 'check predecessor':
      return options.checkPredecessor;
    case 'repair':
      return options.repair;
    default:
      return 0;
  }
}
