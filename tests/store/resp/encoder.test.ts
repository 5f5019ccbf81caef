import { expect, test } from 'vitest';
import { bytesFrom } from '../../../src/store/bytes.ts';
import { NIL_ARRAY, OK, PONG, type Reply } from '../../../src/store/reply.ts';
import { clearReplies, createReplyBuffer, writeReply } from '../../../src/store/resp/encoder.ts';

function encoded(...replies: readonly Reply[]): string {
  const buffer = createReplyBuffer();
  for (const reply of replies) writeReply(buffer, reply);
  return bytesFrom(buffer.bytes, 0, buffer.length);
}

test.each<[Reply, string]>([
  [OK, '+OK\r\n'],
  [{ status: 'OK' }, '+OK\r\n'],
  [PONG, '+PONG\r\n'],
  [{ error: 'ERR no such key' }, '-ERR no such key\r\n'],
  [0, ':0\r\n'],
  [-0, ':0\r\n'],
  [7, ':7\r\n'],
  [10, ':10\r\n'],
  [-1, ':-1\r\n'],
  [99_999, ':99999\r\n'],
  [2_147_483_647, ':2147483647\r\n'],
  [2_147_483_648, ':2147483648\r\n'],
  [-2_147_483_648, ':-2147483648\r\n'],
  [9_007_199_254_740_991, ':9007199254740991\r\n'],
  [-9_007_199_254_740_991, ':-9007199254740991\r\n'],
  [9_223_372_036_854_775_807n, ':9223372036854775807\r\n'],
  [-9_223_372_036_854_775_808n, ':-9223372036854775808\r\n'],
  ['', '$0\r\n\r\n'],
  ['a\r\nb\0\xff', '$6\r\na\r\nb\0\xff\r\n'],
  ['x'.repeat(100), `$100\r\n${'x'.repeat(100)}\r\n`],
  [null, '$-1\r\n'],
  [NIL_ARRAY, '*-1\r\n'],
  [[], '*0\r\n'],
  [['a', 1, null, [OK, []]], '*4\r\n$1\r\na\r\n:1\r\n$-1\r\n*2\r\n+OK\r\n*0\r\n'],
  [{ double: 0.1 }, '$19\r\n0.10000000000000001\r\n'],
  [{ double: -Infinity }, '$4\r\n-inf\r\n'],
  [{ double: 3 }, '$1\r\n3\r\n'],
  [{ map: ['a', 1, 'b', 2] }, '*4\r\n$1\r\na\r\n:1\r\n$1\r\nb\r\n:2\r\n'],
  [{ set: ['a'] }, '*1\r\n$1\r\na\r\n'],
  [{ push: ['message', 'c', 'x'] }, '*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nx\r\n'],
  [{ boolean: true }, ':1\r\n'],
  [{ boolean: false }, ':0\r\n'],
  [{ verbatim: 'text', format: 'txt' }, '$4\r\ntext\r\n'],
])('%s in protocol 2', (reply, bytes) => {
  expect(encoded(reply)).toBe(bytes);
});

test('every length of bulk around the buffer’s and the loop’s limits', () => {
  for (const length of [23, 24, 25, 9_999, 16_340, 16_384, 70_000]) {
    const text = '\xe9'.repeat(length);
    expect(encoded(text, 1)).toBe(`$${length}\r\n${text}\r\n:1\r\n`);
  }
});

test('the buffer grows with its replies, is used again, and gives great memory back', () => {
  const buffer = createReplyBuffer();
  const { bytes } = buffer;
  writeReply(buffer, 'small');
  clearReplies(buffer, 100_000);
  expect(buffer).toEqual({ bytes, length: 0 });
  for (let index = 0; index < 50_000; index += 1) writeReply(buffer, index);
  expect(bytesFrom(buffer.bytes, buffer.length - 8, buffer.length)).toBe(':49999\r\n');
  clearReplies(buffer, 100_000);
  expect(buffer.bytes.length).toBe(bytes.length);
});
