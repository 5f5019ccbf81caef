import type { Chance } from '../chance.ts';

const PATTERNS = ['*', '?', '', '1*', '-?', '[0-5]', '[^1]', '*a*', '\\1', '*\xff*', '[', '??*'];

/** Cursor and options of SSCAN, HSCAN and ZSCAN. */
export function scanOptions(chance: Chance): readonly string[] {
  const options = chance.times(0, 2, () =>
    chance.weighted(
      [
        3,
        () => [
          chance.word('count'),
          chance.maybe(0.8) ? String(chance.integer(1, 20)) : chance.integerText(),
        ],
      ],
      [3, () => [chance.word('match'), chance.pick(PATTERNS)]],
      [1, () => [chance.word('type'), 'set']],
      [1, () => [chance.value()]],
    )(),
  );
  return [chance.maybe(0.8) ? '0' : chance.integerText(), ...options.flat()];
}
