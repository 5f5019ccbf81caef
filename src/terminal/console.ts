/**
 * The console: lines that are not for any node but act on the cluster itself, as a hand in the page does. Each reads as an action of a script;
 * the cluster takes it at the instant at which the line is typed, so that a scripted command may be such a line as well as a person's.
 *
 * Nodes are named by id or by name, clients by id. What makes no sense is said in a sentence, and nothing happens.
 */
import type { ConsoleLine, Present } from '../scenario/systems.ts';
import { findMember } from './address.ts';
import { idFor } from './new-id.ts';
import { commandWord, readLine } from './words.ts';

type Act = Readonly<Record<string, unknown>>;

interface Verb {
  readonly syntax: string;
  /** Fewest and most words behind the verb. */
  readonly words: readonly [number, number];
  read(words: readonly string[], room: Room): ConsoleLine;
}

/** Who is there, found by what was typed; throws the sentence that is to be said. */
interface Room {
  node(typed: string): Present;
  /** A node or a client. */
  end(typed: string): End;
  /** All nodes but these. */
  others(ids: readonly string[]): readonly End[];
  idFor(name: string): string;
}

interface End {
  readonly id: string;
  readonly name: string;
}

class Refusal {
  readonly says: string;

  constructor(says: string) {
    this.says = says;
  }
}

/** Null where the line is no act on the cluster. */
export function readConsole(text: string, present: readonly Present[]): ConsoleLine | null {
  const line = readLine(text);
  if (!line.ok) return null;
  const given = line.target === null ? line.words : [...line.words, line.target];
  const [first = '', second = ''] = given.map(commandWord);
  const isOfCluster = first === 'CLUSTER';
  const verb = VERBS.get(isOfCluster ? `CLUSTER ${second}` : first);
  if (verb === undefined) return null;
  const words = given.slice(isOfCluster ? 2 : 1);
  const [least, most] = verb.words;
  if (words.length < least || words.length > most) return { ok: false, says: `Type ${verb.syntax}.` };
  try {
    return verb.read(words, roomOf(present));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return { ok: false, says: refusal.says };
  }
}

function roomOf(present: readonly Present[]): Room {
  const here = present.filter(({ status }) => status !== 'removed');
  const node = (typed: string): Present => {
    const found = findMember(here, typed);
    if (!found.ok) throw new Refusal(found.says);
    return here.find(({ id }) => id === found.id) as Present;
  };
  return {
    node,
    end: (typed) => (/^c\d+$/.test(typed) ? { id: typed, name: typed } : node(typed)),
    others: (ids) => here.filter(({ id }) => !ids.includes(id)),
    idFor: (name) => idFor(name, present),
  };
}

function done(act: Act, says: string): ConsoleLine {
  return { ok: true, act, says };
}

// --- What each verb means -----------------------------------------------------------------------------------------------

function kill([typed = '', how = '']: readonly string[], room: Room): ConsoleLine {
  const { id: node, name, status } = room.node(typed);
  if (how !== '' && commandWord(how) !== 'PROGRAM')
    throw new Refusal(`Type KILL ${name}, or KILL ${name} program to leave it its power.`);
  if (status === 'down') throw new Refusal(`${name} is stopped already.`);
  if (how === '') return done({ do: 'kill', node }, `${name} stopped.`);
  return done({ do: 'kill', node, how: 'process' }, `${name}’s program stopped; what it had written stays.`);
}

function revive([typed = '']: readonly string[], room: Room): ConsoleLine {
  const { id: node, name, status } = room.node(typed);
  if (status === 'up' || status === 'frozen') throw new Refusal(`${name} is running already.`);
  return done({ do: 'restart', node }, `${name} starts again.`);
}

