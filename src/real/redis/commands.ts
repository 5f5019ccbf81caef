/** A line at the prompt, as redis-cli is to be asked; or why it cannot be. */
import { shapeNamed } from '../../store/command-shapes.ts';
import { findMember } from '../../terminal/address.ts';
import type { Member } from '../../kernel/contract.ts';
import { commandWord, readLine } from '../../terminal/words.ts';
import { redisWord } from '../shell.ts';

export type RealCommand =
  /** `at`: to this node alone, or null to whoever answers for it. */
  | { readonly ok: true; readonly line: string; readonly at: string | null }
  | { readonly ok: false; readonly says: string };

/** Passwords stand in a script as proofs alone, and a proof opens nothing elsewhere. */
const WITH_SECRETS: readonly string[] = ['AUTH', 'HELLO', 'ACL'];

export function realCommand(text: string, present: readonly Member[]): RealCommand {
  const line = readLine(text);
  if (!line.ok) return { ok: false, says: `it cannot be read: ${line.says}` };
  const { words, target } = line;
  const [first = '', second = ''] = words.map(commandWord);
  if (first === '') return { ok: false, says: 'it is empty' };
  const isOfCluster = first === 'CLUSTER' && second === 'NODES';
  if (!isOfCluster && shapeNamed(words.slice(0, 2).map(lower)) === undefined)
    return { ok: false, says: 'Redis has no such command' };
  const hasSecret =
    WITH_SECRETS.includes(first) ||
    (first === 'CONFIG' && words.some((word) => lower(word) === 'requirepass'));
  if (hasSecret)
    return { ok: false, says: 'a password is kept here as a proof only, which opens nothing there' };
  const found = target === null ? null : findMember(present, target);
  if (found?.ok === false) return { ok: false, says: `nobody is called ${target}` };
  return { ok: true, line: words.map(redisWord).join(' '), at: found?.id ?? null };
}

const lower = (word: string): string =>
  word.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32));
