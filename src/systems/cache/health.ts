/**
 * Is this node well? Four questions, each with an answer of its own, so that one trouble shows once: who hears nobody has no trouble with its
 * memory, and what a silent copy lacks is no fault of the copying.
 */
import type { Check } from '../../kernel/contract.ts';
import { MILLISECOND } from '../../kernel/time.ts';
import type { CheckName } from './check-names.ts';
import { lagOf } from './metered.ts';
import type { NodeState, Peer } from './state.ts';
import { majorityOf, memberOf, standingOf, votersOf } from './view.ts';

/** Why a check came out as it did, with the figures of it. */
type Why =
  | {
      readonly why: 'not joined' | 'alone' | 'full' | 'failed';
      readonly figures: Readonly<Record<string, never>>;
    }
  | { readonly why: 'hears'; readonly figures: { readonly heard: number; readonly voters: number } }
  | { readonly why: 'suspects'; readonly figures: { readonly nodes: readonly string[] } }
  | { readonly why: 'unlimited' | 'log'; readonly figures: { readonly bytes: number } }
  | {
      readonly why: 'limited';
      readonly figures: { readonly bytes: number; readonly limit: number; readonly policy: string };
    }
  | { readonly why: 'unwritten'; readonly figures: { readonly epoch: number } }
  | { readonly why: 'near'; readonly figures: { readonly limit: number } }
  | { readonly why: 'late'; readonly figures: { readonly limit: number; readonly nodes: readonly string[] } };

export type HealthCheck = Check & { readonly name: CheckName } & Why;

export interface Health {
  readonly ok: boolean;
  readonly checks: readonly HealthCheck[];
}

export function healthOf(state: NodeState): Health {
  const checks = checksOf(state);
  return { ok: checks.every(({ ok }) => ok), checks };
}

export function checksOf(state: NodeState): readonly HealthCheck[] {
  return [peers(state), memory(state), disk(state), replication(state)];
}

/** It hears a majority of those who vote, and doubts nobody whom the cluster trusts. */
function peers(state: NodeState): HealthCheck {
  const { view } = state;
  const check = (ok: boolean, why: Why): HealthCheck => ({ name: 'peers', ok, ...why });
  if (view === null) return check(false, { why: 'not joined', figures: {} });
  const voters = votersOf(view);
  const present = voters.filter((id) => !state.peers.has(id) || isHeard(state, state.peers.get(id) as Peer));
  const heard = { why: 'hears', figures: { heard: present.length, voters: voters.length } } as const;
  if (present.length < majorityOf(view)) return check(false, heard);
  const nodes = [...state.peers.values()]
    .filter(({ id, isSuspected }) => isSuspected && standingOf(view, id) !== 'down')
    .map(({ id }) => id);
  return nodes.length === 0 ? check(true, heard) : check(false, { why: 'suspects', figures: { nodes } });
}

function isHeard({ meters, options }: NodeState, peer: Peer): boolean {
  return peer.heardAt > 0 && meters.now - peer.heardAt < options.nodeTimeout;
}

/** Where nothing may be evicted, so much of the limit has to be left. Where something may, being full is what a cache is for. */
const SPARE = 0.05;

function memory({ store }: NodeState): HealthCheck {
  const { bytes } = store;
  const { maxmemory, 'maxmemory-policy': policy } = store.settings;
  if (maxmemory === 0) return { name: 'memory', ok: true, why: 'unlimited', figures: { bytes } };
  const limit = policy === 'noeviction' ? Math.floor(maxmemory * (1 - SPARE)) : maxmemory;
  return { name: 'memory', ok: bytes <= limit, why: 'limited', figures: { bytes, limit: maxmemory, policy } };
}

/** All that it had to write could be written. */
function disk({ persistence, view, durableEpoch, pledges }: NodeState): HealthCheck {
  const check = (ok: boolean, why: Why): HealthCheck => ({ name: 'disk', ok, ...why });
  const { trouble, log } = persistence;
  if (trouble === 'full' || trouble === 'failed') return check(false, { why: trouble, figures: {} });
  if (view !== null && durableEpoch < view.epoch && pledges.length === 0)
    return check(false, { why: 'unwritten', figures: { epoch: view.epoch } });
  return check(true, { why: 'log', figures: { bytes: log.baseBytes + log.growth } });
}

/** A copy that is silent counts as it stood when it was heard last: its silence is a matter of the peers. */
function replication(state: NodeState): HealthCheck {
  const { view, meters } = state;
  const { heartbeat } = state.options;
  const check = (ok: boolean, why: Why): HealthCheck => ({ name: 'replication', ok, ...why });
  if (view === null) return check(true, { why: 'alone', figures: {} });
  const late = [...state.peers.values()].filter(({ id, heardAt }) => {
    if (memberOf(view, id) === undefined || standingOf(view, id) === 'down') return false;
    const isSilent = meters.now - heardAt > SILENT_BEATS * heartbeat;
    return lagOf(state, id, isSilent ? heardAt : meters.now).time > LATE_BEATS * heartbeat;
  });
  const limit = LATE_BEATS * heartbeat;
  if (late.length === 0) return check(true, { why: 'near', figures: { limit } });
  return check(false, { why: 'late', figures: { limit, nodes: late.map(({ id }) => id) } });
}

/** Less than a copy may be late, or who has just fallen silent would seem late first. */
const SILENT_BEATS = 1.5;
/** Half a second, as beats are by default. */
const LATE_BEATS = 2;

/** For the ring: what is wrong, in a word each. */
export function ailmentsOf(state: NodeState): readonly CheckName[] {
  return checksOf(state)
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);
}

export function healthText(state: NodeState): string {
  const { ok, checks } = healthOf(state);
  const lines = checks.map((check) => `${check.name}: ${check.ok ? 'ok' : 'FAILED'}, ${sentenceOf(check)}`);
  return [ok ? 'healthy' : 'not healthy', ...lines].join('\n');
}

function sentenceOf(check: Why): string {
  switch (check.why) {
    case 'not joined':
      return 'it has not joined the cluster';
    case 'hears':
      return `it hears ${check.figures.heard} of ${check.figures.voters} voters, itself among them`;
    case 'suspects':
      return `it suspects ${check.figures.nodes.join(', ')}`;
    case 'unlimited':
      return `${check.figures.bytes} bytes, without a limit`;
    case 'limited':
      return `${check.figures.bytes} of ${check.figures.limit} bytes, under ${check.figures.policy}`;
    case 'full':
      return 'there is no room left';
    case 'failed':
      return 'what it says is written may not be';
    case 'unwritten':
      return `it could not write down view ${check.figures.epoch}`;
    case 'log':
      return `${check.figures.bytes} bytes in the log`;
    case 'alone':
      return 'there is nobody to copy to';
    case 'near':
      return `no copy is more than ${check.figures.limit / MILLISECOND} ms behind`;
    case 'late':
      return `more than ${check.figures.limit / MILLISECOND} ms behind: ${check.figures.nodes.join(', ')}`;
  }
}
