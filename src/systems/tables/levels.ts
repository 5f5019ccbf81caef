/** How much each note of a table store matters to who runs it. */
import type { NoteLevels } from '../../kernel/log-level.ts';

export const tablesLevels: NoteLevels = {
  voted: 'debug',
  compacted: 'debug',
  'snapshot sent': 'info',
  'snapshot installed': 'info',
  members: 'info',
  'hands over': 'info',
  elected: 'info',
  'stands for election': 'warn',
  'stepped down': 'warn',
  'lost its majority': 'warn',
  forgotten: 'warn',
  'has forgotten': 'error',
  stopped: 'error',
};
