// The bricks of the scenario's schemas: bounded numbers, bounded texts, times, and objects that refuse every key they do not know.
//
// The library's own strict object is not enough for input from strangers. It stops at the first unknown key; it takes `toString` for
// a known key, since it asks with `in`; and it takes a list for an object. `exact` closes all three.

import * as v from 'valibot';
import { DURATION_MAX, formatDuration, parseDuration } from './durations.ts';
import { ADDED_NAME_MAX } from './limits.ts';
import { show, type Finding, type Keys } from './fault.ts';
import { sentence } from './sentences.ts';
import type { Json } from './types.ts';

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Says = string | ((issue: v.BaseIssue<unknown>) => string);

/** A place where nothing may stand, with its own sentence. */
export const refuse = (says: Says) => v.custom<never>(() => false, says as string);

const notAnObject = refuse((issue) => `${show(issue.input)} is not an object`);
const unknownKey = v.never();

/** An object with more unknown keys than this is refused in one sentence: it is no slip of a writer, and naming each costs memory. */
export const UNKNOWN_MAX = 100;
export const tooManyUnknown = (count: number): string =>
  `${count} of the keys in this object are not known here`;

/** An object with these keys and no other. */
export function exact<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.GenericSchema<unknown, v.InferOutput<v.ObjectSchema<Entries, undefined>>> {
  const schema = v.object(entries);
  const choose = (input: unknown) => {
    if (!isRecord(input)) return notAnObject;
    const unknown = Object.keys(input).filter((key) => !Object.hasOwn(entries, key));
    if (unknown.length === 0) return schema;
    if (unknown.length > UNKNOWN_MAX) return refuse(tooManyUnknown(unknown.length));
    return v.object(withKeys({ ...entries }, unknown, () => unknownKey));
  };
  return v.lazy(choose as () => typeof schema);
}

/** An object whose keys were chosen by its writer; all of them match `key`, all values `value`. */
export function table<Output>(
  key: RegExp,
  value: v.GenericSchema<unknown, Output>,
): v.GenericSchema<unknown, Record<string, Output>> {
  const choose = (input: unknown) => {
    if (!isRecord(input)) return notAnObject;
    const keys = Object.keys(input);
    if (keys.length > UNKNOWN_MAX) return refuse(`${keys.length} entries are more than ${UNKNOWN_MAX}`);
    return v.object(withKeys({}, keys, (name) => (key.test(name) ? value : unknownKey)));
  };
  return v.lazy(choose as unknown as () => v.GenericSchema<unknown, Record<string, Output>>);
}

/**
 * A list of at least `min` and at most `max`. The length is judged before any entry is looked at: a list of millions must not cost
 * a sentence for each.
 */
export function list<Output>(
  item: v.GenericSchema<unknown, Output>,
  max: number,
  min = 0,
): v.GenericSchema<unknown, Output[]> {
  const schema = v.pipe(v.array(item), v.minLength(min));
  const choose = (input: unknown) => {
    if (!Array.isArray(input) || input.length <= max) return schema;
    return refuse(`${input.length} entries are more than ${max}`);
  };
  return v.lazy(choose as () => typeof schema);
}

/** Without a prototype, so that `__proto__` becomes an entry like any other and is refused by name. */
function withKeys(
  entries: v.ObjectEntries,
  keys: readonly string[],
  schemaOf: (key: string) => v.GenericSchema,
): v.ObjectEntries {
  const all = Object.assign(Object.create(null) as v.ObjectEntries, entries);
  for (const key of keys) all[key] = schemaOf(key);
  return all;
}

// JSON can write −0, which would be another content for an equal value.
const withoutMinusZero = v.transform((value: number) => value + 0);

export const decimal = (min: number, max: number) =>
  v.pipe(v.number(), v.minValue(min), v.maxValue(max), withoutMinusZero);
export const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max), withoutMinusZero);
export const fraction = decimal(0, 1);
export const flag = v.boolean();
export const oneOf = <const Words extends readonly string[]>(words: Words) => v.picklist(words);
export const text = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest));
export const maybe = <Schema extends v.GenericSchema>(schema: Schema) => v.exactOptional(schema);

/** A duration within bounds, as integer microseconds. */
export const timeBetween = (min: number, max: number) =>
  v.pipe(
    v.unknown(),
    v.rawTransform<unknown, number>(({ dataset, addIssue, NEVER }) => {
      const parsed = parseDuration(dataset.value);
      const says = parsed.ok ? outside(parsed.micros, min, max) : parsed.says;
      if (says !== undefined) addIssue({ message: says });
      return parsed.ok ? parsed.micros : NEVER;
    }),
  );

