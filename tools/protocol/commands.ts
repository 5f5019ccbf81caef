/** The table of commands, as the part of docs/protocol.md that people read. Pure: the table in, Markdown out. */
import { mindsType, type CommandSpec, type Group } from '../../src/store/command.ts';
import * as refusals from '../../src/store/refusals.ts';
import { wordsOf } from '../../src/store/words/index.ts';

const GROUPS: Readonly<Record<Group, string>> = {
  string: 'Strings',
  list: 'Lists',
  set: 'Sets',
  hash: 'Hashes',
  'sorted-set': 'Sorted sets',
  bitmap: 'Bits',
  generic: 'Keys of any type',
  transactions: 'Transactions',
  pubsub: 'Messages to channels',
  connection: 'The connection',
  server: 'The server',
};

/** `config|get` → `CONFIG GET` */
function spoken(name: string): string {
  return name.replace('|', ' ').toUpperCase();
}

/** What many commands may answer, so that it need not stand at each. */
const SHARED: readonly (readonly [string, string])[] = [
  ["ERR unknown command '<name>', with args beginning with: <arguments>", 'there is no such command'],
  ["ERR unknown subcommand '<name>'. Try <COMMAND> HELP.", 'nor such a subcommand'],
  [
    refusals.wrongArity('<command>').error,
    'too few arguments, too many, or an odd one where they come in pairs',
  ],
  [refusals.NO_AUTH.error, 'before AUTH, where a password is required'],
  [refusals.noCommandPermission('<command>').error, 'this user may not run it'],
  [refusals.NO_KEY_PERMISSION.error, 'this user may not touch that key'],
  [refusals.NOT_INTEGER.error, 'where an integer of 64 bits is wanted'],
  [
    `MISCONF Errors writing to the AOF file: <why>`,
    'a command that writes, or PING, while the log cannot be written',
  ],
];

/** What stands at a command by its first word alone. */
const SHORT: readonly (readonly [string, string])[] = [
  [refusals.WRONG_TYPE.error, 'a key holds another type than the command is for'],
  [refusals.OUT_OF_MEMORY.error, 'memory is full, and the policy of eviction finds nobody who may go'],
];

function refusalTable(rows: readonly (readonly [string, string])[]): string {
  return [
    '| refusal | when |',
    '| --- | --- |',
    ...rows.map(([text, when]) => `| ${code(text)} | ${when} |`),
  ].join('\n');
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** The name of a refusal: WRONGTYPE. */
function firstWord(text: string): string {
  return text.slice(0, text.indexOf(' '));
}

export function renderCommands(table: readonly CommandSpec[]): string {
  const groups = (Object.keys(GROUPS) as Group[]).filter((group) => table.some((one) => one.group === group));
  return [
    '### What any command may answer',
    refusalTable(SHARED),
    'Two more are named at the commands that give them, by their first word:',
    refusalTable(SHORT),
    'A refused command has changed nothing of the data.',
    '### All commands',
    groups.map((group) => `${GROUPS[group]}: ${linksOf(table, group)}.`).join('\n\n'),
    ...groups.flatMap((group) => [
      `### ${GROUPS[group]}`,
      ...table.filter((command) => command.group === group).flatMap(renderCommand),
    ]),
  ].join('\n\n');
}

function linksOf(table: readonly CommandSpec[], group: Group): string {
  const names = table.filter((command) => command.group === group).map(({ name }) => name);
  return names.map((name) => `[${spoken(name)}](#${name})`).join(' ');
}

function renderCommand(command: CommandSpec): readonly string[] {
  const { name, subcommands = [] } = command;
  const { summary, replies } = wordsOf(command);
  // A container without a reply of its own is nothing but its subcommands.
  const own = replies.length === 0 ? [summary] : describe(command);
  return [
    `#### ${spoken(name)}`,
    ...own,
    ...subcommands.flatMap((sub) => [`##### ${spoken(sub.name)}`, ...describe(sub)]),
  ];
}

function describe(command: CommandSpec): readonly string[] {
  const { syntax, summary, replies } = wordsOf(command);
  const usage = `${spoken(command.name)} ${syntax}`.trimEnd();
  const errors = refusalsOf(command);
  const refused =
    errors.length === 0 ? [] : [`- Refused: ${errors.map((error) => `\`${error}\``).join(' · ')}`];
  return [
    `\`${usage}\``,
    `${summary} *${traitsOf(command).join(', ')}.*`,
    [...replies.map((reply) => `- ${reply}`), ...refused].join('\n'),
  ];
}

function refusalsOf(command: CommandSpec): readonly string[] {
  const { name, flags, errors = [] } = command;
  const own = errors.map((error) => error.replaceAll('<command>', name));
  const short = [
    ...(mindsType(command) ? [refusals.WRONG_TYPE] : []),
    ...(flags.includes('denyoom') ? [refusals.OUT_OF_MEMORY] : []),
  ].map(({ error }) => error);
  const isShort = (error: string) => SHORT.some(([text]) => text === error);
  return [...new Set([...own, ...short])].map((error) => (isShort(error) ? firstWord(error) : error));
}

function traitsOf(command: CommandSpec): readonly string[] {
  const { arity, flags } = command;
  const count = Math.abs(arity);
  const words = `${arity < 0 ? 'at least ' : ''}${count} ${count === 1 ? 'word' : 'words'}`;
  return [`Since ${wordsOf(command).since}`, words, ...flags];
}
