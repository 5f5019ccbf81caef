import { expect, test } from 'vitest';
import { splitInline } from '../../../src/store/resp/inline.ts';

test.each<[string, string[] | null]>([
  ['', []],
  [' \t ', []],
  ['PING', ['PING']],
  ['  set  a\tb ', ['set', 'a', 'b']],
  ['set k ""', ['set', 'k', '']],
  ["set k ''", ['set', 'k', '']],
  ['set k "a b\\n\\r\\t\\b\\a"', ['set', 'k', 'a b\n\r\t\b\x07']],
  ['"\\x00\\xfF\\xg0\\x1"', ['\x00\xffxg0x1']],
  ['"\\"\\\\\\q"', ['"\\q']],
  ["'\\n\\''", ["\\n'"]],
  ['\'a"b\' "a\'b"', ['a"b', "a'b"]],
  ['ab"cd"', ['abcd']],
  ["ab'cd' e", ['abcd', 'e']],
  ['a\\x41', ['a\\x41']],
  ['a\x0bb \x0c c', ['a\x0bb', 'c']],
  ['"a"\x0bb', ['a', 'b']],
  ['\xe9\xff', ['\xe9\xff']],
  ['"a', null],
  ["'a", null],
  ['"a"b', null],
  ["'a'b", null],
  ['"a""b"', null],
  ['"\\', null],
  ['"a\\"', null],
])('%j', (line, words) => {
  expect(splitInline(line)).toEqual(words);
});
