import type { Chance } from '../chance.ts';
import { foreign } from './foreign.ts';
import { scanOptions } from './scans.ts';

/** Few enough that they meet, of every length around the threshold. */
function field(chance: Chance): string {
  return chance.maybe(0.8) ? chance.pick(['f', 'g', 'h', 'i', 'n', '1', '2', '']) : chance.value();
}

/** Often a number, for the commands that count. */
function value(chance: Chance): string {
  return chance.weighted(
    [3, () => chance.integerText()],
    [2, () => chance.double()],
    [3, () => chance.value()],
  )();
}

const fields = (chance: Chance) => chance.times(1, 4, () => field(chance));
const pairs = (chance: Chance) => chance.times(1, 4, () => [field(chance), value(chance)]).flat();

/** Enough fields for a hashtable, now and then. */
function many(chance: Chance): string[] {
  return Array.from({ length: chance.integer(1, 40) }, (_, index) => [`m${index}`, String(index)]).flat();
}

const LIMITS = [
  ['hash-max-listpack-entries', ['512', '512', '4', '8', '0']],
  ['hash-max-listpack-value', ['64', '64', '3', '0']],
] as const;

function limit(chance: Chance): string[] {
  const [name, values] = chance.pick(LIMITS);
  return [name, chance.pick(values)];
}

export function hashes(chance: Chance): readonly string[] {
  const key = chance.key();
  return chance.weighted(
    [10, () => ['HSET', key, ...pairs(chance)]],
    [1, () => ['HSET', key, ...many(chance)]],
    [3, () => ['HMSET', key, ...pairs(chance)]],
    [4, () => ['HSETNX', key, field(chance), value(chance)]],
    [4, () => ['HGET', key, field(chance)]],
    [3, () => ['HMGET', key, ...fields(chance)]],
    [4, () => ['HGETALL', key]],
    [2, () => ['HKEYS', key]],
    [2, () => ['HVALS', key]],
    [8, () => ['HDEL', key, ...fields(chance)]],
    [3, () => ['HEXISTS', key, field(chance)]],
    [2, () => ['HLEN', key]],
    [3, () => ['HSTRLEN', key, field(chance)]],
    [6, () => ['HINCRBY', key, field(chance), chance.integerText()]],
    [6, () => ['HINCRBYFLOAT', key, field(chance), chance.double()]],
    [2, () => ['HSCAN', key, ...scanOptions(chance)]],
    [4, () => ['OBJECT', 'ENCODING', key]],
    [2, () => ['DEL', ...chance.times(1, 3, () => chance.key())]],
    [0.5, () => ['CONFIG', 'SET', ...limit(chance)]],
    [2, () => foreign(chance)],
  )();
}
