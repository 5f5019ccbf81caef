import { expect, test } from 'vitest';
import { NIL_ARRAY, type Reply } from '../../../src/store/reply.ts';
import { createReplyBuffer, writeReply } from '../../../src/store/resp/encoder.ts';
import { createReplyParser, feedReplies, takeReply } from '../../../src/store/resp/replies.ts';
import { cutAt, inPieces, octets } from './serve.ts';

const replies: readonly Reply[] = [
  { status: 'OK' },
  { error: 'WRONGTYPE Operation against a key holding the wrong kind of value' },
  0,
  -12,
  9_007_199_254_740_991,
  9_223_372_036_854_775_807n,
  '',
  'a\r\nb\0\xff',
  'x'.repeat(300),
  null,
  NIL_ARRAY,
  [],
  ['a', [], [null, [1n << 60n, { error: 'ERR x' }], NIL_ARRAY], 'b'],
  [[[['deep']]]],
  '$3',
];

function bytesOf(items: readonly Reply[]): Uint8Array {
  const buffer = createReplyBuffer();
  for (const item of items) writeReply(buffer, item);
  return buffer.bytes.slice(0, buffer.length);
}

function read(chunks: Iterable<Uint8Array>): { found: Reply[]; failure: string | null } {
  const parser = createReplyParser();
  const found: Reply[] = [];
  for (const chunk of chunks) {
    feedReplies(parser, chunk);
    for (let reply; (reply = takeReply(parser)) !== undefined;) found.push(reply);
    chunk.fill(0x2b);
  }
  return { found, failure: parser.failure };
}

test('what is written is read back, cut at every byte', () => {
  const bytes = bytesOf(replies);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    expect(read(cutAt(bytes, [cut]))).toEqual({ found: replies, failure: null });
  }
});

test.each([1, 2, 7])('in pieces of %i bytes', (size) => {
  expect(read(inPieces(bytesOf(replies), size)).found).toEqual(replies);
});

test('a long array that comes byte by byte', () => {
  const long = Array.from({ length: 20_000 }, (_, index) => `element ${index}`);
  expect(read(inPieces(bytesOf([long]), 1)).found).toEqual([long]);
});

test.each([
  ['?\r\n', 'begins with "?"'],
  ['\r\n', 'an empty line'],
  [':1x\r\n', 'the integer "1x"'],
  [':\r\n', 'the integer ""'],
  ['$-2\r\n', 'the length "-2"'],
  ['$99999999999\r\n', 'the length "99999999999"'],
  ['*1.5\r\n', 'the length "1.5"'],
  ['*1\r\n'.repeat(40), 'nested deeper'],
])('%j is no reply, and nothing is read behind it', (stream, problem) => {
  const { found, failure } = read([octets(`+OK\r\n${stream}+OK\r\n`), octets('+OK\r\n')]);
  expect(found).toEqual([{ status: 'OK' }]);
  expect(failure).toContain(problem);
});
