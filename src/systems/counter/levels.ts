/** How much each note of the counter matters. */
import type { NoteLevels } from '../../kernel/log-level.ts';

export const counterLevels: NoteLevels = { recovered: 'info', 'torn log': 'warn' };
