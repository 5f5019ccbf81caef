/**
 * Whom a node doubts. Two ways to find out, by the option `detector`; both say it in `isSuspected` of a peer, and neither makes a death: that
 * takes the votes of a majority (agreement.ts).
 *
 * **phi**: everybody says "I am" to everybody, and silence is judged by how surprising it is. Knows of a death within about one `nodeTimeout`.
 * A beat clears all doubt.
 *
 * **swim**: in each period, half a `nodeTimeout`, a node pings one other, and has some others ping it too before it doubts. What comes of that
 * spreads as rumours; a suspect has three periods to deny. So a node with one bad link is not taken down by the one who cannot hear it,
 * and a death takes longer to become known: about 1.6 periods to be noticed by anybody, one to be judged, three to be denied. Somebody whose
 * answers take longer than a period is doubted again and again, and denies it as often.
 *
 * Beats go on in either case, for they carry what the cluster's trust and its streams hang on; under `swim` they say nothing of life. They
 * still bound what rumours can do: nobody is given up who is heard (`isGivenUp`).
 */
import {
  heard,
  newPhiDetector,
  phi,
  type PhiDetector,
  type PhiOptions,
} from '../../protocols/phi-detector.ts';
import type { Swim } from '../../protocols/swim.ts';
import { rumours } from './by-option.ts';
import type { CacheOptions } from './options.ts';
import type { CacheSelf, NodeState, Peer } from './state.ts';
import { standingOf } from './view.ts';

const SUSPICION = 8;

function phiOptions({ heartbeat, nodeTimeout }: CacheOptions): PhiOptions {
  return {
    window: 50,
    intervalFirst: heartbeat,
    deviationMin: Math.floor(heartbeat * 0.4),
    intervalMax: 2 * nodeTimeout,
  };
}

export function watch(self: CacheSelf, options: CacheOptions): PhiDetector {
  return newPhiDetector(phiOptions(options), self.now);
}

export function swimOf(self: CacheSelf, { detector }: CacheOptions): Swim | null {
  return detector === 'swim' ? rumours.code.newCompany(self) : null;
}

/** A node probes from its boot on; not all of them at one instant. */
export function beginWatch(self: CacheSelf, state: NodeState): void {
  if (state.swim !== null) rumours.code.beginProbing(self, state);
}

/** A sign of life. */
export function heardFrom(self: CacheSelf, { options, swim }: NodeState, peer: Peer): void {
  if (swim !== null) return;
  heard(peer.detector, phiOptions(options), self.now);
  trust(self, peer);
}

/** With every beat. */
export function judge(self: CacheSelf, state: NodeState): void {
  const { swim, peers, options } = state;
  if (swim !== null) {
    rumours.code.judgeByRumours(self, state);
    return;
  }
  for (const peer of peers.values()) {
    const isDoubted = phi(peer.detector, phiOptions(options), self.now) > SUSPICION;
    if (isDoubted || isSilent(self, state, peer)) doubt(self, state, peer);
  }
}

export function isSilent(self: CacheSelf, { bootedAt, options }: NodeState, { heardAt }: Peer): boolean {
  return self.now - Math.max(heardAt, bootedAt) > options.nodeTimeout;
}

/** So that this node would have it taken down. */
export function isGivenUp(self: CacheSelf, state: NodeState, peer: Peer): boolean {
  if (!peer.isSuspected || !isSilent(self, state, peer)) return false;
  return state.swim === null || rumours.code.isRumouredDead(state.swim, peer.id);
}

export function doubt(self: CacheSelf, { view }: NodeState, peer: Peer): void {
  if (peer.isSuspected) return;
  peer.isSuspected = true;
  if (view !== null && standingOf(view, peer.id) !== 'down') self.note('suspects', { node: peer.id });
}

export function trust(self: CacheSelf, peer: Peer): void {
  if (peer.isSuspected) self.note('trusted', { node: peer.id });
  peer.isSuspected = false;
}
