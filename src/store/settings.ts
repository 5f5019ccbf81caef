/**
 * What CONFIG GET shows and CONFIG SET changes: settings under Redis's own names, as one table of data. Commands read them as fields of
 * `store.settings`, so a setting costs the hot path a field of an object.
 *
 * Encodings of small collections are thresholds here because `OBJECT ENCODING` must answer what Redis would.
 */
import type { Bytes } from './bytes.ts';
import { isWord, lowerCase } from './bytes.ts';
import { TEACHING_POLICIES, type TeachingPolicy } from './eviction/teaching.ts';
import { INTEGER_MAX, multiplyIntegers, parseInteger, type Integer } from './integers.ts';

export const EVICTION_POLICIES = [
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'noeviction',
] as const;
export type EvictionPolicy = (typeof EVICTION_POLICIES)[number] | TeachingPolicy;

const FSYNC_POLICIES = ['everysec', 'always', 'no'] as const;

export interface Setting<Value> {
  readonly summary: string;
  readonly initial: Value;
  /** The value that a text stands for, or in Redis's words what is wrong with it. */
  parse(text: Bytes): { readonly value: Value } | { readonly wrong: string };
  print(value: Value): Bytes;
  /** Fixed when the node starts. */
  readonly fixed: boolean;
  /** The name of older days. */
  readonly alias: string | undefined;
  /** The words that it may be; undefined where it is none of a few. */
  readonly choices: readonly string[] | undefined;
}

interface Extras {
  readonly alias?: string;
  readonly fixed?: boolean;
  readonly choices?: readonly string[];
}

function setting<Value>(
  summary: string,
  initial: Value,
  parse: Setting<Value>['parse'],
  print: Setting<Value>['print'],
  extras: Extras,
): Setting<Value> {
  const { fixed = false, alias, choices } = extras;
  return { summary, initial, parse, print, fixed, alias, choices };
}

function integer(
  summary: string,
  initial: number,
  [min, max]: readonly [number, Integer],
  extras: Extras = {},
) {
  const parse = (text: Bytes) => {
    const value = parseInteger(text);
    if (value === undefined) return { wrong: "argument couldn't be parsed into an integer" };
    if (value < min || value > max) return { wrong: `argument must be between ${min} and ${max} inclusive` };
    return { value: Number(value) };
  };
  return setting<number>(summary, initial, parse, String, extras);
}

const COUNT = [0, INTEGER_MAX] as const;
const WORD_MAX = 2_147_483_647;

function memory(summary: string, initial: number, extras: Extras = {}) {
  const parse = (text: Bytes) => {
    const bytes = parseMemory(text);
    return bytes === undefined
      ? { wrong: 'argument must be a memory value' }
      : { value: Math.min(Number(bytes), Number.MAX_SAFE_INTEGER) };
  };
  return setting<number>(summary, initial, parse, String, extras);
}

/** `more` are words that Redis does not know: they are taken, but not named when another is refused. */
function choice<const Choices extends readonly string[], const More extends readonly string[] = []>(
  summary: string,
  initial: Choices[number],
  choices: Choices,
  more?: More,
) {
  type Word = Choices[number] | More[number];
  const words: readonly Word[] = [...choices, ...(more ?? [])];
  const parse = (text: Bytes) => {
    const value = words.find((word) => isWord(text, word));
    return value === undefined
      ? { wrong: `argument(s) must be one of the following: ${choices.join(', ')}` }
      : { value };
  };
  return setting<Word>(summary, initial, parse, (value) => value, { choices: words });
}

function flag(summary: string, initial: boolean, extras: Extras = {}) {
  const parse = (text: Bytes) =>
    isWord(text, 'yes') || isWord(text, 'no')
      ? { value: isWord(text, 'yes') }
      : { wrong: "argument must be 'yes' or 'no'" };
  return setting<boolean>(summary, initial, parse, (value) => (value ? 'yes' : 'no'), extras);
}

function text(summary: string, initial: Bytes, extras: Extras = {}) {
  const parse = (value: Bytes) => ({ value });
  return setting<Bytes>(summary, initial, parse, (value) => value, extras);
}

