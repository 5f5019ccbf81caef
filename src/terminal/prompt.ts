/** A line typed at a client's prompt: its words, what the system's grammar makes of them, and whom it names. */
import type { Data, Member, NodeId } from '../kernel/contract.ts';
import { findMember } from './address.ts';
import type { Grammar } from './grammar.ts';
import { readLine } from './words.ts';

export type Command =
  | { readonly ok: true; readonly body: Data; readonly to: NodeId | null }
  | { readonly ok: false; readonly says: string };

export function readCommand(grammar: Grammar, text: string, members: readonly Member[]): Command {
  const line = readLine(text);
  if (!line.ok) return line;
  const parsed = grammar.parse(line.words);
  if (!parsed.ok) return parsed;
  if (line.target === null) return { ok: true, body: parsed.body, to: null };
  const found = findMember(members, line.target);
  return found.ok ? { ok: true, body: parsed.body, to: found.id } : found;
}
