/** The programs of the table store, on demand. */
import type { System } from '../../kernel/system.ts';

export const tablesPrograms: System['program'] = async (role, options) =>
  role === 'client'
    ? (await import('./client.ts')).tablesClient
    : (await import('./program.ts')).tablesNode(options);
