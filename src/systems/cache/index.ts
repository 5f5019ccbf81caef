/** The cache: a replicated store on a hash ring. */
import type { RegisteredSystem } from '../registered.ts';
import { ORDINARY_DISK, serviceOf } from '../service.ts';
import { CHECKS } from './check-names.ts';
import { cachePrograms } from './programs.ts';
import { cacheSketch } from './sketch.ts';

export const cache: RegisteredSystem = {
  id: 'cache',
  edition: 2,
  sketch: cacheSketch,
  checks: CHECKS,
  program: cachePrograms,
  service: serviceOf,
  disk: () => ORDINARY_DISK,
  invariants: async () => (await import('./proofs.ts')).cacheInvariants,
  reader: async () => (await import('./reader.ts')).cacheReader,
  clerk: async () => (await import('./clerk.ts')).cacheClerk,
  levels: async () => (await import('./levels.ts')).cacheLevels,
  metrics: async () => (await import('./charts.ts')).cacheMetrics,
  leaves: (role) => role === 'node',
  moments: async () => (await import('./moments.ts')).cacheMoments,
  overview: async () => (await import('./overview.ts')).overviewOf,
  storm: async () => (await import('./proofs.ts')).cacheStorm,
};
