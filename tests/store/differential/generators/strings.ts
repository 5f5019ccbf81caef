import type { Chance } from '../chance.ts';
import { foreign } from './foreign.ts';
import { span, time } from './times.ts';

function options(chance: Chance): string[] {
  return chance
    .times(0, 3, () =>
      chance.weighted(
        [3, () => [chance.word('nx')]],
        [3, () => [chance.word('xx')]],
        [3, () => [chance.word('get')]],
        [2, () => [chance.word('keepttl')]],
        [1, () => [chance.word('persist')]],
        [4, () => span(chance)],
        [1, () => [chance.value()]],
      )(),
    )
    .flat();
}

function getexOptions(chance: Chance): string[] {
  return chance.weighted(
    [3, () => [] as string[]],
    [4, () => span(chance)],
    [3, () => [chance.word('persist')]],
    [1, () => options(chance)],
  )();
}

function pairs(chance: Chance): string[] {
  return chance.times(1, 4, () => [chance.key(), chance.value()]).flat();
}

export function strings(chance: Chance): readonly string[] {
  const key = chance.key();
  return chance.weighted(
    [6, () => ['GET', key]],
    [6, () => ['SET', key, chance.value()]],
    [6, () => ['SET', key, chance.value(), ...options(chance)]],
    [2, () => ['SETNX', key, chance.value()]],
    [2, () => ['SETEX', key, time(chance, 'ex'), chance.value()]],
    [2, () => ['PSETEX', key, time(chance, 'px'), chance.value()]],
    [2, () => ['MGET', ...chance.times(1, 5, () => chance.key())]],
    [2, () => ['MSET', ...pairs(chance)]],
    [2, () => ['MSETNX', ...pairs(chance)]],
    [4, () => ['APPEND', key, chance.value()]],
    [2, () => ['STRLEN', key]],
    [3, () => ['INCR', key]],
    [3, () => ['DECR', key]],
    [4, () => ['INCRBY', key, chance.integerText()]],
    [4, () => ['DECRBY', key, chance.integerText()]],
    [6, () => ['INCRBYFLOAT', key, chance.double()]],
    [4, () => ['GETRANGE', key, chance.integerText(), chance.integerText()]],
    [
      4,
      () => [
        'SETRANGE',
        key,
        chance.maybe(0.9) ? String(chance.integer(-2, 60)) : chance.pick(OFFSETS),
        chance.value(),
      ],
    ],
    [2, () => ['GETDEL', key]],
    [4, () => ['GETEX', key, ...getexOptions(chance)]],
    [2, () => ['GETSET', key, chance.value()]],
    [3, () => ['OBJECT', chance.pick(['ENCODING', 'REFCOUNT']), key]],
    [1, () => ['TTL', key]],
    [1, () => ['DEL', key]],
    [2, () => foreign(chance)],
  )();
}

/** None that would make a string of half a gigabyte. */
const OFFSETS = ['536870912', '9223372036854775807', '-9223372036854775808', 'abc', '', '1.5'];
