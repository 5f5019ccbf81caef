import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeyReader, TraceError } from '../../../src/store/trace/keys.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function keysOf(...chunks: readonly Uint8Array[]): string[] {
  const keys: string[] = [];
  const reader = new KeyReader((key) => void keys.push(key));
  for (const chunk of chunks) reader.read(chunk);
  reader.finish();
  expect(reader.distinct).toBe(new Set(keys).size);
  return keys;
}

describe('reading a trace', () => {
  test.each<[string, string, string[]]>([
    ['one key a line', 'a\nb\na\n', ['a', 'b', 'a']],
    ['a last line without its end', 'a\nb', ['a', 'b']],
    ['blank lines and lines of stars', '\na\n\n*\n  \n***\r\n * \nb\n*', ['a', 'b']],
    ['keys that only begin with a star', '*a\n* *\n**\n', ['*a', '* *']],
    ['line ends of another system, and blanks around a key', 'a\r\n  b \t\r\nb\r\n', ['a', 'b', 'b']],
    ['blanks within a key', 'GET a\n', ['GET a']],
    ['nothing', '', []],
  ])('%s', (_name, text, keys) => {
    expect(keysOf(bytesOf(text))).toEqual(keys);
  });

  test('is the same wherever the bytes are cut', () => {
    const text = 'apple\n\n*\nbanana\r\n\x80\xff\x00x\napple\ncherry';
    const keys = ['apple', 'banana', '\x80\xff\x00x', 'apple', 'cherry'];
    for (let first = 0; first <= text.length; first += 1) {
      for (let second = first; second <= text.length; second += 1) {
        const pieces = [text.slice(0, first), text.slice(first, second), text.slice(second)];
        expect(keysOf(...pieces.map(bytesOf))).toEqual(keys);
      }
    }
  });

  test('tells any keys apart', () => {
    // Printable bytes and those above 127, without the stars: what a line may hold besides has examples of its own.
    const byte = fc.integer({ min: 33, max: 255 }).filter((value) => value !== 42);
    const key = fc.array(byte, { minLength: 1, maxLength: 4 }).map((list) => String.fromCharCode(...list));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 2_000 }), (keys) => {
        expect(keysOf(bytesOf(keys.join('\n')))).toEqual(keys);
      }),
      { numRuns: 30 },
    );
  });

  test('many keys and long ones', () => {
    const keys = Array.from({ length: 5_000 }, (_, index) => `key ${index % 3_000}`);
    keys.push('x'.repeat(60_000), 'x'.repeat(60_000));
    expect(keysOf(bytesOf(keys.join('\n')))).toEqual(keys);
  });

  test('a file without lines is no trace, in one piece or in many', () => {
    expect(() => keysOf(bytesOf('x'.repeat(70_000)))).toThrow(TraceError);
    expect(() => keysOf(bytesOf(`${'x'.repeat(70_000)}\n`))).toThrow(TraceError);
    const pieces = Array.from({ length: 100 }, () => bytesOf('x'.repeat(1_000)));
    expect(() => keysOf(...pieces)).toThrow('a line is longer than 65536 bytes');
  });
});
