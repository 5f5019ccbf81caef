/** What of a cache's notes an operator would want to be called for, and what only who looks for a fault wants to read. */
import type { NoteLevels } from '../../kernel/log-level.ts';

export const cacheLevels: NoteLevels = {
  // A step of the ordinary course of things.
  remembered: 'debug',
  gathered: 'debug',
  'keys agreed': 'debug',
  'moved in': 'debug',
  // Something is as it should be again, or moves as it was told to.
  trusted: 'info',
  'target back': 'info',
  standing: 'info',
  'move begun': 'info',
  'move over': 'info',
  'caught up': 'info',
  // It holds, but only because something was mended or somebody stood in.
  suspects: 'warn',
  'target lost': 'warn',
  failover: 'warn',
  repair: 'warn',
  refused: 'warn',
  // Data may be gone.
  log: 'error',
  forced: 'error',
  forgot: 'error',
};
