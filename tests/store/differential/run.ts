/**
 * The differential test: the same seeded stream of commands to a real redis-server and to the engine, and every reply compared. From time
 * to time an audit compares all keys with their types, encodings and contents, so that a change that no reply told of is found too.
 */
import { settingNames, settingsByName } from '../../../src/store/settings.ts';
import { agree } from './compare.ts';
import { Chance } from './chance.ts';
import { compareOf, differenceOf, type Ask } from './deliberate.ts';
import { streams } from './generators/index.ts';
import { Ours } from './ours.ts';
import { findServer, RealRedis } from './real.ts';
import type { Parsed } from './resp.ts';

export interface DifferentialOptions {
  /** Names of streams; all of them without. */
  readonly groups?: readonly string[];
  /** For each group. */
  readonly commands: number;
  readonly seed: number;
}

export interface Mismatch {
  readonly group: string;
  readonly seed: number;
  /** The number of the command in its stream. */
  readonly at: number;
  readonly args: readonly string[];
  readonly real: string;
  readonly ours: string;
  /** The commands before it. */
  readonly before: readonly (readonly string[])[];
}

export interface DifferentialReport {
  readonly commands: number;
  readonly mismatches: readonly Mismatch[];
}

const BATCH = 200;
const AUDIT_EVERY = 2_000;
/** After so many differences a stream tells nothing new: the two have parted. */
const MISMATCHES_MAX = 5;

/** Starts a server of its own for the time, unless it is given one. Throws where there is none. */
export async function runDifferential(
  options: DifferentialOptions,
  given?: RealRedis,
): Promise<DifferentialReport> {
  const real = given ?? (await startServer());
  const mismatches: Mismatch[] = [];
  let commands = 0;
  try {
    for (const group of options.groups ?? Object.keys(streams)) {
      const stream = new Stream(real, group, options.seed);
      await stream.run(options.commands);
      commands += stream.commands;
      mismatches.push(...stream.mismatches);
    }
  } finally {
    if (given === undefined) await real.stop();
  }
  return { commands, mismatches };
}

async function startServer(): Promise<RealRedis> {
  const server = findServer();
  if ('missing' in server) throw new Error(server.missing);
  return RealRedis.start(server.path);
}

class Stream {
  readonly mismatches: Mismatch[] = [];
  commands = 0;
  readonly #real: RealRedis;
  readonly #ours: Ours;
  readonly #group: string;
  readonly #seed: number;
  readonly #chance: Chance;
  #before: (readonly string[])[] = [];

  constructor(real: RealRedis, group: string, seed: number) {
    this.#real = real;
    this.#group = group;
    this.#seed = seed;
    this.#ours = new Ours(seed);
    this.#chance = new Chance(seed, group);
  }

  async run(commands: number): Promise<void> {
    await this.#real.ask([['SELECT', '0'], ['FLUSHALL'], ['CLIENT', 'SETNAME', ''], ...initialSettings()]);
    const generate = streams[this.#group];
    if (generate === undefined) throw new Error(`there is no stream ${this.#group}`);
    let audit = AUDIT_EVERY;
    while (this.commands < commands && this.mismatches.length < MISMATCHES_MAX) {
      const size = Math.min(BATCH, commands - this.commands);
      await this.#batch(Array.from({ length: size }, () => spoil(this.#chance, generate(this.#chance))));
      if (this.commands >= audit) {
        audit += AUDIT_EVERY;
        await this.#audit();
      }
    }
    await this.#audit();
  }

  /** Random picks and walks have to be settled before the next command; all others go together. */
  async #batch(commands: readonly (readonly string[])[]): Promise<void> {
    let together: (readonly string[])[] = [];
    for (const args of commands) {
      const difference = differenceOf(args);
      together.push(args);
      if (difference?.compare !== 'walk' && difference?.repair === undefined) continue;
      await this.#send(together);
      together = [];
    }
    await this.#send(together);
  }

