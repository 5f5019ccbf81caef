/** How the lab says that it will not. */
import type { Answer } from './types.ts';

export const NOTHING_OPEN = 'Nothing is open yet.';
export const NO_MOMENT = 'A moment is a whole number of microseconds from 0 on.';

export const isMoment = (at: number): boolean => Number.isSafeInteger(at) && at >= 0;

export function refusal(says: string): Answer & { readonly ok: false } {
  return { ok: false, says: [says] };
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
