/** docs/protocol.md says what the table of commands says, and the table says what the commands do. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mindsType, type CommandSpec } from '../../src/store/command.ts';
import { shapeNamed } from '../../src/store/command-shapes.ts';
import { commandNamed, table } from '../../src/store/commands/index.ts';
import * as refusals from '../../src/store/refusals.ts';
import { isFailure, type Reply } from '../../src/store/reply.ts';
import { openSession } from '../../src/store/store.ts';
import { wordsOf } from '../../src/store/words/index.ts';
import { PAGE, withCommands } from '../../tools/protocol/page.ts';
import { commandRows, ROWS } from '../../tools/protocol/rows.ts';
import { Chance } from './differential/chance.ts';
import { generators } from './differential/generators/index.ts';
import { callsOf, keyCommands, MAKERS } from './differential/samples.ts';
import { Engine } from './engine.ts';

const commands = table.flatMap((command) => [command, ...(command.subcommands ?? [])]);

test('the page is what the table makes of it', () => {
  const page = readFileSync(PAGE, 'utf8');
  const isFresh = withCommands(page) === page;
  expect(isFresh, `${PAGE} does not say what the table of commands says: run \`npm run protocol\`.`).toBe(
    true,
  );
});

test('the rows for those who run no command are what the table makes of them, and are read as that', () => {
  const isFresh = readFileSync(ROWS, 'utf8') === commandRows();
  expect(isFresh, `${ROWS} does not say what the table of commands says: run \`npm run protocol\`.`).toBe(
    true,
  );
  for (const { name, flags, keys, tips = [] } of commands) {
    const words = name.split('|');
    for (const args of [words, words.map((word) => word.toUpperCase()), [...words, 'more']]) {
      const shape = shapeNamed(args);
      expect(shape?.name).toBe(commandNamed(args)?.name);
      if (shape?.name === name) expect(shape).toMatchObject({ flags, keys, tips });
    }
  }
  expect(shapeNamed(['no-such-command'])).toBeUndefined();
  expect(shapeNamed(['config', 'no-such-subcommand'])?.name).toBe('config');
});

/** What a reply is called in the table. */
function kindOf(reply: Reply): string {
  if (reply === null) return 'nil';
  if (typeof reply === 'string') return 'bulk';
  if (typeof reply === 'number' || typeof reply === 'bigint') return 'integer';
  if (Array.isArray(reply)) return 'array';
  if ('nilArray' in reply) return 'nil array';
  return Object.keys(reply)[0] as string;
}

const KINDS = /\b(status|integer|bulk|double|nil array|nil|array|set|map|verbatim)\b/gi;

/** The kinds that stand before the colon of a line: `With GET, bulk or nil: …` */
function kindsOf(command: CommandSpec): ReadonlySet<string> {
  return new Set(
    wordsOf(command)
      .replies.flatMap((line) => (/^[^:.]*/.exec(line)?.[0] ?? '').match(KINDS) ?? [])
      .map((kind) => kind.toLowerCase()),
  );
}

/** The refusals that a command may give, those of many commands too, as patterns. */
function refusalsOf(command: CommandSpec): readonly string[] {
  return [
    ...(command.errors ?? []),
    ...(mindsType(command) ? [refusals.WRONG_TYPE.error] : []),
    ...(command.flags.includes('denyoom') ? [refusals.OUT_OF_MEMORY.error] : []),
  ].map((error) => error.replaceAll('<command>', command.name));
}

const SHARED = [
  refusals.NOT_INTEGER.error,
  "ERR wrong number of arguments for '<command>' command",
  "ERR unknown subcommand '<name>'. Try <COMMAND> HELP.",
];

