/** COMMAND: the table of commands, for clients that want to know what there is. */
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { isWord, lowerCase } from '../bytes.ts';
import { CATEGORIES, categoriesOf, FLAGS, type CommandSpec, type KeySpec } from '../command.ts';
import { globMatches } from '../glob.ts';
import { SYNTAX } from '../refusals.ts';
import { mapReply, NIL_ARRAY, type Reply } from '../reply.ts';

/** A function, because the table holds COMMAND too. */
type TableOf = () => readonly CommandSpec[];

function describe(command: CommandSpec): Reply {
  const [first, last, step] = span(command.keys);
  return [
    command.name,
    command.arity,
    { set: FLAGS.filter((flag) => command.flags.includes(flag)).map((status) => ({ status })) },
    first,
    last,
    step,
    { set: categoriesOf(command).map((status) => ({ status })) },
    { set: command.tips ?? [] },
    { set: command.keys.map(describeKeys) },
    { set: (command.subcommands ?? []).map(describe) },
  ];
}

/** All keys as one range, for clients that know no better: the first, the last, the step. */
function span(keys: readonly KeySpec[]): readonly [number, number, number] {
  const ranges = keys.filter((spec) => 'first' in spec);
  const [head] = ranges;
  if (head === undefined) return [0, 0, 0];
  const last = ranges.some((spec) => spec.last < 0) ? -1 : Math.max(...ranges.map((spec) => spec.last));
  return [head.first, last, head.step];
}

function describeKeys(spec: KeySpec): Reply {
  const counted = 'count' in spec;
  const first = counted ? spec.count : spec.first;
  const found = counted
    ? mapReply('keynumidx', 0, 'firstkey', 1, 'keystep', 1)
    : mapReply('lastkey', spec.last < 0 ? spec.last : spec.last - first, 'keystep', spec.step, 'limit', 0);
  return mapReply(
    'flags',
    { set: spec.use.split(' ').map((status) => ({ status })) },
    'begin_search',
    mapReply('type', 'index', 'spec', mapReply('index', first)),
    'find_keys',
    mapReply('type', counted ? 'keynum' : 'range', 'spec', found),
  );
}

/** The commands with all their subcommands. */
function unfold(commands: readonly CommandSpec[]): readonly CommandSpec[] {
  return commands.flatMap((command) => [command, ...(command.subcommands ?? [])]);
}

function list(table: TableOf, args: readonly Bytes[]): Reply {
  if (args.length === 2) return unfold(table()).map(({ name }) => name);
  if (args.length !== 5 || !isWord(args[2], 'filterby')) throw SYNTAX;
  return unfold(table())
    .filter(filterOf(args))
    .map(({ name }) => name);
}

function filterOf(args: readonly Bytes[]): (command: CommandSpec) => boolean {
  const value = argument(args, 4);
  if (isWord(args[3], 'module')) return () => false;
  if (isWord(args[3], 'pattern')) {
    const pattern = lowerCase(value);
    return ({ name }) => globMatches(pattern, name);
  }
  if (!isWord(args[3], 'aclcat')) throw SYNTAX;
  const category = CATEGORIES.find((known) => isWord(value, known));
  return (command) => categoriesOf(command).includes(`@${category}`);
}

function info(table: TableOf, args: readonly Bytes[]): Reply {
  if (args.length === 2) return table().map(describe);
  return args.slice(2).map((text) => {
    const found = unfold(table()).find(({ name }) => name === lowerCase(text));
    return found === undefined ? NIL_ARRAY : describe(found);
  });
}

const common = {
  flags: ['loading', 'stale'],
  keys: [],
  categories: ['connection'],
  group: 'server',
} as const;
const ANY_ORDER = ['nondeterministic_output_order'];

export function introspection(table: TableOf): CommandSpec {
  return {
    ...common,
    name: 'command',
    arity: -1,
    tips: ANY_ORDER,
    run: () => table().map(describe),
    subcommands: [
      {
        ...common,
        name: 'command|count',
        arity: 2,
        run: () => table().length,
      },
      {
        ...common,
        name: 'command|info',
        arity: -2,
        tips: ANY_ORDER,
        run: (_context, args) => info(table, args),
      },
      {
        ...common,
        name: 'command|list',
        arity: -2,
        tips: ANY_ORDER,
        errors: [SYNTAX.error],
        run: (_context, args) => list(table, args),
      },
    ],
  };
}