export const SETTINGS = {
  maxmemory: memory('Bytes that the data may take; 0 is no limit.', 0),
  'maxmemory-policy': choice(
    `Who has to go when memory is full: ${[...EVICTION_POLICIES, ...TEACHING_POLICIES].join(', ')}.`,
    'noeviction',
    EVICTION_POLICIES,
    TEACHING_POLICIES,
  ),
  'maxmemory-samples': integer('Keys looked at for each eviction.', 5, [1, WORD_MAX]),
  'lfu-log-factor': integer('How reluctantly the frequency counter grows.', 10, [0, WORD_MAX]),
  'lfu-decay-time': integer('Minutes for each step down of the counter.', 1, [0, WORD_MAX]),
  'active-expire-effort': integer('How hard the active expiry works.', 1, [1, 10]),
  hz: integer('Background rounds each second.', 10, [0, WORD_MAX]),
  databases: integer('How many databases there are.', 16, [1, WORD_MAX], { fixed: true }),
  requirepass: text('The password of the default user; once set, it is not shown.', ''),
  appendonly: flag('Whether writes go to the log.', false),
  appendfsync: choice(
    `When the log is made durable: ${FSYNC_POLICIES.join(', ')}.`,
    'everysec',
    FSYNC_POLICIES,
  ),
  save: text('Seconds and changes after which a snapshot is taken.', ''),
  'auto-aof-rewrite-percentage': integer('Growth at which the log is rewritten.', 100, [0, WORD_MAX]),
  'auto-aof-rewrite-min-size': memory('The least size at which the log is rewritten.', 67_108_864),
  'proto-max-bulk-len': memory('The longest bulk string.', 536_870_912),
  'client-query-buffer-limit': memory('The most unread bytes of a client.', 1_073_741_824),
  maxclients: integer('How many clients may be connected.', 10_000, [1, 4_294_967_295]),
  timeout: integer('Seconds after which an idle client is let go; 0 is never.', 0, [0, WORD_MAX]),
  'list-max-listpack-size': integer('Size of a node of a list.', -2, [-2_147_483_648, WORD_MAX], {
    alias: 'list-max-ziplist-size',
  }),
  'hash-max-listpack-entries': integer('Fields up to which a hash is small.', 512, COUNT, {
    alias: 'hash-max-ziplist-entries',
  }),
  'hash-max-listpack-value': memory('Bytes of a field or value up to which a hash is small.', 64, {
    alias: 'hash-max-ziplist-value',
  }),
  'set-max-intset-entries': integer('Integers up to which a set is small.', 512, COUNT),
  'zset-max-listpack-entries': integer('Members up to which a sorted set is small.', 128, COUNT, {
    alias: 'zset-max-ziplist-entries',
  }),
  'zset-max-listpack-value': memory('Bytes of a member up to which a sorted set is small.', 64, {
    alias: 'zset-max-ziplist-value',
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type Settings = {
  [Name in SettingName]: (typeof SETTINGS)[Name] extends Setting<infer Value> ? Value : never;
};

/** The table for readers that do not know which setting they hold. */
export const settingsByName = SETTINGS as unknown as Readonly<Record<SettingName, Setting<unknown>>>;
export const settingNames = Object.keys(SETTINGS) as readonly SettingName[];

export function newSettings(changes: Partial<Settings> = {}): Settings {
  const initial = Object.fromEntries(settingNames.map((name) => [name, settingsByName[name].initial]));
  return { ...(initial as unknown as Settings), ...changes };
}

/** The setting of this name, in whatever case, or of this older name. */
export function findSetting(name: Bytes): SettingName | undefined {
  const folded = lowerCase(name);
  return settingNames.find((known) => known === folded || settingsByName[known].alias === folded);
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ['k', 1_000],
  ['kb', 1_024],
  ['m', 1_000_000],
  ['mb', 1_048_576],
  ['g', 1_000_000_000],
  ['gb', 1_073_741_824],
]);

/** `100mb` → 104857600 */
export function parseMemory(text: Bytes): Integer | undefined {
  const match = /^(\d*)([a-zA-Z]*)$/.exec(text);
  if (match === null) return undefined;
  const [, digits = '', unit = ''] = match;
  const factor = UNITS.get(lowerCase(unit));
  const count = parseInteger(digits.replace(/^0+(?=\d)/, '') || '0');
  return factor === undefined || count === undefined ? undefined : multiplyIntegers(count, factor);
}