  async #send(commands: readonly (readonly string[])[]): Promise<void> {
    this.#ours.clock = Date.now();
    const replies = await this.#real.ask(commands);
    for (const [index, args] of commands.entries()) {
      await this.#settle(args, replies[index] as Parsed);
      this.commands += 1;
    }
  }

  async #settle(args: readonly string[], real: Parsed): Promise<void> {
    const ask: Ask = (...words) => this.#ours.ask(words);
    const compare = compareOf(args, ask);
    const repair = differenceOf(args)?.repair;
    const ours = ask(...args);
    if (compare === 'walk' && real.type === '*' && ours.type === '*') {
      await this.#walk(args, real, ours);
    } else {
      this.#expect(args, agree(compare, real, ours, args), real, ours);
      if (real.type !== '-' && repair !== undefined) {
        for (const words of repair(args, real, ours, ask)) ask(...words);
      }
    }
    this.#before = [...this.#before.slice(-29), args];
  }

  #expect(args: readonly string[], agreed: boolean, real: Parsed, ours: Parsed): void {
    if (agreed || this.mismatches.length >= MISMATCHES_MAX) return;
    this.mismatches.push({
      group: this.#group,
      seed: this.#seed,
      at: this.commands,
      args,
      real: real.raw,
      ours: ours.raw,
      before: this.#before,
    });
  }

  /** Both walks from the beginning, with the same options, to their ends. */
  async #walk(args: readonly string[], real: Parsed, ours: Parsed): Promise<void> {
    const cursorAt = (args[0] ?? '').toLowerCase() === 'scan' ? 1 : 2;
    const width = /^[hz]scan$/i.test(args[0] ?? '') ? 2 : 1;
    const step = (cursor: string) => args.map((arg, index) => (index === cursorAt ? cursor : arg));
    const left = await walkAll(width, async (cursor) => (await this.#real.ask([step(cursor)]))[0] as Parsed);
    const right = await walkAll(width, async (cursor) => this.#ours.ask(step(cursor)));
    this.#expect(args, left === right, { ...real, raw: left }, { ...ours, raw: right });
  }

  /** All that can be seen of every key. */
  async #audit(): Promise<void> {
    const [keys] = await this.#real.ask([['KEYS', '*']]);
    const names = (keys as Parsed).items.map(({ text }) => text ?? '');
    await this.#send([['KEYS', '*']]);
    const looks = names.flatMap((key) => [
      ['TYPE', key],
      ['OBJECT', 'ENCODING', key],
      ['TTL', key],
      ...CONTENTS.map(([command, ...rest]) => [command, key, ...rest] as readonly string[]),
    ]);
    const known = looks.filter((args) => !isUnknown(this.#ours.ask(args)));
    await this.#send(known);
  }
}

/** What an earlier stream set is set back. */
function initialSettings(): readonly (readonly string[])[] {
  return settingNames
    .filter((name) => !settingsByName[name].fixed)
    .map((name) => ['CONFIG', 'SET', name, settingsByName[name].print(settingsByName[name].initial)]);
}

/** What shows the whole of a key of each type; the others answer WRONGTYPE, both of them. */
const CONTENTS: readonly (readonly [string, ...string[]])[] = [
  ['GET'],
  ['LRANGE', '0', '-1'],
  ['SMEMBERS'],
  ['HGETALL'],
  ['ZRANGE', '0', '-1', 'WITHSCORES'],
];

function isUnknown(reply: Parsed): boolean {
  return reply.type === '-' && /unknown command/.test(reply.text ?? '');
}

const WALK_MAX = 10_000;

async function walkAll(width: number, step: (cursor: string) => Promise<Parsed>): Promise<string> {
  const met = new Set<string>();
  let cursor = '0';
  for (let steps = 0; steps < WALK_MAX; steps += 1) {
    const reply = await step(cursor);
    if (reply.type !== '*') return reply.raw;
    const items = reply.items[1]?.items ?? [];
    for (let index = 0; index < items.length; index += width) {
      met.add(
        items
          .slice(index, index + width)
          .map(({ raw }) => raw)
          .join(''),
      );
    }
    cursor = reply.items[0]?.text ?? '0';
    if (cursor === '0') return [...met].sort().join('');
  }
  return 'a walk without an end';
}

/**
 * Where a number in the wrong place could be a time to live that ends while the test runs, a setting that breaks the connection, another
 * protocol, a wait or an answer without an end.
 */
const DELICATE = /ex|px|config|hello|wait|debug|srandmember/i;

/** Now and then the wrong number of arguments, or a wrong one. */
function spoil(chance: Chance, args: readonly string[]): readonly string[] {
  if (chance.maybe(0.96)) return args;
  const spoiled = [...args];
  if (args.some((arg) => DELICATE.test(arg))) {
    if (spoiled.length > 1 && chance.maybe(0.5)) spoiled.pop();
    else spoiled.push('foo');
    return spoiled;
  }
  const at = chance.integer(1, Math.max(1, spoiled.length - 1));
  chance.pick([
    () => spoiled.splice(at, 1),
    () => spoiled.splice(at, 0, chance.value()),
    () => spoiled.push(chance.value()),
    () => (spoiled[at] = chance.value()),
    () => (spoiled[at] = chance.integerText()),
  ])();
  return spoiled;
}

/** For people who read a failure. */
export function tellMismatch({ group, seed, at, args, real, ours, before }: Mismatch): string {
  const show = (words: readonly string[]) => words.map((word) => JSON.stringify(word)).join(' ');
  return [
    `group ${group}, seed ${seed}, command ${at}: ${show(args)}`,
    `  redis:  ${JSON.stringify(real)}`,
    `  engine: ${JSON.stringify(ours)}`,
    `  before:`,
    ...before.map((words) => `    ${show(words)}`),
  ].join('\n');
}
