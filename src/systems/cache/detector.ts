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
import {
  askHelpers,
  beginPeriod,
  forget,
  newSwim,
  receive,
  standingOf as rumoured,
  SWIM_DEFAULTS,
  type Step,
  type Swim,
  type SwimMessage,
  type SwimOptions,
} from '../../protocols/swim.ts';
import type { Micros } from '../../kernel/time.ts';
import type { NodeId } from '../../kernel/contract.ts';
import type { CacheOptions } from './options.ts';
import type { CacheSelf, NodeState, Peer } from './state.ts';
import { standingOf } from './view.ts';

const SUSPICION = 8;
const SWIM: SwimOptions = { ...SWIM_DEFAULTS, suspicionPeriods: 3 };

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
  return detector === 'swim' ? newSwim(self.id, self.incarnation, []) : null;
}

/** A node probes from its boot on; not all of them at one instant. */
export function beginWatch(self: CacheSelf, { options, swim }: NodeState): void {
  if (swim !== null) self.after(Math.floor(self.random() * periodOf(options)), { kind: 'probe' });
}

function periodOf({ nodeTimeout }: CacheOptions): Micros {
  return Math.floor(nodeTimeout / 2);
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
    judgeByRumours(self, state, swim);
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
  return state.swim === null || rumoured(state.swim, peer.id) === 'dead';
}

function doubt(self: CacheSelf, { view }: NodeState, peer: Peer): void {
  if (peer.isSuspected) return;
  peer.isSuspected = true;
  if (view !== null && standingOf(view, peer.id) !== 'down') self.note('suspects', { node: peer.id });
}

function trust(self: CacheSelf, peer: Peer): void {
  if (peer.isSuspected) self.note('trusted', { node: peer.id });
  peer.isSuspected = false;
}

// --- Probes and rumours -------------------------------------------------------------------------------------------------

export function probe(self: CacheSelf, state: NodeState): void {
  const { swim, options } = state;
  if (swim === null) return;
  const period = periodOf(options);
  self.after(period, { kind: 'probe' });
  self.after(Math.floor(period * 0.4), { kind: 'probe late' });
  keepCompany(state, swim);
  act(
    self,
    state,
    swim,
    beginPeriod(swim, SWIM, () => self.random()),
  );
}

export function probeLate(self: CacheSelf, state: NodeState): void {
  const { swim } = state;
  if (swim !== null)
    act(
      self,
      state,
      swim,
      askHelpers(swim, SWIM, () => self.random()),
    );
}

export function receiveProbe(self: CacheSelf, state: NodeState, from: NodeId, message: SwimMessage): void {
  const { swim } = state;
  if (swim !== null) act(self, state, swim, receive(swim, SWIM, from, message));
}

function act(self: CacheSelf, state: NodeState, swim: Swim, { sends, changes }: Step): void {
  for (const { to, message } of sends) self.send(to, message);
  if (changes.length > 0) judgeByRumours(self, state, swim);
}

function judgeByRumours(self: CacheSelf, state: NodeState, swim: Swim): void {
  for (const peer of state.peers.values()) {
    if ((rumoured(swim, peer.id) ?? 'alive') === 'alive') trust(self, peer);
    else doubt(self, state, peer);
  }
}

/** Who is probed are those who are known: rumours make nobody a member, nor keep anybody who has left. */
function keepCompany({ peers }: NodeState, swim: Swim): void {
  for (const id of [...swim.members.keys()]) if (!peers.has(id)) forget(swim, id);
  for (const id of peers.keys()) {
    if (!swim.members.has(id))
      swim.members.set(id, { standing: 'alive', incarnation: 0, since: swim.period });
  }
}
