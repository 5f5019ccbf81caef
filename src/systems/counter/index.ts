/** The test system `counter`. */
import type { RegisteredSystem } from '../registered.ts';
import { ORDINARY_DISK, serviceOf } from '../service.ts';
import { counterPrograms } from './programs.ts';

export const counter: RegisteredSystem = {
  id: 'counter',
  edition: 1,
  sketch: {
    id: 'counter',
    nodes: [{ id: 'n1' }, { id: 'n2' }, { id: 'n3' }],
    options: { service: { kind: 'duration', default: 20 } },
  },
  program: counterPrograms,
  reader: async () => (await import('./reader.ts')).counterReader,
  levels: async () => (await import('./levels.ts')).counterLevels,
  service: serviceOf,
  disk: () => ORDINARY_DISK,
  moments: async () => (await import('./moments.ts')).counterMoments,
  invariants: async () => (await import('./invariants.ts')).counterInvariants,
};
