/** What the cache is held to, and what it is held to it by: for those who judge runs. */
import type { Invariant } from '../../kernel/system.ts';
import { primaryInvariants } from './invariants.ts';
import { quorumInvariants } from './quorum/invariants.ts';

export { cacheStorm } from './storm.ts';

export const cacheInvariants: readonly Invariant[] = [...primaryInvariants, ...quorumInvariants];
