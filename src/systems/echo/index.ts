/** The test system `echo`. */
import type { RegisteredSystem } from '../registered.ts';
import { ORDINARY_DISK, serviceOf } from '../service.ts';
import { echoPrograms } from './programs.ts';

export const echo: RegisteredSystem = {
  id: 'echo',
  edition: 1,
  sketch: {
    id: 'echo',
    nodes: [{ id: 'n1' }, { id: 'n2' }, { id: 'n3' }],
    options: {
      every: { kind: 'duration', default: 200_000 },
      text: { kind: 'text', default: 'hello' },
      service: { kind: 'duration', default: 20 },
    },
    actions: ['add', 'remove'],
  },
  program: echoPrograms,
  service: serviceOf,
  disk: () => ORDINARY_DISK,
  invariants: async () => (await import('./invariants.ts')).echoInvariants,
};
