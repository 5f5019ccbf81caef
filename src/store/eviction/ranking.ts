/**
 * The policies for teaching inside an engine: they keep an order of all keys, where Redis's own sample.
 *
 * A policy is told of every key that comes, is used and leaves, in every database, from the moment that memory has a limit. One that takes
 * over in the middle begins with all keys that there are, as if they had just come.
 *
 * How many keys fit nobody knows, for the limit is in bytes: policies with shares take them of what is there.
 */
import type { Bytes } from '../bytes.ts';
import { policies, type PolicyName } from './policies.ts';
import type { Victim } from './sampled.ts';

/** All of policies.ts but the one that has to know the future. */
export const TEACHING_POLICIES = [
  'teaching-lru',
  'teaching-lfu',
  'teaching-fifo',
  'teaching-random',
  'teaching-sieve',
  'teaching-s3fifo',
  'teaching-wtinylfu',
] as const;
export type TeachingPolicy = (typeof TEACHING_POLICIES)[number];

const TEACHING = 'teaching-';

export function isTeaching(policy: string): policy is TeachingPolicy {
  return policy.startsWith(TEACHING);
}

export interface Ranking {
  readonly policy: TeachingPolicy;
  readonly state: unknown;
}

function rulesOf(policy: TeachingPolicy) {
  return policies[policy.slice(TEACHING.length) as PolicyName];
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