/** `|` lets nothing pass either way; `>` stops what goes that way, and what comes back is heard. */
function rope(words: readonly string[], room: Room): ConsoleLine {
  const pieces = words.flatMap((word) => word.split(/([|>])/).filter((piece) => piece !== ''));
  const isOneWay = pieces.includes('>');
  if (isOneWay && pieces.includes('|'))
    throw new Refusal(`Type ${ROPE}, or ${ROPE_ONE_WAY}: not both at once.`);
  const sides: (End[] | 'others')[] = [[]];
  for (const piece of pieces) {
    const last = sides.length - 1;
    const side = sides[last] as End[] | 'others';
    if (piece === '|' || piece === '>') sides.push([]);
    else if (piece === '*') sides[last] = 'others';
    else if (side !== 'others') side.push(room.end(piece));
  }
  const named = sides.filter((side) => side !== 'others' && side.length > 0) as End[][];
  if (named.length === 0) throw new Refusal(`Type ${ROPE}: somebody has to be named.`);
  const groups = named.map((side) => side.map(({ id }) => id));
  const said = named.map((side) => side.map(({ name }) => name).join(' and '));
  if (!isOneWay)
    return done({ do: 'partition', groups }, `A rope runs round ${said.join(', another round ')}.`);
  // Whoever is not named comes last; to come first the others have to be named.
  if (sides[0] === 'others') groups.unshift(room.others(groups.flat()).map(({ id }) => id));
  const [first, second] = sides.map((side) =>
    side === 'others' ? 'the others' : side.map(({ name }) => name).join(' and '),
  );
  return done(
    { do: 'partition', groups, oneWay: true },
    `Nothing gets from ${first} to ${second ?? 'the others'}.`,
  );
}

function untie([typed]: readonly string[], room: Room): ConsoleLine {
  if (typed === undefined) return done({ do: 'heal' }, 'All ropes are untied.');
  const { id: node, name } = room.end(typed);
  return done({ do: 'heal', node }, `${name} is no longer alone.`);
}

/** `SLOW Alfa Charlie 800` is for both ways, `SLOW Alfa > Charlie 800` for one. */
function link(words: readonly string[], room: Room, rest: number): Link | null {
  const isOneWay = words[1] === '>';
  const [first, second, ...values] = isOneWay ? [words[0], ...words.slice(2)] : words;
  if (first === undefined || second === undefined || values.length !== rest) return null;
  const from = room.end(first);
  const to = room.end(second);
  const ends = { do: 'link', from: from.id, to: to.id, ...(isOneWay && { both: false }) };
  const between = isOneWay ? `From ${from.name} to ${to.name}` : `Between ${from.name} and ${to.name}`;
  return { from, to, ends, between, value: values[0] ?? '' };
}

interface Link {
  readonly from: End;
  readonly to: End;
  readonly ends: Act;
  readonly between: string;
  readonly value: string;
}

function slow(words: readonly string[], room: Room): ConsoleLine {
  const found = link(words, room, 1);
  if (found === null) return slowNode(words, room);
  const { from, to, ends, between, value } = found;
  const milliseconds = numberIn(value.replace(/ms$/, ''), `Type SLOW ${from.name} ${to.name} 800, in ms.`);
  const latency = { law: 'constant', min: `${milliseconds}ms` };
  return done({ ...ends, latency }, `${between} a message takes ${milliseconds} ms.`);
}

function slowNode([first = '', second = '', third]: readonly string[], room: Room): ConsoleLine {
  const { id: node, name } = room.node(first);
  if (third !== undefined) throw new Refusal(`Type ${SLOW}.`);
  const times = numberIn(second.replace(/^[x×]/, ''), `Type SLOW ${name} 10: ten times as slow.`);
  return done({ do: 'slow', node, times }, `${name} works ${times} times as slow.`);
}

function lose(words: readonly string[], room: Room): ConsoleLine {
  const found = link(words, room, 1);
  if (found === null) throw new Refusal(`Type ${LOSE}.`);
  const { from, to, ends, between, value } = found;
  const percent = numberIn(value.replace(/%$/, ''), `Type LOSE ${from.name} ${to.name} 30%.`);
  if (percent > 100) throw new Refusal('More than all messages cannot be lost.');
  return done({ ...ends, drop: percent / 100 }, `${between} ${percent} % of the messages are lost.`);
}

