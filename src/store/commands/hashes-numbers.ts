/** Fields of hashes as numbers. */
import { argument, readInteger } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import { propagateInstead, type Context } from '../context.ts';
import { fieldValue, newHash } from '../hashes.ts';
import { addIntegers } from '../integers.ts';
import { peek } from '../keyspace.ts';
import { addLongDoubles, formatLongDouble, parseLongDouble } from '../long-doubles.ts';
import { bytesOf, ELEMENT_BYTES } from '../memory.ts';
import { NOT_FLOAT, OVERFLOW, refuse } from '../refusals.ts';
import type { Reply } from '../reply.ts';
import { reserve } from '../room.ts';
import { assign, writableHash } from './hashes.ts';

const HELD_NO_INTEGER = refuse('ERR hash value is not an integer');
const HELD_NO_FLOAT = refuse('ERR hash value is not a float');
const STEP_NOT_FINITE = refuse('ERR value is NaN or Infinity');
const NOT_FINITE = refuse('ERR increment would produce NaN or Infinity');

function hincrby(context: Context, args: readonly Bytes[]): Reply {
  const [key, field] = [argument(args, 1), argument(args, 2)];
  const increment = readInteger(args[3]);
  const entry = writableHash(context, key);
  const value = readInteger((entry && fieldValue(entry.value, field)) ?? '0', HELD_NO_INTEGER);
  const sum = addIntegers(value, increment);
  if (sum === undefined) throw OVERFLOW;
  assign(context, key, entry, [field, String(sum)]);
  return sum;
}

function hincrbyfloat(context: Context, args: readonly Bytes[]): Reply {
  const [key, field] = [argument(args, 1), argument(args, 2)];
  const increment = parseLongDouble(argument(args, 3));
  if (increment === undefined) throw NOT_FLOAT;
  if (typeof increment === 'number') throw STEP_NOT_FINITE;
  const entry = writableHash(context, key);
  const value = parseLongDouble((entry && fieldValue(entry.value, field)) ?? '0');
  if (value === undefined) throw HELD_NO_FLOAT;
  const sum = addLongDoubles(value, increment);
  if (typeof sum === 'number') throw NOT_FINITE;
  const text = formatLongDouble(sum);
  // A few bytes of increment may make a sum of thousands of digits.
  reserve(context, bytesOf(key, newHash(), null) + ELEMENT_BYTES + field.length + text.length);
  // The hash may have been what had to go: then there is nothing to add to.
  if (entry !== undefined && peek(context, key) !== entry) return hincrbyfloat(context, args);
  assign(context, key, entry, [field, text]);
  // The sum and not the step: another machine may compute with another mantissa.
  propagateInstead(context, 'HSET', key, field, text);
  return text;
}

const common = {
  arity: 4,
  flags: ['write', 'denyoom', 'fast'],
  keys: [keyAt(1, 'RW access update')],
  group: 'hash',
} as const;

export const hashesNumbers: readonly CommandSpec[] = [
  {
    ...common,
    name: 'hincrby',
    errors: [HELD_NO_INTEGER.error, OVERFLOW.error],
    run: hincrby,
  },
  {
    ...common,
    name: 'hincrbyfloat',
    errors: [NOT_FLOAT.error, HELD_NO_FLOAT.error, STEP_NOT_FINITE.error, NOT_FINITE.error],
    run: hincrbyfloat,
  },
];
