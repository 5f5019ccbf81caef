import type { Chance } from '../chance.ts';

const SETTINGS: readonly (readonly [string, readonly string[]])[] = [
  ['maxmemory', ['0', '100mb', '1gb', '1G', '200000kb', '0b', '-1', '1x', '', 'abc', '1.5mb']],
  ['maxmemory-policy', ['noeviction', 'allkeys-lru', 'ALLKEYS-LFU', 'volatile-ttl', 'lru', '']],
  ['maxmemory-samples', ['5', '10', '0', '-1', 'x', '2147483648', '64']],
  ['lfu-log-factor', ['10', '0', '-1', '1.5']],
  ['lfu-decay-time', ['1', '0', '-1']],
  ['hz', ['10', '10', 'x', '-1']],
  ['databases', ['16', '4']],
  ['appendfsync', ['everysec', 'ALWAYS', 'no', 'yes']],
  ['hash-max-listpack-entries', ['512', '3', '-1', '9223372036854775808']],
  ['hash-max-ziplist-entries', ['512', '3', '-1']],
  ['hash-max-listpack-value', ['64', '3', '-1', '1k']],
  ['set-max-intset-entries', ['512', '3']],
  ['zset-max-listpack-entries', ['128', '3']],
  ['zset-max-ziplist-value', ['64', '3', '4b']],
  ['list-max-listpack-size', ['-2', '-5', '128', '-2147483649']],
  ['timeout', ['0', '-1', '']],
  ['maxclients', ['0', 'x']],
  ['no-such-setting', ['1']],
];

function settings(chance: Chance): string[] {
  return chance
    .times(1, 2, () => {
      const [name, values] = chance.pick(SETTINGS);
      return [chance.word(name), chance.pick(values)];
    })
    .flat();
}

const LISTED = ['aclcat', 'pattern', 'module', 'foo'];
const HELLOS = [
  ['foo'],
  ['auth'],
  ['auth', 'default'],
  ['auth', 'default', 'x'],
  ['auth', 'nobody', 'x'],
  ['setname', 'me'],
  ['setname', 'a b'],
  ['setname'],
];

export function server(chance: Chance): readonly string[] {
  return chance.weighted(
    [3, () => [chance.word('ping'), ...chance.times(0, 2, () => chance.value())]],
    [3, () => [chance.word('echo'), chance.value()]],
    [2, () => ['HELLO', ...chance.times(0, 1, () => chance.pick(['2', '1', '4', 'x', '']))]],
    [3, () => ['HELLO', '2', ...chance.times(0, 2, () => chance.pick(HELLOS)).flat()]],
    [2, () => ['AUTH', ...chance.times(0, 3, () => chance.pick(['default', 'nobody', 'x']))]],
    [3, () => ['CLIENT', chance.word('setname'), chance.pick(['me', '', 'a b', 'a\nb', 'Käse', '~!'])]],
    [3, () => ['CLIENT', chance.word('getname')]],
    [1, () => ['CLIENT', chance.pick(['ID', 'foo', ''])]],
    [1, () => ['COMMAND', 'COUNT']],
    [
      1,
      () => [
        'COMMAND',
        'LIST',
        ...chance.times(0, 1, () => [chance.word('filterby'), chance.pick(LISTED), 'x']).flat(),
      ],
    ],
    [6, () => ['CONFIG', 'SET', ...settings(chance)]],
    [6, () => ['CONFIG', 'GET', chance.pick(SETTINGS)[0]]],
    [1, () => ['CONFIG', chance.word('resetstat')]],
    [1, () => ['CONFIG', chance.value()]],
    [2, () => ['INFO', ...chance.times(0, 2, () => chance.pick(['server', 'MEMORY', 'keyspace', 'all']))]],
    [1, () => ['TIME']],
    [0.2, () => ['LASTSAVE']],
    [0.5, () => ['DEBUG', chance.pick(['SLEEP', 'foo', '']), chance.pick(['0', 'x', '-1'])]],
    [2, () => ['WAIT', chance.pick(['0', '-1', 'x', '0']), chance.pick(['0', '1', '-1', 'x', ''])]],
    [2, () => [chance.value(), ...chance.times(0, 12, () => chance.value())]],
    [1, () => ['SELECT', chance.integerText()]],
    [1, () => ['DBSIZE']],
    [2, () => ['SET', chance.key(), chance.value()]],
    [
      1,
      () => [
        chance.pick(['OBJECT', 'CONFIG', 'MEMORY', 'CLIENT', 'COMMAND']),
        chance.value(),
        chance.value(),
      ],
    ],
  )();
}
