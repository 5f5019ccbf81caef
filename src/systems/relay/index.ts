/** The test system `relay`. */
import { SECOND } from '../../kernel/time.ts';
import { clientProgram, printUnknown } from '../../protocols/client.ts';
import type { RegisteredSystem } from '../registered.ts';
import { ORDINARY_DISK, serviceOf } from '../service.ts';
import { relayProgram } from './program.ts';

const TIMEOUT = 2 * SECOND;

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
  program: (role, options) =>
    role === 'client'
      ? clientProgram({
          read: () => ({ ok: false, says: 'The relay takes no commands.' }),
          print: () => printUnknown(TIMEOUT),
          route: (_body, members) => members[0]?.id ?? 'n1',
          sample: () => null,
          timeout: TIMEOUT,
        })
      : relayProgram(options),
  service: serviceOf,
  disk: () => ORDINARY_DISK,
  invariants: [],
};
