/** The policies for teaching, by the names that the command lines take. */
import { belady } from './belady.ts';
import { fifo } from './fifo.ts';
import { lfu } from './lfu.ts';
import { lru } from './lru.ts';
import type { Policy } from './policy.ts';
import { random } from './random.ts';
import { s3Fifo } from './s3-fifo.ts';
import { sieve } from './sieve.ts';
import { wTinyLfu } from './w-tinylfu.ts';

const table = {
  lru,
  fifo,
  lfu,
  sieve,
  s3fifo: s3Fifo,
  wtinylfu: wTinyLfu,
  belady,
  random,
};

export type PolicyName = keyof typeof table;

export const policyNames = Object.keys(table) as readonly PolicyName[];

/** Each policy knows its own state; to everybody else it is opaque. */
export const policies: Readonly<Record<PolicyName, Policy<unknown>>> = table;
