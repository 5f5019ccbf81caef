/** What may be typed at a prompt of the Chord store. */
import type { Data, Member, NodeId } from '../../../kernel/contract.ts';
import type { Reading } from '../../../protocols/client.ts';
import { findMember } from '../../../terminal/address.ts';
import type { ShellWord } from '../../../terminal/shell.ts';
import { commandWord } from '../../../terminal/words.ts';
import { readNothing, readPrompt, type Line } from '../../prompt-line.ts';
import { readRaw } from '../../raw-request.ts';
import { said } from '../../said.ts';
import { dataOf, type Ask } from '../asks.ts';
import { COMMANDS, LEAVE, usageOf, type CommandSpec } from './commands.ts';
import { explain, help } from './here.ts';

export function readLineOfChord(text: string, members: readonly Member[], shell: Data): Reading {
  return readPrompt(text, members, shell, readWords);
}

function readWords(line: Line): Reading {
  const [first, ...words] = line.words;
  if (first === undefined) return readNothing(line, 'keys @n1');
  // As the console's verbs: capitals do as well.
  const name = commandWord(first.text);
  const spec = COMMANDS.find((one) => commandWord(one.name) === name);
  const rest = { ...line, words };
  if (spec !== undefined) return wantsHelp(words) ? explain(spec) : readCommand(spec, rest);
  switch (name) {
    case 'LEAVE':
      return wantsHelp(words) ? explain(LEAVE) : said(2, usageOf(LEAVE));
    case 'HTTP':
      return wantsHelp(words) ? readRaw({ ...rest, words: [] }, findNode) : readRaw(rest, findNode);
    case 'ECHO':
      return said(0, words.map(({ text }) => text).join(' '));
    case 'HELP':
    case '--HELP':
    case '-H':
      return help(words[0]?.text ?? '');
    default:
      return said(2, `There is no command ${first.text}. Type help for those that there are.`);
  }
}

function readCommand(spec: CommandSpec, { words, target, members }: Line): Reading {
  const { takes } = spec;
  const least = takes.filter((one) => !one.startsWith('[')).length;
  if (words.length > takes.length)
    return said(2, `${words[takes.length]?.text ?? ''} is not expected here.\n${usageOf(spec)}`);
  if (words.length < least) return said(2, `${takes[words.length] ?? ''} is missing.\n${usageOf(spec)}`);
  const named = spec.node === undefined ? undefined : words[spec.node]?.text;
  if (named !== undefined && target !== null) return said(2, `A node is named twice.\n${usageOf(spec)}`);
  const to = find(members, named ?? target);
  const via = find(members, spec.via === undefined ? null : (words[spec.via]?.text ?? null));
  if (!to.ok) return said(1, to.says);
  if (!via.ok) return said(1, via.says);
  const given = words.map((word, place) => (place === spec.json ? jsonIn(word) : word.text));
  if (spec.via !== undefined && via.id !== null) given[spec.via] = via.id;
  return asked(spec, given, to.id);
}

function asked(spec: CommandSpec, words: readonly string[], to: NodeId | null): Reading {
  try {
    const ask: Ask = { ...spec.request(words), client: { command: spec.name } };
    return { ok: true, body: dataOf(ask), to };
  } catch {
    return said(2, 'There is half a character in the key, which no address can hold.');
  }
}

type Named =
  { readonly ok: true; readonly id: NodeId | null } | { readonly ok: false; readonly says: string };

function find(members: readonly Member[], typed: string | null): Named {
  return typed === null ? { ok: true, id: null } : findNode(members, typed);
}

function findNode(members: readonly Member[], typed: string): ReturnType<typeof findMember> {
  return findMember(
    members.filter(({ role }) => role === 'node'),
    typed,
  );
}

/** As a shell understands it; where that is no JSON, its quotes may have been meant as a part of it. Whether it is any the node says. */
function jsonIn({ text, typed }: ShellWord): string {
  return !isJson(text) && typed !== undefined && isJson(typed) ? typed : text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function wantsHelp(words: readonly ShellWord[]): boolean {
  return words.some(({ text, isQuoted }) => !isQuoted && (text === '--help' || text === '-h'));
}
