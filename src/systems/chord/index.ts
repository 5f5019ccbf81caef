/** The Chord store: keys on a ring that nobody knows as a whole. */
import type { RegisteredSystem } from '../registered.ts';
import { ORDINARY_DISK, serviceOf } from '../service.ts';
import { chordPrograms } from './programs.ts';
import { chordSketch } from './sketch.ts';

export const chord: RegisteredSystem = {
  id: 'chord',
  edition: 1,
  sketch: chordSketch,
  program: chordPrograms,
  service: serviceOf,
  disk: () => ORDINARY_DISK,
  leaves: () => true,
  watches: ['silent'],
  levels: async () => (await import('./levels.ts')).chordLevels,
  reader: async () => (await import('./reader.ts')).chordReader,
  clerk: async () => (await import('./clerk.ts')).chordClerk,
  moments: async () => (await import('./moments.ts')).chordMoments,
  overview: async () => (await import('./overview.ts')).overviewOf,
  invariants: async () => (await import('./invariants.ts')).chordInvariants,
  storm: async () => (await import('./storm.ts')).chordStorm,
};
