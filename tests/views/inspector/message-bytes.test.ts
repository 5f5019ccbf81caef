/** The bytes in a message. */
import { describe, expect, test } from 'vitest';
import { createRequestParser, feedRequests, takeRequest } from '../../../src/store/resp/parser.ts';
import { bytesIn, hexLines, respOf } from '../../../src/views/inspector/message-bytes.ts';

test('a command is what a Redis client would send', () => {
  const bytes = respOf(['SET', 'apple', 'two words']);
  expect(String.fromCharCode(...bytes)).toBe('*3\r\n$3\r\nSET\r\n$5\r\napple\r\n$9\r\ntwo words\r\n');
  const parser = createRequestParser();
  feedRequests(parser, bytes);
  expect(takeRequest(parser)).toEqual(['SET', 'apple', 'two words']);
});

describe('what a message has of bytes', () => {
  test('a request has its command', () => {
    const body = { kind: 'request', operation: { id: 'c1.1', session: 's', body: { command: ['PING'] } } };
    expect(bytesIn('request', body)).toMatchObject([{ what: 'resp', of: '' }]);
  });

  test('items have the values of their keys', () => {
    const entry = Uint8Array.of(1, 2);
    expect(
      bytesIn('items', {
        kind: 'items',
        items: [
          { key: 'a', entry },
          { key: 'b', entry: null },
        ],
      }),
    ).toEqual([{ what: 'messagepack', of: 'a', bytes: entry }]);
  });

  test('a sealed one has cipher', () => {
    const [found] = bytesIn('sealed', { kind: 'sealed', box: Uint8Array.of(9) });
    expect(found).toMatchObject({ what: 'cipher', of: 'box' });
  });

  test('most have none', () => {
    expect(bytesIn('beat', { kind: 'beat', at: 1 })).toEqual([]);
  });
});

test('bytes in lines of eight, with what can be read beside them', () => {
  expect(
    hexLines(
      Uint8Array.from('GET apple\n', (char) => char.charCodeAt(0)),
      100,
    ),
  ).toEqual([
    { offset: '0000', hex: '47 45 54 20 61 70 70 6c', text: 'GET appl' },
    { offset: '0008', hex: '65 0a', text: 'e·' },
  ]);
  expect(hexLines(new Uint8Array(100), 16)).toHaveLength(2);
});
