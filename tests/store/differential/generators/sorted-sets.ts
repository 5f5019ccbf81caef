import type { Chance } from '../chance.ts';
import { foreign } from './foreign.ts';
import { scanOptions } from './scans.ts';

/**
 * What a range by members answers where scores differ is up to chance in a large set, and certain in a small one. So there are keys at which
 * all scores are 0, of any size, and keys at which scores differ and sets stay small. (By their names they are delicate: see run.ts.)
 */
const LEVEL_KEYS = ['lex:1', 'lex:2'];
const SMALL_KEYS = ['lex:3', 'lex:4'];
const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', '', '\xff'];

function member(chance: Chance): string {
  return chance.maybe(0.8) ? chance.pick(LETTERS) : chance.value();
}

function score(chance: Chance): string {
  return chance.maybe(0.6) ? String(chance.integer(-5, 5)) : chance.double();
}

function pairs(chance: Chance): string[] {
  return chance.times(1, 4, () => [score(chance), member(chance)]).flat();
}

/** More than a small set holds, with few different scores. */
function many(chance: Chance): string[] {
  return chance.times(100, 200, () => [String(chance.integer(-9, 9)), String(chance.integer(0, 999))]).flat();
}

function addOptions(chance: Chance): string[] {
  return chance.times(0, 2, () => chance.word(chance.pick(['nx', 'xx', 'gt', 'lt', 'ch', 'incr'])));
}

const LOOSE = [
  '',
  '(',
  ' 1',
  '1 ',
  '( 2',
  '((1',
  'nan',
  '(nan',
  '1e400',
  '-1e-400',
  '0x1p2000',
  '(0x2',
  '1\0x',
  '(inf',
];

function scoreBound(chance: Chance): string {
  return chance.weighted(
    [6, () => chance.pick(['', '', '(']) + String(chance.integer(-6, 6))],
    [2, () => chance.pick(['-inf', '+inf', 'inf', '(-inf'])],
    [1, () => chance.pick(['', '(']) + chance.double()],
    [1, () => chance.pick(LOOSE)],
  )();
}

function memberBound(chance: Chance): string {
  return chance.weighted(
    [6, () => chance.pick(['[', '(']) + member(chance)],
    [3, () => chance.pick(['-', '+'])],
    [1, () => chance.pick(['-\0', '+x', '', '[', '(', 'a', '1'])],
  )();
}

function rank(chance: Chance): string {
  return chance.maybe(0.9) ? String(chance.integer(-15, 15)) : chance.integerText();
}

/** Options of all ranges, whether they fit or not. */
function rangeOptions(chance: Chance, ...words: string[]): string[] {
  return chance
    .times(0, 3, () =>
      chance.weighted(
        [2, () => [chance.word('withscores')]],
        [3, () => [chance.word('limit'), rank(chance), chance.maybe(0.3) ? '-1' : rank(chance)]],
        [2, () => (words.length === 0 ? [] : [chance.word(chance.pick(words))])],
        [0.3, () => [chance.value()]],
      )(),
    )
    .flat();
}

function byScore(chance: Chance, key: string): string[] {
  const range = () => [scoreBound(chance), scoreBound(chance)];
  return chance.weighted(
    [4, () => [chance.pick(['ZRANGEBYSCORE', 'ZREVRANGEBYSCORE']), key, ...range(), ...rangeOptions(chance)]],
    [2, () => ['ZRANGE', key, ...range(), chance.word('byscore'), ...rangeOptions(chance, 'rev')]],
    [2, () => ['ZCOUNT', key, ...range()]],
    [0.5, () => ['ZREMRANGEBYSCORE', key, ...range()]],
  )();
}

function byMember(chance: Chance): string[] {
  const key = chance.pick([...LEVEL_KEYS, ...SMALL_KEYS]);
  const range = () => [memberBound(chance), memberBound(chance)];
  const levelMember = () => (chance.maybe(0.7) ? member(chance) : String(chance.integer(0, 999)));
  return chance.weighted(
    [3, () => ['ZADD', chance.pick(LEVEL_KEYS), ...chance.times(1, 9, () => ['0', levelMember()]).flat()]],
    [3, () => ['ZADD', chance.pick(SMALL_KEYS), String(chance.integer(0, 3)), chance.pick(LETTERS)]],
    [3, () => [chance.pick(['ZRANGEBYLEX', 'ZREVRANGEBYLEX']), key, ...range(), ...rangeOptions(chance)]],
    [2, () => ['ZRANGE', key, ...range(), chance.word('bylex'), ...rangeOptions(chance, 'rev')]],
    [2, () => ['ZLEXCOUNT', key, ...range()]],
    [0.3, () => ['ZREMRANGEBYLEX', key, ...range()]],
  )();
}

function store(chance: Chance): string[] {
  const count = chance.integer(1, 4);
  const options = chance.times(0, 2, () =>
    chance.weighted(
      [3, () => [chance.word('weights'), ...chance.times(count, count, () => score(chance))]],
      [3, () => [chance.word('aggregate'), chance.word(chance.pick(['sum', 'min', 'max', 'sum', 'avg']))]],
      [0.5, () => [chance.value()]],
    )(),
  );
  const keys = chance.times(count, count, () => (chance.maybe(0.2) ? chance.pick(LEVEL_KEYS) : chance.key()));
  const said = chance.maybe(0.95) ? String(count) : chance.integerText();
  return [chance.pick(['ZUNIONSTORE', 'ZINTERSTORE']), chance.key(), said, ...keys, ...options.flat()];
}

export function sortedSets(chance: Chance): readonly string[] {
  const key = chance.key();
  return chance.weighted(
    [8, () => ['ZADD', key, ...pairs(chance)]],
    [6, () => ['ZADD', key, ...addOptions(chance), ...pairs(chance)]],
    [4, () => ['ZADD', key, chance.word('incr'), ...addOptions(chance), score(chance), member(chance)]],
    [0.4, () => ['ZADD', key, ...many(chance)]],
    [4, () => ['ZINCRBY', key, score(chance), member(chance)]],
    [4, () => ['ZREM', key, ...chance.times(1, 4, () => member(chance))]],
    [2, () => ['ZSCORE', key, member(chance)]],
    [2, () => ['ZMSCORE', key, ...chance.times(1, 4, () => member(chance))]],
    [1, () => ['ZCARD', key]],
    [3, () => [chance.pick(['ZRANK', 'ZREVRANK']), key, member(chance)]],
    [
      3,
      () => ['ZRANGE', key, rank(chance), rank(chance), ...rangeOptions(chance, 'rev', 'bylex', 'byscore')],
    ],
    [2, () => ['ZREVRANGE', key, rank(chance), rank(chance), ...rangeOptions(chance)]],
    [8, () => byScore(chance, key)],
    [10, () => byMember(chance)],
    [3, () => [chance.pick(['ZPOPMIN', 'ZPOPMAX']), key, ...chance.times(0, 1, () => rank(chance))]],
    [1, () => ['ZREMRANGEBYRANK', key, rank(chance), rank(chance)]],
    [4, () => store(chance)],
    [2, () => ['ZSCAN', key, ...scanOptions(chance)]],
    [1, () => ['OBJECT', 'ENCODING', key]],
    [0.5, () => ['SADD', key, ...chance.times(1, 5, () => member(chance))]],
    [1, () => ['DEL', key]],
    [2, () => foreign(chance)],
  )();
}
