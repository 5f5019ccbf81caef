/** Strings as numbers. */
import { argument, readInteger } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import { propagateInstead, type Context } from '../context.ts';
import { addIntegers, INTEGER_MIN, type Integer } from '../integers.ts';
import { changed, peek, put, writableString } from '../keyspace.ts';
import { addLongDoubles, formatLongDouble, parseLongDouble, type LongDouble } from '../long-doubles.ts';
import { NOT_FLOAT, OVERFLOW, refuse } from '../refusals.ts';
import { bytesOf } from '../memory.ts';
import type { Reply } from '../reply.ts';
import { reserve } from '../room.ts';
import type { Entry } from '../store.ts';
import { textOf, unparsedString, type StringValue } from '../values.ts';

const NOT_FINITE = refuse('ERR increment would produce NaN or Infinity');
const DECREMENT_OVERFLOW = refuse('ERR decrement would overflow');

function add(context: Context, key: Bytes, increment: Integer): Reply {
  const entry = writableString(context, key);
  const value = entry === undefined ? 0 : readInteger(textOf(entry.value));
  const sum = addIntegers(value, increment);
  if (sum === undefined) throw OVERFLOW;
  store(context, key, entry, String(sum));
  return sum;
}

function store(
  context: Context,
  key: Bytes,
  entry: Entry<StringValue> | undefined,
  value: StringValue,
): void {
  if (entry === undefined) {
    put(context, key, value);
  } else {
    entry.value = value;
    changed(context, entry);
  }
}

function decrby(context: Context, args: readonly Bytes[]): Reply {
  const decrement = readInteger(args[2]);
  if (decrement === INTEGER_MIN) throw DECREMENT_OVERFLOW;
  return add(context, argument(args, 1), -decrement);
}

function incrbyfloat(context: Context, args: readonly Bytes[]): Reply {
  const key = argument(args, 1);
  const entry = writableString(context, key);
  const value = readLongDouble(entry === undefined ? '0' : textOf(entry.value));
  const sum = addLongDoubles(value, readLongDouble(argument(args, 2)));
  if (typeof sum === 'number') throw NOT_FINITE;
  const text = formatLongDouble(sum);
  // A few bytes of increment may make a sum of thousands of digits.
  reserve(context, bytesOf(key, text, null));
  // The number may have been what had to go: then there is nothing to add to.
  if (entry !== undefined && peek(context, key) !== entry) return incrbyfloat(context, args);
  store(context, key, entry, unparsedString(text));
  // The sum and not the step: another machine may compute with another mantissa.
  propagateInstead(context, 'SET', key, text, 'KEEPTTL');
  return text;
}

/** Also for HINCRBYFLOAT. */
export function readLongDouble(text: Bytes): LongDouble {
  const value = parseLongDouble(text);
  if (value === undefined) throw NOT_FLOAT;
  return value;
}

const common = {
  flags: ['write', 'denyoom', 'fast'],
  keys: [keyAt(1, 'RW access update')],
  group: 'string',
} as const;
const TOO_FAR = ['ERR increment or decrement would overflow'];

export const counters: readonly CommandSpec[] = [
  {
    ...common,
    name: 'incr',
    arity: 2,
    errors: TOO_FAR,
    run: (context, args) => add(context, argument(args, 1), 1),
  },
  {
    ...common,
    name: 'decr',
    arity: 2,
    errors: TOO_FAR,
    run: (context, args) => add(context, argument(args, 1), -1),
  },
  {
    ...common,
    name: 'incrby',
    arity: 3,
    errors: TOO_FAR,
    run: (context, args) => add(context, argument(args, 1), readInteger(args[2])),
  },
  {
    ...common,
    name: 'decrby',
    arity: 3,
    errors: [...TOO_FAR, 'ERR decrement would overflow'],
    run: decrby,
  },
  {
    ...common,
    name: 'incrbyfloat',
    arity: 3,
    errors: ['ERR value is not a valid float', 'ERR increment would produce NaN or Infinity'],
    run: incrbyfloat,
  },
];