function outside(micros: number, min: number, max: number): string | undefined {
  if (micros < 0 && min >= 0) return 'a time cannot be negative';
  if (micros < min) return `${formatDuration(micros)} is less than ${formatDuration(min)}`;
  if (micros > max) return `${formatDuration(micros)} is more than ${formatDuration(max)}`;
  return undefined;
}

export const time = timeBetween(0, DURATION_MAX);
export const signedTime = timeBetween(-DURATION_MAX, DURATION_MAX);

const ID = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;
const CLIENT_ID = /^c[0-9]+$/;
export const isClientId = (id: string): boolean => CLIENT_ID.test(id);

/** An id as it is written where a participant is named; whether it exists is asked later. */
export const participant = v.pipe(v.string(), v.minLength(1), v.maxLength(32));

/** The id of a node that comes into being. */
export const newNodeId = v.pipe(
  v.string(),
  v.regex(
    ID,
    (issue) => `${show(issue.input)} cannot be an id (a letter, then letters, digits, - and _, 32 at most)`,
  ),
  v.check(
    (id) => !isClientId(id),
    (issue) => `${show(issue.input)} cannot be the id of a node: clients are called so`,
  ),
);

// What the console could not take as one word. Written out, since the classes of regular expressions grow with Unicode's versions.
const INVISIBLE =
  /[\u007f-\u00a0\u00ad\u061c\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\uffff]/;

function isOneWord(name: string): boolean {
  for (let index = 0; index < name.length; index += 1) if (name.charCodeAt(index) <= 0x20) return false;
  return !INVISIBLE.test(name);
}

/** A node's name for people: one word of any script. */
export const newName = v.pipe(
  text(40),
  v.check(
    isOneWord,
    (issue) => `${show(issue.input)} cannot be a name: it holds a space or an invisible character`,
  ),
  v.check(
    (name) => !isClientId(name),
    (issue) => `${show(issue.input)} cannot be the name of a node: clients are called so`,
  ),
);

const SPACE = /[ \u3000]/g;

/**
 * The name of a node that joins: a few words, and another one may be called so; the console asks for the id then. Who begins has a name of one word
 * and of its own, since a file is written once and read often.
 */
export const addedName = v.pipe(
  text(ADDED_NAME_MAX),
  v.check(
    (name) => name.replace(SPACE, '') !== '' && isOneWord(name.replace(SPACE, '')),
    (issue) => `${show(issue.input)} cannot be a name: it is empty or holds an invisible character`,
  ),
  v.check(
    (name) => !isClientId(name),
    (issue) => `${show(issue.input)} cannot be the name of a node: clients are called so`,
  ),
);

/**
 * Any JSON, kept and not interpreted, nested at most so deep that everyone may walk it by recursion. A key `__proto__` is refused:
 * whoever copied it by assignment would change a prototype instead of keeping a value.
 */
export const json = (depth: number): v.GenericSchema<unknown, Json> =>
  v.pipe(
    v.unknown(),
    v.rawTransform<unknown, Json>(({ dataset, addIssue, NEVER }) => {
      const says = refusalOfJson(dataset.value, depth);
      if (says !== undefined) {
        addIssue({ message: says });
        return NEVER;
      }
      // A copy of one's own: the reader's result shares nothing with what it was read from.
      return JSON.parse(JSON.stringify(dataset.value)) as Json;
    }),
  );

function refusalOfJson(value: unknown, depth: number): string | undefined {
  let level: unknown[] = [value];
  for (let deep = 0; level.length > 0; deep += 1) {
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      if (deep === depth) return `this is nested more than ${depth} deep`;
      if (Object.hasOwn(item, '__proto__')) return '"__proto__" cannot be a key';
      for (const inner of Object.values(item)) next.push(inner);
    }
    level = next;
  }
  return undefined;
}

/** Reads one part of a scenario; what is wrong joins `findings` under `keys`, and there is no value then. */
export function part<Output>(
  schema: v.GenericSchema<unknown, Output>,
  input: unknown,
  keys: Keys,
  findings: Finding[],
): Output | undefined {
  const result = v.safeParse(schema, input, { message: sentence, abortPipeEarly: true });
  if (result.success) return result.output;
  for (const issue of result.issues) {
    const inner = (issue.path ?? []).map((item) => item.key as string | number);
    findings.push({ keys: [...keys, ...inner], says: issue.message });
  }
  return undefined;
}
