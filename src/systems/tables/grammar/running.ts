/** The nodes all together: `server` starts them in a folder, `stop` ends them, as Ctrl+C does. Both are done to the cluster, and no node is asked. */
import type { Data, Member } from '../../../kernel/contract.ts';
import type { Reading } from '../../../protocols/client.ts';
import { explainFlags, readFlags, usageOf, type Flag } from '../../../terminal/flags.ts';
import { valueOf, type ShellWord, type Variables } from '../../../terminal/shell.ts';
import { addressOf, hostNameOf, nodesAmong } from '../addresses.ts';
import { rootOf, startIn } from '../data-root.ts';
import { said, type Exit } from '../../said.ts';
import type { TablesLine } from './line.ts';

const FLAG = 'data-dir-root';
const VARIABLE = 'DATA_DIR';
const ROOT_MAX = 200;
const FLAGS: readonly Flag[] = [
  {
    name: FLAG,
    value: '<folder>',
    isRequired: false,
    says: `The folder of all nodes; without it ${VARIABLE}, without that data/.`,
  },
];

export const SERVER_SAYS = [
  'Starts all nodes, each with its files in the folder that is named. Another folder is another set of disks: nothing of one is found in the other.',
  `Usage: ${usageOf('server', FLAGS)}`,
  ...explainFlags(FLAGS),
  'For example: server --data-dir-root mine',
  'Ctrl+C, or stop, ends them all. KILL Alfa ends one, REVIVE Alfa starts it again.',
].join('\n');

export const STOP_SAYS = [
  'Ends the programs of all nodes, as Ctrl+C does. What they have written stays; server starts them again.',
  'Usage: stop',
].join('\n');

export function server({ words, target, members, variables, options }: TablesLine): Reading {
  const usage = `Usage: ${usageOf('server', FLAGS)}`;
  const read = readFlags(words.map(asFlag), FLAGS);
  if (!read.ok) return said(2, `${read.says}\n${usage}`);
  if (read.wantsHelp) return said(0, SERVER_SAYS);
  if (target !== null) return said(2, `It starts all nodes; type REVIVE ${target} for one.\n${usage}`);
  const given = read.values.get(FLAG);
  if (given === '') return said(2, `--${FLAG} must not be empty.\n${usage}`);
  const typed = given ?? usual(variables);
  if (typed.length > ROOT_MAX) return said(2, `A folder has at most ${ROOT_MAX} characters.\n${usage}`);
  const nodes = present(members);
  const running = nodes.filter(isRunning);
  const root = rootOf(typed);
  const named = (some: readonly Member[]): string => some.map((node) => placeOf(members, node)).join(', ');
  if (running.length > 0)
    return done(1, `already running: ${named(running)}\n${alreadyIn(rootOf(options.dataRoot), root)}`, []);
  if (nodes.length === 0) return done(1, 'There is no node to start.', []);
  const ids = nodes.map(({ id }) => id);
  return done(
    0,
    `started: ${named(nodes)}\nTheir files are in ${folder(root)}.`,
    startIn(root, ids, options),
  );
}

export function stop({ words, target, members, variables, options }: TablesLine): Reading {
  const [word] = words;
  if (word !== undefined && ['--help', '-h'].includes(word.text)) return said(0, STOP_SAYS);
  if (word !== undefined || target !== null)
    return said(2, 'stop ends all nodes, and takes nothing behind it. KILL Alfa ends one.');
  const running = present(members).filter(isRunning);
  if (running.length === 0) return done(1, 'No node is running. Type server to start them.', []);
  const names = running.map(({ id }) => hostNameOf(id)).join(', ');
  const root = rootOf(options.dataRoot);
  const again = root === rootOf(usual(variables)) ? 'server' : `server --${FLAG} ${quoted(root)}`;
  return done(
    0,
    `stopped: ${names}\nWhat they wrote stays in ${folder(root)}. Type ${again} to start them again.`,
    running.map(({ id: node }) => ({ do: 'kill', node, how: 'process' })),
  );
}

function alreadyIn(present: string, asked: string): string {
  const place = `Their files are in ${folder(present)}`;
  return asked === present
    ? `${place}. Ctrl+C, or stop, ends them.`
    : `${place}, so ${folder(asked)} is not used. Ctrl+C, or stop, ends them.`;
}

/** Where no flag says another one. */
function usual(variables: Variables): string {
  return valueOf(variables, VARIABLE) ?? '';
}

function quoted(text: string): string {
  return /^[\w./~-]+$/.test(text) ? text : `'${text.replaceAll("'", "\\'")}'`;
}

function folder(root: string): string {
  return root.endsWith('/') ? root : `${root}/`;
}

/** `make server DATA_DIR=mine` sets it for this once, and wins over what was set before. */
function asFlag(word: ShellWord): ShellWord {
  return !word.isQuoted && word.text.startsWith(`${VARIABLE}=`)
    ? { text: `--${FLAG}=${word.text.slice(VARIABLE.length + 1)}`, isQuoted: false }
    : word;
}

function present(members: TablesLine['members']): TablesLine['members'] {
  return (nodesAmong(members) as TablesLine['members']).filter(({ status }) => status !== 'removed');
}

/** Whose standing is not told is taken to run: so it is with all who are only members. */
function isRunning({ status }: TablesLine['members'][number]): boolean {
  return status !== 'down';
}

function placeOf(members: readonly Member[], { id }: Member): string {
  return `${hostNameOf(id)} at ${addressOf(members, id)}`;
}

function done(exit: Exit, says: string, acts: readonly Data[]): Reading {
  return { ...said(exit, says), acts } as Reading;
}
