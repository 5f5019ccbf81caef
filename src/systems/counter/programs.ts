/** The programs of `counter`, on demand. */
import type { System } from '../../kernel/system.ts';

export const counterPrograms: System['program'] = async (role) =>
  role === 'client'
    ? (await import('./client.ts')).counterClient
    : (await import('./program.ts')).counterProgram;