function isAlike(pattern: string, error: string): boolean {
  const parts = pattern.split(/<[^<>]*>/).map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`).test(error);
}

/** What no stream comes upon, one line a state and the calls in it. */
const RARE: readonly (readonly string[])[] = [
  ['QUIT'],
  ['CLIENT SETINFO LIB-NAME mine', 'CLIENT SETINFO foo 1', 'CLIENT SETINFO LIB-VER a\tb'],
  ['CONFIG SET requirepass secret', 'AUTH wrong', 'AUTH default secret'],
  ['SET n 9223372036854775807', 'INCR n'],
  ['SET s s', 'CONFIG SET proto-max-bulk-len 3', 'APPEND s long'],
  ['SADD s a', 'SRANDMEMBER s -1048577'],
  ['ZADD z inf m', 'ZADD z INCR -inf m', 'ZINCRBY z -inf m', 'ZADD z 1 a 2'],
  ['ZPOPMIN z 1 2', 'ZPOPMAX z 1 2'],
  ['CONFIG SET hz 1 maxmemory'],
  ['SAVE', 'BGSAVE', 'BGSAVE SCHEDULE', 'BGSAVE foo', 'BGREWRITEAOF'],
  ['COMMAND', 'COMMAND INFO', 'COMMAND INFO get foo'],
];

/** Commands, and what came of them. */
const met = new Map(
  commands.map(({ name }) => [name, { kinds: new Set<string>(), errors: new Set<string>() }] as const),
);

function note(engine: Engine, args: readonly string[]): void {
  const reply = engine.ask(...args);
  const outcome = met.get(commandNamed(args)?.name ?? '');
  if (isFailure(reply)) outcome?.errors.add(reply.error);
  else outcome?.kinds.add(kindOf(reply));
}

function playStreams(): void {
  for (const [group, generate] of Object.entries(generators)) {
    const chance = new Chance(1, group);
    for (let stream = 0; stream < 10; stream += 1) {
      const engine = new Engine();
      for (let step = 0; step < 2_000; step += 1) note(engine, generate(chance));
    }
  }
}

/** Also with no memory left. */
function playSamples(): void {
  for (const call of keyCommands.flatMap(({ name }) => callsOf(name))) {
    for (const maxmemory of [0, 1]) {
      const engine = new Engine();
      for (const maker of MAKERS) engine.ask(...maker);
      engine.store.settings = { ...engine.store.settings, maxmemory };
      note(engine, call);
    }
  }
}

function playRare(): void {
  for (const lines of RARE) {
    const engine = new Engine();
    for (const line of lines) note(engine, line.split(' '));
  }
  const stranger = new Engine();
  stranger.run('CONFIG SET requirepass secret');
  stranger.session = openSession(stranger.store, stranger.clock);
  note(stranger, ['HELLO']);
  const broken = new Engine();
  broken.host.persist = () => ({ error: 'ERR' });
  note(broken, ['SAVE']);
}

playStreams();
playSamples();
playRare();

/** How many words a usage asks for: without what is in brackets, and of alternatives the first. */
function countWords(syntax: string): number {
  let plain = syntax;
  for (let shorter = ''; shorter !== plain; plain = plain.replace(/ ?\[[^[\]]*\]/g, '')) shorter = plain;
  const chosen = plain.replace(/<([^|>]*[^|> ]) *\|[^>]*>/g, '$1').trim();
  return chosen === '' ? 0 : chosen.split(/ +/).length;
}

/** A container with nothing to say of its own. */
const isBare = (command: CommandSpec) =>
  command.subcommands !== undefined && wordsOf(command).replies.length === 0;

describe('what the table says of', () => {
  test.each(commands.filter((command) => !isBare(command)))('$name', (command) => {
    const { kinds, errors } = met.get(command.name) as NonNullable<ReturnType<typeof met.get>>;
    expect([...kinds].sort()).toEqual([...kindsOf(command)].sort());
    const named = refusalsOf(command);
    const unnamed = [...errors].filter((error) => ![...SHARED, ...named].some((one) => isAlike(one, error)));
    expect(unnamed).toEqual([]);
    const neverMet = named.filter((one) => ![...errors].some((error) => isAlike(one, error)));
    expect(neverMet).toEqual([]);
    const { syntax } = wordsOf(command);
    const least = command.name.split('|').length + countWords(syntax);
    // Of DEBUG, Redis lets each of its words count for itself.
    expect(Math.abs(command.arity)).toBe(command.name === 'debug' ? 2 : least);
    if (syntax.includes('[')) expect(command.arity).toBeLessThan(0);
  });
});
