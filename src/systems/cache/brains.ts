/** Each mode has its own way to find who answers. */
import type { CacheOptions } from './options.ts';
import { quorumBrain } from './quorum/client.ts';
import { brainOf, type Brain } from './routing.ts';

export function brainFor(options: CacheOptions): Brain {
  return options.mode === 'quorum' ? quorumBrain(options) : brainOf(options);
}
