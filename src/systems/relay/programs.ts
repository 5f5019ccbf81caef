/** The programs of `relay`, on demand. */
import type { System } from '../../kernel/system.ts';

export const relayPrograms: System['program'] = async (role, options) =>
  role === 'client'
    ? (await import('./client.ts')).relayClient
    : (await import('./program.ts')).relayProgram(options);
