/** Hashes as a whole: all of their fields and values, at once or in steps. */
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { keyAt, type CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { fieldsOf, hashSize, pairsOf, valuesOf, type Hash } from '../hashes.ts';
import { EMPTY, type Reply } from '../reply.ts';
import { readCursor, readScanOptions, scanReply, walk } from '../scan.ts';
import { lookupHash } from './hashes.ts';

function hgetall(context: Context, args: readonly Bytes[]): Reply {
  const hash = lookupHash(context, argument(args, 1));
  return { map: hash === undefined ? EMPTY : pairsOf(hash) };
}

/** HKEYS and HVALS. */
function list(part: (hash: Hash) => readonly Bytes[]) {
  return (context: Context, args: readonly Bytes[]): Reply => {
    const hash = lookupHash(context, argument(args, 1));
    return hash === undefined ? EMPTY : part(hash);
  };
}

function hlen(context: Context, args: readonly Bytes[]): Reply {
  const hash = lookupHash(context, argument(args, 1));
  return hash === undefined ? 0 : hashSize(hash);
}

function hscan(context: Context, args: readonly Bytes[]): Reply {
  const cursor = readCursor(argument(args, 2));
  const hash = lookupHash(context, argument(args, 1));
  if (hash === undefined) return scanReply(0, EMPTY);
  const { count, matches } = readScanOptions(args, 3);
  const { pairs, table } = hash;
  const found: Bytes[] = [];
  // A small one comes as a whole, in its order: its fields change places when others go.
  if (table === null) {
    for (let index = 0; index < pairs.length; index += 2) {
      const field = pairs[index] as Bytes;
      if (matches(field)) found.push(field, pairs[index + 1] as Bytes);
    }
    return scanReply(0, found);
  }
  const next = walk(hashSize(hash), cursor, count, (place) => {
    const field = table.keys[place] as Bytes;
    if (matches(field)) found.push(field, table.values[place] as Bytes);
  });
  return scanReply(next, found);
}

const common = {
  arity: 2,
  flags: ['readonly'],
  keys: [keyAt(1, 'RO access')],
  tips: ['nondeterministic_output_order'],
  group: 'hash',
} as const;

export const hashesWhole: readonly CommandSpec[] = [
  {
    ...common,
    name: 'hgetall',
    run: hgetall,
  },
  {
    ...common,
    name: 'hkeys',
    run: list(fieldsOf),
  },
  {
    ...common,
    name: 'hvals',
    run: list(valuesOf),
  },
  {
    ...common,
    name: 'hlen',
    flags: ['readonly', 'fast'],
    keys: [keyAt(1, 'RO')],
    tips: [],
    run: hlen,
  },
  {
    ...common,
    name: 'hscan',
    arity: -3,
    tips: ['nondeterministic_output'],
    errors: ['ERR invalid cursor', 'ERR syntax error'],
    run: hscan,
  },
];