function cut(words: readonly string[], room: Room): ConsoleLine {
  const found = link(words, room, 0);
  if (found === null) throw new Refusal(`Type ${CUT}.`);
  if (found.ends['both'] === false) return blocked(found);
  return done(
    { ...found.ends, block: true },
    `Nothing passes between ${found.from.name} and ${found.to.name}.`,
  );
}

function block(words: readonly string[], room: Room): ConsoleLine {
  const found = link(words, room, 0);
  if (found === null) throw new Refusal(`Type ${BLOCK}.`);
  return blocked(found);
}

function blocked({ from, to, ends }: Link): ConsoleLine {
  return done({ ...ends, block: true, both: false }, `Nothing gets from ${from.name} to ${to.name}.`);
}

function mend(words: readonly string[], room: Room): ConsoleLine {
  const found = link(words, room, 0);
  if (found === null) throw new Refusal(`Type ${MEND}.`);
  return done({ ...found.ends, clear: true }, `${found.between} all is as it was.`);
}

function skew([typed = '', wrong = '']: readonly string[], room: Room): ConsoleLine {
  const { id: node, name } = room.node(typed);
  const given = /^([+-]?)(\d{1,9}(?:\.\d{1,3})?)(ms|s)?$/.exec(wrong);
  if (given === null) throw new Refusal(`Type SKEW ${name} -5s, or SKEW ${name} 0 to set its clock right.`);
  const [, sign, amount, unit = 'ms'] = given;
  const by = `${sign === '-' ? '-' : ''}${amount}${unit}`;
  const says =
    Number(amount) === 0
      ? `The clock of ${name} is right.`
      : `The clock of ${name} is ${amount} ${unit} ${sign === '-' ? 'slow' : 'fast'}.`;
  return done({ do: 'skew', node, by }, says);
}

const DISK_SAYS: ReadonlyMap<string, string> = new Map([
  ['FULL', 'is full'],
  ['SLOW', 'is ten times as slow'],
  ['TORN', 'tears its last write'],
  ['CORRUPT', 'changes a bit'],
  ['FAIL', 'fails to sync'],
  ['OK', 'is well again'],
]);

function disk([typed = '', how = '']: readonly string[], room: Room): ConsoleLine {
  const { id: node, name } = room.node(typed);
  const says = DISK_SAYS.get(commandWord(how));
  if (says === undefined)
    throw new Refusal(`Type DISK ${name} full: it may be full, slow, torn, corrupt, fail or ok.`);
  return done({ do: 'disk', node, act: lower(how) }, `The disk of ${name} ${says}.`);
}

function lower(text: string): string {
  return [...commandWord(text)].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 32)).join('');
}

function add([name = '', typed = '1']: readonly string[], room: Room): ConsoleLine {
  const weight = numberIn(typed, `Type ADD ${name} 2, or ADD ${name}.`);
  if (room.others([]).some((node) => node.name === name || node.id === name))
    throw new Refusal(`${name} is there already.`);
  return done({ do: 'add', node: room.idFor(name), name, weight }, `${name} joins.`);
}

function remove([typed = '']: readonly string[], room: Room): ConsoleLine {
  const { id: node, name } = room.node(typed);
  return done({ do: 'remove', node }, `${name} leaves.`);
}

function weigh([typed = '', heavy = '']: readonly string[], room: Room): ConsoleLine {
  const { id: node, name } = room.node(typed);
  const weight = numberIn(heavy, `Type WEIGHT ${name} 2.`);
  return done({ do: 'weight', node, weight }, `${name} has weight ${weight}.`);
}

/** The name of a message has blanks in it. */
function onMessage(act: 'drop' | 'duplicate', says: string) {
  return (words: readonly string[]): ConsoleLine => done({ do: 'message', name: words.join(' '), act }, says);
}

function delay(words: readonly string[]): ConsoleLine {
  const by = numberIn((words.at(-1) ?? '').replace(/ms$/, ''), 'Type DELAY and a message, then 200, in ms.');
  const name = words.slice(0, -1).join(' ');
  return done({ do: 'message', name, act: 'delay', by: `${by}ms` }, `The message comes ${by} ms later.`);
}

