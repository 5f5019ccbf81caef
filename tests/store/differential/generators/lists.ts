import type { Chance } from '../chance.ts';
import { foreign } from './foreign.ts';

/** Few, so that searches find some. */
function element(chance: Chance): string {
  return chance.maybe(0.7) ? chance.pick(['a', 'b', 'c', '1', '']) : chance.value();
}

function index(chance: Chance): string {
  return chance.maybe(0.9) ? String(chance.integer(-15, 15)) : chance.integerText();
}

function search(chance: Chance): string[] {
  return chance
    .times(0, 3, () =>
      chance.weighted(
        [
          3,
          () => [
            chance.word('rank'),
            chance.maybe(0.8) ? String(chance.integer(-4, 4)) : chance.integerText(),
          ],
        ],
        [
          3,
          () => [
            chance.word('count'),
            chance.maybe(0.8) ? String(chance.integer(0, 4)) : chance.integerText(),
          ],
        ],
        [
          3,
          () => [
            chance.word('maxlen'),
            chance.maybe(0.8) ? String(chance.integer(0, 9)) : chance.integerText(),
          ],
        ],
        [1, () => [chance.value()]],
      )(),
    )
    .flat();
}

function end(chance: Chance): string {
  return chance.maybe(0.97) ? chance.word(chance.pick(['left', 'right'])) : chance.value();
}

export function lists(chance: Chance): readonly string[] {
  const key = chance.key();
  const elements = () => chance.times(1, 5, () => element(chance));
  return chance.weighted(
    [5, () => ['LPUSH', key, ...elements()]],
    [5, () => ['RPUSH', key, ...elements()]],
    [2, () => [chance.pick(['LPUSHX', 'RPUSHX']), key, ...elements()]],
    // Long enough that a node of Redis's chain does not hold it.
    [0.3, () => ['RPUSH', key, ...chance.times(100, 300, () => element(chance).padEnd(40, 'x'))]],
    [4, () => [chance.pick(['LPOP', 'RPOP']), key]],
    [
      3,
      () => [
        chance.pick(['LPOP', 'RPOP']),
        key,
        chance.maybe(0.8) ? String(chance.integer(0, 4)) : index(chance),
      ],
    ],
    [4, () => ['LRANGE', key, index(chance), index(chance)]],
    [2, () => ['LLEN', key]],
    [3, () => ['LINDEX', key, index(chance)]],
    [4, () => ['LSET', key, index(chance), element(chance)]],
    [
      4,
      () => [
        'LINSERT',
        key,
        chance.maybe(0.95) ? chance.word(chance.pick(['before', 'after'])) : chance.value(),
        element(chance),
        element(chance),
      ],
    ],
    [
      4,
      () => ['LREM', key, chance.maybe(0.8) ? String(chance.integer(-3, 3)) : index(chance), element(chance)],
    ],
    [2, () => ['LTRIM', key, index(chance), index(chance)]],
    [4, () => ['LMOVE', key, chance.key(), end(chance), end(chance)]],
    [2, () => ['RPOPLPUSH', key, chance.key()]],
    [5, () => ['LPOS', key, element(chance), ...search(chance)]],
    [1, () => ['OBJECT', 'ENCODING', key]],
    [1, () => ['DEL', key]],
    [2, () => foreign(chance)],
  )();
}
