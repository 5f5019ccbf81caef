/** The rules by which a cache runs, as its options say: how many copies, how many must answer, and in whose manner. */
import type { Inside } from '../../../lab/inside.ts';
import type { CacheOptions } from '../../../systems/cache/options.ts';
import type { Rules } from '../rules.ts';

/** Where one node decides for a key, that one alone answers a read. */
export function cacheRules({ options }: Inside): Rules {
  const { replicas, write, read, mode } = options as unknown as CacheOptions;
  return {
    copies: replicas,
    write,
    read: mode === 'quorum' ? read : 1,
    manner: mode === 'quorum' ? 'dynamo' : 'redis',
  };
}
