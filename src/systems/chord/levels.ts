/** How much each note of a Chord store matters to who runs it. */
import type { NoteLevels } from '../../kernel/log-level.ts';

export const chordLevels: NoteLevels = {
  adopted: 'debug',
  predecessor: 'debug',
  dropped: 'debug',
  repaired: 'debug',
  joined: 'info',
  filled: 'info',
  'handed over': 'info',
  leaving: 'info',
  'met again': 'info',
  'took over': 'warn',
  silent: 'warn',
  refused: 'warn',
  'cut off': 'error',
};
