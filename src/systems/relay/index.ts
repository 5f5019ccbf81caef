/** The test system `relay`. */
import type { RegisteredSystem } from '../registered.ts';
import { ORDINARY_DISK, serviceOf } from '../service.ts';
import { relayPrograms } from './programs.ts';

export const relay: RegisteredSystem = {
  id: 'relay',
  edition: 1,
  sketch: {
    id: 'relay',
    nodes: [{ id: 'n1' }, { id: 'n2' }, { id: 'n3' }],
    options: {
      tokens: { kind: 'integer', min: 0, max: 100_000, default: 1 },
      hold: { kind: 'duration', default: 1_000 },
      service: { kind: 'duration', default: 0 },
    },
  },
  program: relayPrograms,
  service: serviceOf,
  disk: () => ORDINARY_DISK,
  invariants: () => [],
};
