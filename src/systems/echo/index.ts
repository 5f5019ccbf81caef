/** The test system `echo`. */
import type { RegisteredSystem } from '../registered.ts';
import { ORDINARY_DISK, serviceOf } from '../service.ts';

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
  program: async (role, options) =>
    role === 'client'
      ? (await import('./client.ts')).echoClient
      : (await import('./program.ts')).echoProgram(options),
  service: serviceOf,
  disk: () => ORDINARY_DISK,
  invariants: async () => (await import('./invariants.ts')).echoInvariants,
};
