import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { globMatches } from '../../src/store/glob.ts';

/** The plainest model: try every length for every star. */
function model(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) {
    return model(pattern.slice(1), text) || (text !== '' && model(pattern, text.slice(1)));
  }
  return (
    text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && model(pattern.slice(1), text.slice(1))
  );
}

describe('patterns', () => {
  test('stars and marks match as the model does', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab*?]{0,8}$/), fc.stringMatching(/^[ab]{1,10}$/), (pattern, text) => {
        expect(globMatches(pattern, text)).toBe(model(pattern, text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('any text matches itself with every byte escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        expect(globMatches([...text].map((byte) => `\\${byte}`).join(''), text)).toBe(true);
      }),
    );
  });

  test.each([
    ['[a-c]', 'b', true],
    ['[c-a]', 'b', true],
    ['[^a-c]', 'b', false],
    ['[^]', 'b', true],
    ['[]', 'b', false],
    ['[abc', 'c', true],
    ['[a\\]]', ']', true],
    ['h[ae]llo', 'hallo', true],
    ['*', '', false],
    ['', '', true],
    ['\\', '\\', true],
    ['\xff?', '\xff\0', true],
  ])('%j takes %j: %s', (pattern, text, taken) => expect(globMatches(pattern, text)).toBe(taken));

  test('a malicious pattern costs pattern × text', () => {
    expect(globMatches('a*'.repeat(2_000) + 'b', 'a'.repeat(20_000))).toBe(false);
  });
});
