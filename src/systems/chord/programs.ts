/** The programs of the Chord store, on demand. */
import type { System } from '../../kernel/system.ts';

export const chordPrograms: System['program'] = async (role, options) =>
  role === 'client'
    ? (await import('./client.ts')).chordClient(options)
    : (await import('./program.ts')).chordNode(options);
