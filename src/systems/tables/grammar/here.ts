/** What the prompt answers by itself, without asking any node: help, variables, and what has no counterpart here. */
import type { Reading } from '../../../protocols/client.ts';
import { COMMANDS } from './commands.ts';
import { server, SERVER_SAYS, stop, STOP_SAYS } from './running.ts';
import type { TablesLine } from './line.ts';
import { readNothing } from '../../prompt-line.ts';
import { said } from '../../said.ts';

const EXPLAINED: ReadonlyMap<string, string> = new Map([
  ['server', SERVER_SAYS],
  ['stop', STOP_SAYS],
  [
    'run-consistency-test',
    [
      'Writes at the leader, reads at the followers at once, waits, reads at every node, and says whether all have what was written.',
      'Usage: run-consistency-test [--target-addr <address>]',
    ].join('\n'),
  ],
  ['make', 'There are make build, make server and make run-consistency-test.'],
  [
    'make build',
    'There is nothing to build here: the program is on this page. Where the page itself is made, it is npm run build.',
  ],
]);

export function explain(command: string): Reading {
  return said(0, EXPLAINED.get(command) ?? help());
}

export function readHere(command: string, line: TablesLine): Reading {
  const [first] = line.words;
  switch (command) {
    case '':
      return readNothing(line, 'status @n1');
    case 'help':
    case '--help':
    case '-h':
      return first !== undefined && EXPLAINED.has(first.text) ? explain(first.text) : said(0, help());
    case 'server':
      return server(line);
    case 'stop':
      return stop(line);
    case 'make':
      return make(first?.text ?? '');
    case 'echo':
      return said(0, line.words.map(({ text }) => text).join(' '));
    default:
      return said(2, `There is no command ${command}. Type help for those that there are.`);
  }
}

function help(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    'Commands, each with --help:',
    ...COMMANDS.map(({ name, says }) => `  ${name.padEnd(width)}  ${says}`),
    '  run-consistency-test, server, stop, make build',
    "Variables: ITEM='{…}', then \"$ITEM\". An apostrophe in quotes is \\'.",
    'For example:',
    ...EXAMPLES.map((example) => `  ${example}`),
  ].join('\n');
}

/** Each of them can be typed as it stands, one after the other. */
export const EXAMPLES: readonly string[] = [
  ...COMMANDS.slice(0, 1).map(({ example }) => example),
  'ITEM=\'{"Artist": "Queen", "SongTitle": "Don\\\'t Stop Me Now", "Year": 1978}\'',
  ...COMMANDS.filter(({ name }) => name !== 'create-table' && name !== 'delete-table').map(
    ({ example }) => example,
  ),
  ...COMMANDS.filter(({ name }) => name === 'delete-table').map(({ example }) => example),
];

function make(goal: string): Reading {
  if (goal === 'build') return explain('make build');
  if (goal === '' || goal === '--help') return explain('make');
  return said(2, `make knows no ${goal}. ${EXPLAINED.get('make') as string}`);
}
