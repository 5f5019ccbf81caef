/** The detector `swim` at work: probes, and what is told of them (detector.ts says what for). Comes with its option only, see by-option.ts. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Micros } from '../../kernel/time.ts';
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
import { doubt, trust } from './detector.ts';
import type { CacheOptions } from './options.ts';
import type { CacheSelf, NodeState } from './state.ts';

const SWIM: SwimOptions = { ...SWIM_DEFAULTS, suspicionPeriods: 3 };

function periodOf({ nodeTimeout }: CacheOptions): Micros {
  return Math.floor(nodeTimeout / 2);
}

export function newCompany({ id, incarnation }: CacheSelf): Swim {
  return newSwim(id, incarnation, []);
}

export function beginProbing(self: CacheSelf, { options }: NodeState): void {
  self.after(Math.floor(self.random() * periodOf(options)), { kind: 'probe' });
}

export function isRumouredDead(swim: Swim, id: NodeId): boolean {
  return rumoured(swim, id) === 'dead';
}

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
    beginPeriod(swim, SWIM, () => self.random()),
  );
}

export function probeLate(self: CacheSelf, state: NodeState): void {
  const { swim } = state;
  if (swim !== null)
    act(
      self,
      state,
      askHelpers(swim, SWIM, () => self.random()),
    );
}

export function receiveProbe(self: CacheSelf, state: NodeState, from: NodeId, message: SwimMessage): void {
  const { swim } = state;
  if (swim !== null) act(self, state, receive(swim, SWIM, from, message));
}

function act(self: CacheSelf, state: NodeState, { sends, changes }: Step): void {
  for (const { to, message } of sends) self.send(to, message);
  if (changes.length > 0) judgeByRumours(self, state);
}

export function judgeByRumours(self: CacheSelf, state: NodeState): void {
  const { swim, peers } = state;
  if (swim === null) return;
  for (const peer of peers.values()) {
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
