/**
 * What may be typed at a prompt of the table store: the commands of its program, as its documentation prints them. The name of the program before
 * a command may be there or not.
 */
import type { Data, NodeId, TypedLine, TypedRequest } from '../../../kernel/contract.ts';
import type { Options } from '../../../kernel/system.ts';
import type { Reading } from '../../../protocols/client.ts';
import { explainFlags, missingFlag, readFlags, usageOf } from '../../../terminal/flags.ts';
import type { ShellWord } from '../../../terminal/shell.ts';
import { readPrompt } from '../../prompt-line.ts';
import type { TablesLine } from './line.ts';
import { readRaw } from '../../raw-request.ts';
import { said } from '../../said.ts';
import { findAddress } from '../addresses.ts';
import { dataOf, type Ask } from '../asks.ts';
import { TEST_BEGINS } from '../consistency-test.ts';
import { COMMANDS, type CommandSpec } from './commands.ts';
import { explain, readHere } from './here.ts';

const PROGRAM = 'day42_raft_nosql_simulator';
const TEST = 'run-consistency-test';
const TEST_SCRIPT = 'test_eventual_consistency.sh';

export function readLineOfTables(
  text: string,
  members: TablesLine['members'],
  shell: Data,
  options: Options = {},
): Reading {
  return readPrompt(text, members, shell, (line) =>
    readWords({ ...line, members, options, words: withoutProgram(line.words) }),
  );
}

/** What a line does to the cluster; variables that lines before it set are known to it. */
export function actOfTables(
  shell: Data | undefined,
  { lines, present, options }: TypedRequest,
): TypedLine | null {
  let known = shell ?? null;
  let last: Reading | null = null;
  for (const text of lines) {
    last = readLineOfTables(text, present, known, options);
    known = last.shell ?? known;
  }
  if (last === null || last.ok || last.acts === undefined || last.outcome === undefined) return null;
  const { acts, says, outcome } = last;
  return { ok: outcome.status === 'ok', says, value: outcome.value, acts };
}

/** `./day42_raft_nosql_simulator status` is `status`, `make server` is `server`, and the script of the test is its command. */
function withoutProgram(words: readonly ShellWord[]): readonly ShellWord[] {
  const [first, second, ...rest] = words;
  if (first === undefined) return words;
  const name = first.text.slice(first.text.lastIndexOf('/') + 1);
  if (name === PROGRAM) return second === undefined ? [{ text: 'help', isQuoted: false }] : [second, ...rest];
  if (name === TEST_SCRIPT) return [{ text: TEST, isQuoted: false }, ...words.slice(1)];
  const isScript = ['bash', 'sh', 'zsh'].includes(name) && second?.text.endsWith(TEST_SCRIPT) === true;
  if (isScript) return [{ text: TEST, isQuoted: false }, ...rest];
  if (name === 'make' && (second?.text === 'server' || second?.text === TEST)) return [second, ...rest];
  return words;
}

function readWords(line: TablesLine): Reading {
  const [first, ...rest] = line.words;
  if (first === undefined) return readHere('', line);
  const spec = COMMANDS.find(({ name }) => name === first.text);
  if (spec !== undefined) return readCommand(spec, { ...line, words: rest });
  if (first.text === TEST) return readTest({ ...line, words: rest });
  if (first.text === 'http') return readRaw({ ...line, words: rest }, findAddress);
  return readHere(first.text, { ...line, words: rest });
}

function readCommand(spec: CommandSpec, { words, target, members }: TablesLine): Reading {
  const { name, flags, places } = spec;
  const read = readFlags(words, flags, places);
  const usage = `Usage: ${usageOf(name, flags)}`;
  if (!read.ok) return said(2, `${read.says}\n${usage}`);
  if (read.wantsHelp)
    return said(0, [spec.says, usage, ...explainFlags(flags), `For example: ${spec.example}`].join('\n'));
  const values = new Map(read.values);
  if (target !== null && values.has('target-addr')) return said(2, `A node is named twice.\n${usage}`);
  if (target !== null) values.set('target-addr', target);
  const missing = missingFlag(values, flags);
  if (missing !== null) return said(2, `--${missing.name} is missing.\n${usage}`);
  if (values.get('table-name') === '') return said(2, `--table-name must not be empty.\n${usage}`);
  const found = findAddress(members, values.get('target-addr') as string);
  if (!found.ok) return said(1, found.says);
  return asked(spec, values, found.id);
}

function asked(spec: CommandSpec, values: ReadonlyMap<string, string>, to: NodeId): Reading {
  try {
    const request = spec.request(
      (flag) => values.get(flag) ?? '',
      (flag) => values.has(flag),
    );
    const ask: Ask = { ...request, client: { command: spec.name } };
    return { ok: true, body: dataOf(ask), to };
  } catch {
    return said(2, 'There is half a character in the name of the table, which no address can hold.');
  }
}

function readTest({ words, target, members }: TablesLine): Reading {
  const read = readFlags(words, TEST_FLAGS);
  const usage = `Usage: ${usageOf(TEST, TEST_FLAGS)}`;
  if (!read.ok) return said(2, `${read.says}\n${usage}`);
  if (read.wantsHelp) return explain(TEST);
  const typed = read.values.get('target-addr') ?? target;
  if (typed === null) return { ok: true, body: dataOf(TEST_BEGINS), to: null };
  const found = findAddress(members, typed);
  return found.ok ? { ok: true, body: dataOf(TEST_BEGINS), to: found.id } : said(1, found.says);
}

const TEST_FLAGS = [
  { name: 'target-addr', value: '<address>', isRequired: false, says: 'The node that is asked first.' },
];
