/** What a reader of scenarios knows of the Chord store. */
import { MILLISECOND, MINUTE, SECOND } from '../../kernel/time.ts';
import type { SystemSketch } from '../../scenario/systems.ts';
import { readChordConsole } from './console.ts';
import { MUTANTS } from './mutants.ts';

const patience = { kind: 'duration', min: 10 * MILLISECOND, max: 60 * SECOND } as const;
/** Of what goes on all the time; 0 is never. */
const period = { kind: 'duration', min: 0, max: 3_600 * SECOND } as const;

export const chordSketch: SystemSketch = {
  id: 'chord',
  nodes: Array.from({ length: 8 }, (_, index) => ({ id: `n${index + 1}`, role: 'node' })),
  roles: ['node'],
  options: {
    bits: { kind: 'integer', min: 8, max: 160, default: 32 },
    successors: { kind: 'integer', min: 1, max: 64, default: 3 },
    replicas: { kind: 'integer', min: 1, max: 65, default: 3 },
    reply: { kind: 'choice', values: ['direct', 'route'], default: 'direct' },
    lookup: { kind: 'choice', values: ['recursive', 'iterative'], default: 'recursive' },
    fingers: { kind: 'boolean', default: true },
    begin: { kind: 'choice', values: ['ring', 'few'], default: 'ring' },
    joins: { kind: 'choice', values: ['alone', 'told'], default: 'alone' },
    stabilise: { ...period, default: 500 * MILLISECOND },
    fixFingers: { ...period, default: 250 * MILLISECOND },
    checkPredecessor: { ...period, default: 500 * MILLISECOND },
    repair: { ...period, default: SECOND },
    hopTimeout: { ...patience, default: 300 * MILLISECOND },
    requestTimeout: { ...patience, default: SECOND },
    retries: { kind: 'integer', min: 0, max: 5, default: 1 },
    grace: { kind: 'duration', min: SECOND, default: 10 * MINUTE },
    service: { kind: 'duration', default: 20 },
    mutants: { kind: 'list', values: MUTANTS, default: [] },
  },
  actions: ['add', 'remove'],
  takesRequests: true,
  console: readChordConsole,
  check: ({ successors, replicas, mutants }, _given, nodes) => [
    ...(Number(replicas) > Number(successors) + 1
      ? [
          {
            option: 'replicas',
            says: 'Copies lie at the owner and its successors: replicas is above successors + 1.',
          },
        ]
      : []),
    ...(nodes <= Number(successors) && !(mutants as readonly string[]).includes('starts-with-two')
      ? [
          {
            option: 'successors',
            says: `A ring with ${String(successors)} successors each begins with ${Number(successors) + 1} nodes at least.`,
          },
        ]
      : []),
  ],
};
