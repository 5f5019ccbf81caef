/**
 * The policies for teaching inside an engine: they keep an order of all keys, where Redis's own sample.
 *
 * A policy is told of every key that comes, is used and leaves, in every database, from the moment that memory has a limit. One that takes
 * over in the middle begins with all keys that there are, as if they had just come.
 *
 * How many keys fit nobody knows, for the limit is in bytes: policies with shares take them of what is there.
 */
import type { Bytes } from '../bytes.ts';
import { onlinePolicies } from './online.ts';
import type { Policy } from './policy.ts';
import type { Victim } from './sampled.ts';
import { TEACHING, type TeachingPolicy } from './teaching.ts';

export interface Ranking {
  readonly policy: TeachingPolicy;
  readonly state: unknown;
}

/** Each policy knows its own state; to everybody else it is opaque. */
function rulesOf(policy: TeachingPolicy): Policy<unknown> {
  return onlinePolicies[policy.slice(TEACHING.length) as keyof typeof onlinePolicies];
}

export function newRanking(policy: TeachingPolicy): Ranking {
  return { policy, state: rulesOf(policy).create(0) };
}

export function rankInserted({ policy, state }: Ranking, database: number, key: Bytes): void {
  rulesOf(policy).onInsert(state, nameOf(database, key));
}

export function rankUsed({ policy, state }: Ranking, database: number, key: Bytes): void {
  rulesOf(policy).onHit(state, nameOf(database, key));
}

export function rankRemoved({ policy, state }: Ranking, database: number, key: Bytes): void {
  rulesOf(policy).onRemove(state, nameOf(database, key));
}

export function rankedVictim({ policy, state }: Ranking, random: () => number): Victim | undefined {
  const name = rulesOf(policy).victim(state, random);
  if (name === undefined) return undefined;
  const end = name.indexOf(' ');
  return { database: Number(name.slice(0, end)), key: name.slice(end + 1) };
}

/** A policy knows keys by one name. */
function nameOf(database: number, key: Bytes): string {
  return `${database} ${key}`;
}
