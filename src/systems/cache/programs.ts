/** The programs of the cache, on demand. */
import type { System } from '../../kernel/system.ts';

export const cachePrograms: System['program'] = async (role, options) => {
  if (role === 'client') return (await import('./client.ts')).cacheClient(options);
  if (role === 'proxy') return (await import('./proxy/index.ts')).cacheProxy(options);
  return (await import('./node.ts')).cacheNode(options);
};
