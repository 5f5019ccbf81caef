/** What a reader of scenarios knows of the table store. */
import { MILLISECOND, SECOND } from '../../kernel/time.ts';
import type { SystemSketch } from '../../scenario/systems.ts';
import { readConsole } from '../../terminal/console.ts';
import { MUTANTS } from './raft/mutants.ts';

export const tablesSketch: SystemSketch = {
  id: 'tables',
  nodes: ['n1', 'n2', 'n3'].map((id) => ({ id, role: 'node' })),
  roles: ['node'],
  options: {
    checkQuorum: { kind: 'boolean', default: true },
    preVote: { kind: 'boolean', default: true },
    reads: { kind: 'choice', values: ['local', 'lease', 'index'], default: 'local' },
    electionMin: { kind: 'duration', min: 20 * MILLISECOND, max: 60 * SECOND, default: 150 * MILLISECOND },
    electionMax: { kind: 'duration', min: 20 * MILLISECOND, max: 60 * SECOND, default: 300 * MILLISECOND },
    heartbeat: { kind: 'duration', min: 5 * MILLISECOND, max: 10 * SECOND, default: 50 * MILLISECOND },
    batch: { kind: 'integer', min: 1, max: 1_000, default: 64 },
    pipeline: { kind: 'integer', min: 1, max: 64, default: 8 },
    snapshotEvery: { kind: 'integer', min: 10, max: 1_000_000, default: 1_000 },
    snapshotChunk: { kind: 'integer', min: 64, max: 1_048_576, default: 8_192 },
    writeTimeout: { kind: 'duration', min: 50 * MILLISECOND, max: 60 * SECOND, default: 2 * SECOND },
    service: { kind: 'duration', default: 20 },
    mutants: { kind: 'list', values: MUTANTS, default: [] },
    dataRoot: { kind: 'text', default: 'data/' },
  },
  actions: ['add', 'remove'],
  takesRequests: true,
  console: readConsole,
  check: ({ electionMin, electionMax, heartbeat }) => [
    ...(Number(electionMax) < Number(electionMin)
      ? [{ option: 'electionMax', says: 'electionMax is shorter than electionMin.' }]
      : []),
    ...(Number(heartbeat) >= Number(electionMin)
      ? [
          {
            option: 'heartbeat',
            says: 'A heartbeat has to come more often than patience ends: heartbeat is not below electionMin.',
          },
        ]
      : []),
  ],
};
