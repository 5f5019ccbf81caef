/** The cache: a replicated store on a hash ring. */
import type { RegisteredSystem } from '../registered.ts';
import { ORDINARY_DISK, serviceOf } from '../service.ts';
import { cacheSketch } from './sketch.ts';

export const cache: RegisteredSystem = {
  id: 'cache',
  edition: 1,
  sketch: cacheSketch,
  async program(role, options) {
    if (role === 'client') return (await import('./client.ts')).cacheClient(options);
    if (role === 'proxy') return (await import('./proxy/program.ts')).proxyProgram;
    return (await import('./node.ts')).cacheNode(options);
  },
  service: serviceOf,
  disk: () => ORDINARY_DISK,
  invariants: async () => (await import('./proofs.ts')).cacheInvariants,
  leaves: (role) => role === 'node',
  storm: async () => (await import('./proofs.ts')).cacheStorm,
};