function onNode(verb: string, says: (name: string) => string) {
  return ([typed = '']: readonly string[], room: Room): ConsoleLine => {
    const { id: node, name } = room.node(typed);
    return done({ do: verb, node }, says(name));
  };
}

function numberIn(text: string, says: string): number {
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(text)) throw new Refusal(says);
  return Number(text);
}

// --- The verbs ----------------------------------------------------------------------------------------------------------

const ROPE = 'ROPE Alfa Bravo | *';
const ROPE_ONE_WAY = 'ROPE Alfa > *';
const SLOW = 'SLOW Alfa Charlie 800, or SLOW Alfa 10';
const LOSE = 'LOSE Alfa Charlie 30%';
const CUT = 'CUT Alfa Charlie';
const BLOCK = 'BLOCK Alfa Charlie';
const MEND = 'MEND Alfa Charlie';
const MANY = 1_000;
const rebalance: Verb = {
  syntax: 'CLUSTER REBALANCE',
  words: [0, 0],
  read: () => done({ do: 'rebalance' }, 'Keys move to where they belong.'),
};

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['KILL', { syntax: 'KILL Bravo, or KILL Bravo program', words: [1, 2], read: kill }],
  ['REVIVE', { syntax: 'REVIVE Bravo', words: [1, 1], read: revive }],
  ['ROPE', { syntax: ROPE, words: [1, MANY], read: rope }],
  ['UNTIE', { syntax: 'UNTIE', words: [0, 1], read: untie }],
  ['SLOW', { syntax: SLOW, words: [2, 4], read: slow }],
  ['LOSE', { syntax: LOSE, words: [3, 4], read: lose }],
  ['CUT', { syntax: CUT, words: [2, 3], read: cut }],
  ['BLOCK', { syntax: BLOCK, words: [2, 3], read: block }],
  ['MEND', { syntax: MEND, words: [2, 3], read: mend }],
  ['SKEW', { syntax: 'SKEW Bravo -5s', words: [2, 2], read: skew }],
  ['DISK', { syntax: 'DISK Bravo full', words: [2, 2], read: disk }],
  ['ADD', { syntax: 'ADD Golf', words: [1, 2], read: add }],
  ['REMOVE', { syntax: 'REMOVE Golf', words: [1, 1], read: remove }],
  ['WEIGHT', { syntax: 'WEIGHT Bravo 2', words: [2, 2], read: weigh }],
  [
    'DROP',
    { syntax: 'DROP and a message', words: [1, MANY], read: onMessage('drop', 'The message is lost.') },
  ],
  [
    'TWICE',
    {
      syntax: 'TWICE and a message',
      words: [1, MANY],
      read: onMessage('duplicate', 'The message comes twice.'),
    },
  ],
  ['DELAY', { syntax: 'DELAY and a message, then 200', words: [2, MANY], read: delay }],
  [
    'ISOLATE',
    { syntax: 'ISOLATE Bravo', words: [1, 1], read: onNode('isolate', (name) => `${name} is alone.`) },
  ],
  [
    'FREEZE',
    { syntax: 'FREEZE Bravo', words: [1, 1], read: onNode('freeze', (name) => `${name} stands still.`) },
  ],
  ['THAW', { syntax: 'THAW Bravo', words: [1, 1], read: onNode('thaw', (name) => `${name} goes on.`) }],
  [
    'WIPE',
    {
      syntax: 'WIPE Bravo',
      words: [1, 1],
      read: onNode('wipe', (name) => `${name} stopped, and its disk is empty.`),
    },
  ],
  ['CLUSTER ADD', { syntax: 'CLUSTER ADD Golf', words: [1, 2], read: add }],
  ['CLUSTER REMOVE', { syntax: 'CLUSTER REMOVE Golf', words: [1, 1], read: remove }],
  ['CLUSTER REBALANCE', rebalance],
]);

/** What can be typed, for whoever helps with typing. */
export function consoleVerbs(): readonly { readonly word: string; readonly syntax: string }[] {
  return [...VERBS].map(([word, { syntax }]) => ({ word, syntax }));
}
