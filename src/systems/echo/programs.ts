/** The programs of `echo`, on demand. */
import type { System } from '../../kernel/system.ts';

export const echoPrograms: System['program'] = async (role, options) =>
  role === 'client'
    ? (await import('./client.ts')).echoClient
    : (await import('./program.ts')).echoProgram(options);
