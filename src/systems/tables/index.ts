/** The table store: NoSQL tables on Raft. */
import type { RegisteredSystem } from '../registered.ts';
import { ORDINARY_DISK, serviceOf } from '../service.ts';
import { tablesPrograms } from './programs.ts';
import { tablesSketch } from './sketch.ts';

export const tables: RegisteredSystem = {
  id: 'tables',
  edition: 2,
  sketch: tablesSketch,
  program: tablesPrograms,
  service: serviceOf,
  disk: () => ORDINARY_DISK,
  leaves: () => true,
  watches: ['elected', 'voted', 'stands for election'],
  levels: async () => (await import('./levels.ts')).tablesLevels,
  reader: async () => (await import('./reader.ts')).tablesReader,
  clerk: async () => (await import('./clerk.ts')).tablesClerk,
  moments: async () => (await import('./moments.ts')).tablesMoments,
  invariants: async () => (await import('./invariants.ts')).tablesInvariants,
  overview: async () => (await import('./overview.ts')).overviewOf,
  storm: async () => (await import('./storm.ts')).tablesStorm,
};
