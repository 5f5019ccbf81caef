/** What is said at the prompt itself, with the code that a program would end with. */
import type { Data } from '../kernel/contract.ts';
import type { Reading } from '../protocols/client.ts';

/** 0: it is so. 1: it cannot be. 2: it is not how it is used. */
export type Exit = 0 | 1 | 2;

export function said(exit: Exit, says: string): Reading {
  const value: Data = { exit, says };
  return { ok: false, says: withExit(exit, says), outcome: { status: exit === 0 ? 'ok' : 'failed', value } };
}

/** Success is not worth a line. */
export function withExit(exit: Exit, text: string): string {
  return exit === 0 ? text : `${text}\nexit ${exit}`;
}
