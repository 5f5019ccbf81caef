/**
 * What may be typed at a prompt of the cache: the store's commands, and a few that look into the cluster. Printed as redis-cli prints. (Lines
 * that act on the cluster, such as `KILL Bravo`, never come here: terminal/console.ts.)
 */
import type { Data, Member, Outcome } from '../../kernel/contract.ts';
import { SECOND } from '../../kernel/time.ts';
import { printUnknown, type Reading } from '../../protocols/client.ts';
import { lowerCase } from '../../store/bytes.ts';
import { utf8 } from '../../store/bytes.ts';
import { findMember } from '../../terminal/address.ts';
import type { Grammar } from '../../terminal/grammar.ts';
import { readCommand } from '../../terminal/prompt.ts';
import { commandWord } from '../../terminal/words.ts';
import { printReply } from './print-reply.ts';
import type { Request, Seen } from './requests.ts';
import { isRead } from './routing.ts';
import { printFacts, printRound } from './rounds.ts';

const SHOW =
  'SHOW takes a key or a node: SHOW apple, SHOW Bravo; SHOW key Bravo for a key that is called so.';
const CLUSTER =
  'There are CLUSTER nodes, CLUSTER keys, CLUSTER add, CLUSTER remove, CLUSTER rebalance and CLUSTER forget-lost.';
const FORGET_LOST =
  'Say which node is to go on with those whom it hears, without a majority: CLUSTER forget-lost @Alfa. What only the others had is lost then.';

/** A coordinator says what it knows, which is not whether it happened. */
function doubtful(reply: Data): string {
  const { error = '' } = reply as { readonly error?: string };
  return `(unknown) ${error}: it may have happened`;
}

export const grammar: Grammar = {
  parse(words) {
    const [first = '', second = ''] = words.map(commandWord);
    if (words.length === 0) return { ok: false, says: 'Type a command, such as SET apple 1.' };
    if (first === 'SHOW') return show(words.slice(1));
    if (first !== 'CLUSTER') return { ok: true, body: { command: words.map(utf8) } };
    if (words.length === 2 && second === 'NODES')
      return { ok: true, body: { command: ['CLUSTER', 'NODES'] } };
    if (words.length === 2 && second === 'KEYS') return { ok: true, body: { command: ['SHOW'], round: [] } };
    if (words.length === 2 && second === 'FORGET-LOST')
      return { ok: true, body: { command: ['CLUSTER', 'FORGET-LOST'] } };
    return { ok: false, says: CLUSTER };
  },
  print(body: Data, { status, value }: Outcome) {
    const { command, round } = body as unknown as Request;
    if (typeof value === 'string') return `(error) ${value}`;
    const { reply, seen } = (value ?? { reply: null }) as unknown as Shown;
    if (status === 'unknown') return reply === null ? printUnknown(3 * SECOND) : doubtful(reply);
    if (round !== undefined && seen !== undefined) return printRound(command, seen);
    if (status !== 'ok') return printReply(reply);
    if (command[0] === 'SHOW') return printFacts(command, reply);
    return typeof reply === 'string' && isReport(body) ? reply.trimEnd() : printReply(reply);
  },
};

/** What these say is a text of many lines, shown as it is. */
const REPORTS: readonly string[] = ['metrics', 'health', 'cluster'];

function isReport(body: Data): boolean {
  const { command } = body as { readonly command: readonly string[] };
  return REPORTS.includes(lowerCase(command[0] ?? ''));
}

interface Shown {
  readonly reply: Data;
  readonly seen?: readonly Seen[];
}

function show(words: readonly string[]): ReturnType<Grammar['parse']> {
  const [first = '', second] = words;
  const key = words.length === 1 ? first : commandWord(first) === 'KEY' ? second : undefined;
  if (words.length > 2 || key === undefined) return { ok: false, says: SHOW };
  return { ok: true, body: { command: ['SHOW', utf8(key)], round: [] } };
}

/** A word behind SHOW that is the name of a node means that node. */
export function readLineOfCache(text: string, members: readonly Member[]): Reading {
  const reading = readCommand(grammar, text, members);
  if (!reading.ok) return reading;
  const { command, round } = reading.body as unknown as Request;
  const [verb, word] = command;
  if (verb === 'CLUSTER' && word === 'FORGET-LOST' && reading.to === null)
    return { ok: false, says: FORGET_LOST };
  // Whoever names a node wants to read what that one has, however old it is; only who has no copy says who has.
  if (reading.to !== null && round === undefined && isRead({ command }))
    return { ...reading, body: { command: [...command], copy: true } };
  if (verb !== 'SHOW' || round === undefined || word === undefined || /^\s*show\s+key\s/i.test(text))
    return reading;
  const found = findMember(members, word);
  return found.ok ? { ok: true, body: { command: ['SHOW'] }, to: found.id } : reading;
}
