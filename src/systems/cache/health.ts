/**
 * Is this node well? Four questions, each with an answer of its own, so that one trouble shows once: who hears nobody has no trouble with its
 * memory, and what a silent copy lacks is no fault of the copying.
 */
import { MILLISECOND } from '../../kernel/time.ts';
import { lagOf } from './metered.ts';
import type { NodeState, Peer } from './state.ts';
import { majorityOf, memberOf, standingOf, votersOf } from './view.ts';

export type CheckName = 'peers' | 'memory' | 'disk' | 'replication';

export interface HealthCheck {
  readonly name: CheckName;
  readonly ok: boolean;
  /** Why, for people. */
  readonly says: string;
}

export interface Health {
  readonly ok: boolean;
  readonly checks: readonly HealthCheck[];
}

export function healthOf(state: NodeState): Health {
  const checks = [peers(state), memory(state), disk(state), replication(state)];
  return { ok: checks.every(({ ok }) => ok), checks };
}

/** It hears a majority of those who vote, and doubts nobody whom the cluster trusts. */
function peers(state: NodeState): HealthCheck {
  const { view } = state;
  const check = (ok: boolean, says: string): HealthCheck => ({ name: 'peers', ok, says });
  if (view === null) return check(false, 'it has not joined the cluster');
  const voters = votersOf(view);
  const present = voters.filter((id) => !state.peers.has(id) || isHeard(state, state.peers.get(id) as Peer));
  const heard = `it hears ${present.length} of ${voters.length} voters, itself among them`;
  if (present.length < majorityOf(view)) return check(false, heard);
  const doubted = [...state.peers.values()]
    .filter(({ id, isSuspected }) => isSuspected && standingOf(view, id) !== 'down')
    .map(({ id }) => id);
  return doubted.length === 0 ? check(true, heard) : check(false, `it suspects ${doubted.join(', ')}`);
}

function isHeard({ meters, options }: NodeState, peer: Peer): boolean {
  return peer.heardAt > 0 && meters.now - peer.heardAt < options.nodeTimeout;
}

/** Where nothing may be evicted, so much of the limit has to be left. Where something may, being full is what a cache is for. */
const SPARE = 0.05;

function memory({ store }: NodeState): HealthCheck {
  const { maxmemory, 'maxmemory-policy': policy } = store.settings;
  const check = (ok: boolean, says: string): HealthCheck => ({ name: 'memory', ok, says });
  if (maxmemory === 0) return check(true, `${store.bytes} bytes, without a limit`);
  const limit = policy === 'noeviction' ? Math.floor(maxmemory * (1 - SPARE)) : maxmemory;
  return check(store.bytes <= limit, `${store.bytes} of ${maxmemory} bytes, under ${policy}`);
}

/** All that it had to write could be written. */
function disk({ persistence, view, durableEpoch, pledges }: NodeState): HealthCheck {
  const check = (ok: boolean, says: string): HealthCheck => ({ name: 'disk', ok, says });
  const { trouble, log } = persistence;
  if (trouble === 'full') return check(false, 'there is no room left');
  if (trouble === 'failed') return check(false, 'what it says is written may not be');
  if (view !== null && durableEpoch < view.epoch && pledges.length === 0)
    return check(false, `it could not write down view ${view.epoch}`);
  return check(true, `${log.baseBytes + log.growth} bytes in the log`);
}

/** A copy that is silent counts as it stood when it was heard last: its silence is a matter of the peers. */
function replication(state: NodeState): HealthCheck {
  const { view, meters } = state;
  const { heartbeat } = state.options;
  const check = (ok: boolean, says: string): HealthCheck => ({ name: 'replication', ok, says });
  if (view === null) return check(true, 'there is nobody to copy to');
  const late = [...state.peers.values()].filter(({ id, heardAt }) => {
    if (memberOf(view, id) === undefined || standingOf(view, id) === 'down') return false;
    const isSilent = meters.now - heardAt > SILENT_BEATS * heartbeat;
    return lagOf(state, id, isSilent ? heardAt : meters.now).time > LATE_BEATS * heartbeat;
  });
  const limit = `${(LATE_BEATS * heartbeat) / MILLISECOND} ms behind`;
  if (late.length === 0) return check(true, `no copy is more than ${limit}`);
  return check(false, `more than ${limit}: ${late.map(({ id }) => id).join(', ')}`);
}

/** Less than a copy may be late, or who has just fallen silent would seem late first. */
const SILENT_BEATS = 1.5;
/** Half a second, as beats are by default. */
const LATE_BEATS = 2;

/** For the ring: what is wrong, in a word each. */
export function ailmentsOf(state: NodeState): readonly CheckName[] {
  return healthOf(state)
    .checks.filter(({ ok }) => !ok)
    .map(({ name }) => name);
}

export function healthText(state: NodeState): string {
  const { ok, checks } = healthOf(state);
  const lines = checks.map((check) => `${check.name}: ${check.ok ? 'ok' : 'FAILED'}, ${check.says}`);
  return [ok ? 'healthy' : 'not healthy', ...lines].join('\n');
}
