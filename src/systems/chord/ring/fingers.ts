/** Fingers: the i-th one is the owner of me + 2^i, so each step of a lookup at least halves what is left. They only make it short, never right. */
import { isUpTo, type Identifier } from '../../../placement/identifier.ts';
import { issue } from '../route/issue.ts';
import type { Node } from '../state.ts';
import type { Peer } from './peers.ts';
import { startsOf } from './stable.ts';

/** The next one that is worth a question: the low ones all point to the successor. */
export function fixNextFinger(node: Node): void {
  const { state, options } = node;
  const [first] = state.successors;
  if (state.standing !== 'member' || !options.fingers || first === undefined) return;
  for (let seen = 0; seen < options.bits; seen += 1) {
    const finger = state.nextFinger;
    state.nextFinger = (finger + 1) % options.bits;
    const start = startOf(node, finger);
    if (!isUpTo(start, state.me.at, first.at)) {
      issue(node, { wanted: { by: 'finger', finger }, deed: 'find successor', target: start });
      return;
    }
    state.fingers[finger] = pointTo(node, first);
  }
}

export function startOf({ state, options }: Node, finger: number): Identifier {
  const isOff = options.mutants.has('fingers-off-by-one');
  const starts = startsOf(state.me.at, options.bits);
  return starts[isOff ? (finger + 1) % options.bits : finger] as Identifier;
}

/** The owner of one start owns those behind it too, up to itself. */
export function foundFinger(node: Node, finger: number, found: Peer | null): void {
  const { state, options } = node;
  // Nothing is learnt of silence: who pointed there may be as good as before.
  if (found === null) return;
  state.fingers[finger] = pointTo(node, found);
  for (let next = finger + 1; next < options.bits; next += 1) {
    if (!isUpTo(startOf(node, next), state.me.at, found.at)) break;
    state.fingers[next] = pointTo(node, found);
    state.nextFinger = (next + 1) % options.bits;
  }
}

function pointTo({ state }: Node, peer: Peer): Peer | null {
  return peer.id === state.me.id ? null : peer;
}
