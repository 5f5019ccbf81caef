import type { Chance } from '../chance.ts';

/**
 * An option with a time: far enough away that no key expires while the test runs, or long past. Random to the second, so that two of them
 * are hardly ever close enough for the two clocks to disagree on their order.
 */
export function span(chance: Chance): string[] {
  const unit = chance.pick(['ex', 'px', 'exat', 'pxat']);
  return [chance.word(unit), time(chance, unit)];
}

export function time(chance: Chance, unit: string): string {
  return chance.weighted(
    [10, () => ordinary(chance, unit)],
    [1, () => chance.pick(['0', '-1', '-100', '1'].slice(0, unit.endsWith('at') ? 4 : 3))],
    [
      1,
      () =>
        chance.pick([
          '9223372036854775807',
          '9223372036854775',
          '9223372036854776',
          '-9223372036854775808',
          '9000000000000000000',
        ]),
    ],
    [1, () => chance.pick(['abc', '', '1.5', ' 1'])],
  )();
}

function ordinary(chance: Chance, unit: string): string {
  const seconds = chance.integer(1_000, 1_000_000);
  if (unit === 'ex') return String(seconds);
  if (unit === 'px') return `${seconds}000`;
  const later = Math.floor(Date.now() / 1_000) + seconds;
  return unit === 'exat' ? String(later) : `${later}${chance.integer(100, 999)}`;
}
