import type { Chance } from '../chance.ts';
import { foreign } from './foreign.ts';
import { scanOptions } from './scans.ts';

/** Mostly integers, so that sets of nothing else come about and end. */
function member(chance: Chance): string {
  return chance.maybe(0.8) ? String(chance.integer(-15, 15)) : chance.value();
}

const members = (chance: Chance) => chance.times(1, 5, () => member(chance));
const several = (chance: Chance) => chance.times(1, 4, () => chance.key());

/** Integers in a row: enough of them for a hashtable. */
function many(chance: Chance): string[] {
  const first = chance.integer(-5, 5);
  return Array.from({ length: chance.integer(0, 40) }, (_, index) => String(first + index));
}

/** No negative ones so large that Redis would answer for ever. */
const COUNTS = ['9223372036854775807', '-9223372036854775808', '9223372036854775808', 'abc', '', '1.5'];

function count(chance: Chance): string {
  return chance.maybe(0.9) ? String(chance.integer(-3, 20)) : chance.pick(COUNTS);
}

const COMBINE = ['SINTER', 'SUNION', 'SDIFF'];

export function sets(chance: Chance): readonly string[] {
  const key = chance.key();
  return chance.weighted(
    [12, () => ['SADD', key, ...members(chance)]],
    [1, () => ['SADD', key, ...many(chance)]],
    [6, () => ['SREM', key, ...members(chance)]],
    [4, () => ['SMEMBERS', key]],
    [3, () => ['SISMEMBER', key, member(chance)]],
    [3, () => ['SMISMEMBER', key, ...members(chance)]],
    [3, () => ['SCARD', key]],
    [3, () => ['SPOP', key]],
    [3, () => ['SPOP', key, count(chance)]],
    [1, () => ['SPOP', key, count(chance), member(chance)]],
    [2, () => ['SRANDMEMBER', key]],
    [3, () => ['SRANDMEMBER', key, count(chance)]],
    [1, () => ['SRANDMEMBER', key, count(chance), 'foo']],
    [6, () => ['SMOVE', key, chance.key(), member(chance)]],
    [8, () => [chance.pick(COMBINE), ...several(chance)]],
    [8, () => [`${chance.pick(COMBINE)}STORE`, key, ...several(chance)]],
    [2, () => ['SSCAN', key, ...scanOptions(chance)]],
    [4, () => ['OBJECT', 'ENCODING', key]],
    [2, () => ['DEL', ...several(chance)]],
    [0.5, () => ['CONFIG', 'SET', 'set-max-intset-entries', chance.pick(['0', '3', '8', '512'])]],
    [2, () => foreign(chance)],
  )();
}
