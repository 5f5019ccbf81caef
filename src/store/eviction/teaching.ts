/** The names of the policies for teaching (ranking.ts), apart from what they do: settings and options speak of them. */

/** Those of online.ts, as settings call them. */
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

export const TEACHING = 'teaching-';

export function isTeaching(policy: string): policy is TeachingPolicy {
  return policy.startsWith(TEACHING);
}
