import type { Chance } from '../chance.ts';
import { foreign } from './foreign.ts';
import { time } from './times.ts';

const PATTERNS = [
  '*',
  '?',
  '',
  'a',
  'key:*',
  'key:?',
  '[a-c]',
  '[^a-c]',
  '[c-a]',
  '[abc',
  '[',
  '[]',
  '[^]',
  '\\*',
  '\\',
  'k*1',
  '*y*',
  '**',
  '*\\',
  '[a-',
  '[\\a]',
  'K[\xc3ä]*',
  '*\xff*',
  '{t}?',
  '???*',
  '[a-ck]*',
  '[!a]',
  '*[0-9]',
  'key\\:1',
  '[a\\-c]',
  '[]-a]',
  '*?',
  '?*',
];

function pattern(chance: Chance): string {
  if (chance.maybe(0.5)) return chance.pick(PATTERNS);
  return chance
    .times(0, 6, () => chance.pick(['*', '?', '[', ']', '^', '-', '\\', 'a', 'b', 'k', ':', '1']))
    .join('');
}

const EXPIRES = [
  ['EXPIRE', 'ex'],
  ['PEXPIRE', 'px'],
  ['EXPIREAT', 'exat'],
  ['PEXPIREAT', 'pxat'],
] as const;

function expire(chance: Chance): string[] {
  const [command, unit] = chance.pick(EXPIRES);
  const conditions = chance.weighted(
    [4, () => [] as string[]],
    [4, () => [chance.word(chance.pick(['nx', 'xx', 'gt', 'lt']))]],
    [2, () => chance.times(2, 3, () => chance.word(chance.pick(['nx', 'xx', 'gt', 'lt'])))],
    [1, () => [chance.value()]],
  )();
  return [command, chance.key(), time(chance, unit), ...conditions];
}

function scan(chance: Chance): string[] {
  const options = chance.times(0, 2, () =>
    chance.weighted(
      [
        3,
        () => [
          chance.word('count'),
          chance.maybe(0.8) ? String(chance.integer(1, 20)) : chance.integerText(),
        ],
      ],
      [3, () => [chance.word('match'), pattern(chance)]],
      [3, () => [chance.word('type'), chance.pick(['string', 'list', 'hash', 'set', 'zset', 'foo', ''])]],
      [1, () => [chance.value()]],
    )(),
  );
  return ['SCAN', chance.maybe(0.8) ? '0' : chance.integerText(), ...options.flat()];
}

const several = (chance: Chance) => chance.times(1, 4, () => chance.key());

export function keys(chance: Chance): readonly string[] {
  const key = chance.key();
  return chance.weighted(
    [8, () => foreign(chance)],
    [3, () => ['SET', key, chance.value()]],
    [2, () => ['DEL', ...several(chance)]],
    [1, () => ['UNLINK', ...several(chance)]],
    [2, () => ['EXISTS', ...several(chance)]],
    [1, () => ['TOUCH', ...several(chance)]],
    [2, () => ['TYPE', key]],
    [3, () => ['KEYS', pattern(chance)]],
    [2, () => scan(chance)],
    [1, () => ['RANDOMKEY']],
    [3, () => ['RENAME', key, chance.key()]],
    [3, () => ['RENAMENX', key, chance.key()]],
    [10, () => expire(chance)],
    [4, () => [chance.pick(['TTL', 'PTTL', 'EXPIRETIME', 'PEXPIRETIME']), key]],
    [2, () => ['PERSIST', key]],
    [2, () => ['OBJECT', chance.pick(['ENCODING', 'REFCOUNT', 'IDLETIME', 'FREQ', 'foo']), key]],
    [
      0.3,
      () => ['CONFIG', 'SET', 'maxmemory-policy', chance.pick(['allkeys-lfu', 'noeviction', 'allkeys-lru'])],
    ],
    [
      0.05,
      () => [
        chance.pick(['FLUSHDB', 'FLUSHALL']),
        ...chance.times(0, 1, () => chance.word(chance.pick(['async', 'sync', 'foo']))),
      ],
    ],
    [0.5, () => ['SELECT', chance.maybe(0.8) ? chance.pick(['0', '1']) : chance.integerText()]],
    [1, () => ['MEMORY', 'USAGE', key]],
  )();
}
