import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DURATION_MAX, formatDuration, micros, parseDuration } from '../../src/scenario/durations.ts';

const says = (value: unknown): string => {
  const parsed = parseDuration(value);
  return parsed.ok ? `read as ${parsed.micros}` : parsed.says;
};

describe('reading', () => {
  test.each([
    [0, 0],
    [-0, 0],
    [5, 5_000],
    [1.1, 1_100],
    [0.001, 1],
    [-2, -2_000],
    ['0s', 0],
    ['-0s', 0],
    ['7us', 7],
    ['5ms', 5_000],
    ['1.5s', 1_500_000],
    ['0.000001s', 1],
    ['2m', 120_000_000],
    ['1h', 3_600_000_000],
    ['0.5h', 1_800_000_000],
    ['1.50s', 1_500_000],
    ['-250us', -250],
    ['365000h', 1_314_000_000_000_000],
  ])('%j is %d µs', (value, expected) => {
    expect(Object.is(micros(value), expected)).toBe(true);
  });

  test.each([
    ['5', '"5" has no unit (us, ms, s, m or h)'],
    ['', '"" is not a time (a number of milliseconds, or a text like "1.5s" in us, ms, s, m or h)'],
    ['5 ms', '"5 ms" is not a time (a number of milliseconds, or a text like "1.5s" in us, ms, s, m or h)'],
    ['1e3ms', '"1e3ms" is not a time (a number of milliseconds, or a text like "1.5s" in us, ms, s, m or h)'],
    ['0.5us', '"0.5us" is not a whole number of microseconds'],
    ['1.0000001s', '"1.0000001s" is not a whole number of microseconds'],
    [0.0001, '0.0001 is not a whole number of microseconds'],
    [1e-9, '1e-9 is finer than a microsecond'],
    [1e300, '1e+300 is too long a time'],
    [Number.POSITIVE_INFINITY, 'Infinity is too long a time'],
    [Number.NaN, 'NaN is too long a time'],
    ['999999999999999999h', '"999999999999999999h" is too long a time'],
    [
      `${'9'.repeat(100)}s`,
      'this text is not a time (a number of milliseconds, or a text like "1.5s" in us, ms, s, m or h)',
    ],
    [null, 'a time is a number of milliseconds or a text like "1.5s"'],
    [{}, 'a time is a number of milliseconds or a text like "1.5s"'],
  ])('%j is refused', (value, sentence) => {
    expect(says(value)).toBe(sentence);
    expect(() => micros(value as string)).toThrow(RangeError);
  });
});

describe('writing', () => {
  test.each([
    [0, '0s'],
    [1, '1us'],
    [100, '100us'],
    [1_500, '1.5ms'],
    [100_000, '100ms'],
    [1_500_000, '1.5s'],
    [60_000_000, '1m'],
    [90_000_000, '90s'],
    [3_600_000_000, '1h'],
    [-2_000_000, '-2s'],
    [DURATION_MAX, '8760h'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991us'],
  ])('%d µs are %s', (total, expected) => {
    expect(formatDuration(total)).toBe(expected);
  });

  test('only whole microseconds are written', () => {
    expect(() => formatDuration(0.5)).toThrow(RangeError);
  });
});

const anyMicros = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -100_000, max: 100_000 }),
  fc.integer({ min: -1000, max: 1000 }).map((seconds) => seconds * 1_000_000),
  fc.integer({ min: 0, max: 9000 }).map((hours) => hours * 3_600_000_000),
);

test('property: what is written reads back to the same duration', () => {
  fc.assert(fc.property(anyMicros, (total) => micros(formatDuration(total)) === total));
});

test('property: no text in any unit that reads the same is shorter', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom('us', 'ms', 's', 'm', 'h'),
      (count, unit) => {
        const text = `${count}${unit}`;
        return formatDuration(micros(text)).length <= text.length;
      },
    ),
  );
});

test('property: a number of milliseconds with at most three decimals is exact', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 31_536_000_000_000 }), (total) => micros(total / 1000) === total),
  );
});
