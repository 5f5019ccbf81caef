/**
 * The console: lines that are not for any node but act on the cluster itself, as a hand in the page does. Each reads as an action of a script;
 * the cluster takes it at the instant at which the line is typed, so that a scripted command may be such a line as well as a person's.
 *
 * Nodes are named by id or by name, clients by id. What makes no sense is said in a sentence, and nothing happens.
 */
import type { ConsoleLine, Present } from '../scenario/systems.ts';
import { findMember } from './address.ts';
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
  end(typed: string): { readonly id: string; readonly name: string };
  freshId(): string;
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
    freshId() {
      let number = 1;
      while (present.some(({ id }) => id === `n${number}`)) number += 1;
      return `n${number}`;
    },
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

function rope(words: readonly string[], room: Room): ConsoleLine {
  const groups: string[][] = [[]];
  const names: string[][] = [[]];
  for (const word of words.flatMap((one) => one.split(/(\|)/).filter((piece) => piece !== ''))) {
    if (word === '|') {
      groups.push([]);
      names.push([]);
    } else if (word !== '*') {
      // The others are a group of their own wherever they are not named.
      const { id, name } = room.end(word);
      groups.at(-1)?.push(id);
      names.at(-1)?.push(name);
    }
  }
  const named = groups.filter((group) => group.length > 0);
  if (named.length === 0) throw new Refusal(`Type ${ROPE}: somebody has to be named.`);
  const said = names.filter((group) => group.length > 0).map((group) => group.join(' and '));
  return done({ do: 'partition', groups: named }, `A rope runs round ${said.join(', another round ')}.`);
}

function untie([typed]: readonly string[], room: Room): ConsoleLine {
  if (typed === undefined) return done({ do: 'heal' }, 'All ropes are untied.');
  const { id: node, name } = room.end(typed);
  return done({ do: 'heal', node }, `${name} is no longer alone.`);
}

function slow([first = '', second = '', third]: readonly string[], room: Room): ConsoleLine {
  if (third === undefined) {
    const { id: node, name } = room.node(first);
    const times = numberIn(second.replace(/^[x×]/, ''), `Type SLOW ${name} 10: ten times as slow.`);
    return done({ do: 'slow', node, times }, `${name} works ${times} times as slow.`);
  }
  const from = room.end(first);
  const to = room.end(second);
  const milliseconds = numberIn(third.replace(/ms$/, ''), `Type SLOW ${from.name} ${to.name} 800, in ms.`);
  const latency = { law: 'constant', min: `${milliseconds}ms` };
  return done(
    { do: 'link', from: from.id, to: to.id, latency },
    `Between ${from.name} and ${to.name} a message takes ${milliseconds} ms.`,
  );
}

function lose([first = '', second = '', share = '']: readonly string[], room: Room): ConsoleLine {
  const from = room.end(first);
  const to = room.end(second);
  const percent = numberIn(share.replace(/%$/, ''), `Type LOSE ${from.name} ${to.name} 30%.`);
  if (percent > 100) throw new Refusal('More than all messages cannot be lost.');
  return done(
    { do: 'link', from: from.id, to: to.id, drop: percent / 100 },
    `Between ${from.name} and ${to.name} ${percent} % of the messages are lost.`,
  );
}

function cut([first = '', second = '']: readonly string[], room: Room): ConsoleLine {
  const from = room.end(first);
  const to = room.end(second);
  const act = { do: 'link', from: from.id, to: to.id, block: true };
  return done(act, `Nothing passes between ${from.name} and ${to.name}.`);
}

function mend([first = '', second = '']: readonly string[], room: Room): ConsoleLine {
  const from = room.end(first);
  const to = room.end(second);
  const act = { do: 'link', from: from.id, to: to.id, clear: true };
  return done(act, `Between ${from.name} and ${to.name} all is as it was.`);
}

function add([name = '', typed = '1']: readonly string[], room: Room): ConsoleLine {
  const weight = numberIn(typed, `Type ADD ${name} 2, or ADD ${name}.`);
  return done({ do: 'add', node: room.freshId(), name, weight }, `${name} joins.`);
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
  ['SLOW', { syntax: 'SLOW Alfa Charlie 800, or SLOW Alfa 10', words: [2, 3], read: slow }],
  ['LOSE', { syntax: 'LOSE Alfa Charlie 30%', words: [3, 3], read: lose }],
  ['CUT', { syntax: 'CUT Alfa Charlie', words: [2, 2], read: cut }],
  ['MEND', { syntax: 'MEND Alfa Charlie', words: [2, 2], read: mend }],
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
