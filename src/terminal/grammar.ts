/** What a system registers with the terminal: its commands, and how its answers are printed. */
import type { Data, Outcome } from '../kernel/contract.ts';

export type Parsed =
  { readonly ok: true; readonly body: Data } | { readonly ok: false; readonly says: string };

export interface Grammar {
  parse(words: readonly string[]): Parsed;
  print(body: Data, outcome: Outcome): string;
}
