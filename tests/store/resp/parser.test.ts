import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/store/bytes.ts';
import { createRequestParser, feedRequests, keepRest, takeRequest } from '../../../src/store/resp/parser.ts';
import { cutAt, inPieces, octets, request, serve, stubCaller } from './serve.ts';

const allBytes = String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code));

/** The commands in a stream, however it is cut, and the error it ends with. */
function commandsIn(stream: Bytes, limits: Parameters<typeof stubCaller>[0] = {}) {
  const caller = stubCaller(limits);
  const { output, fate } = serve([octets(stream)], caller);
  return { commands: caller.commands, output, fate };
}

const pipeline = [
  request('SET', 'key', 'value'),
  request('ECHO', ''),
  'PING\r\n',
  request('ECHO', allBytes),
  '*0\r\n*-1\r\n\r\n  \n',
  request('ECHO', 'x'.repeat(120)),
  'set "a b" \'c\'\n',
  request(...Array.from({ length: 12 }, (_, index) => `argument ${index}`)),
  '*1\r\n$4\r\nPING..*1\rx$4\rxPING\r\n',
].join('');

test('a whole pipeline', () => {
  expect(commandsIn(pipeline).commands).toEqual([
    ['SET', 'key', 'value'],
    ['ECHO', ''],
    ['PING'],
    ['ECHO', allBytes],
    ['ECHO', 'x'.repeat(120)],
    ['set', 'a b', 'c'],
    Array.from({ length: 12 }, (_, index) => `argument ${index}`),
    ['PING'],
    ['PING'],
  ]);
});

test('cut at every byte, and at every pair of bytes, the commands are the same', () => {
  const bytes = octets(pipeline);
  const whole = commandsIn(pipeline);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    for (const second of [cut, cut + 1, cut + 7, cut + 64]) {
      const caller = stubCaller();
      expect(serve(cutAt(bytes, [cut, second]), caller).output).toBe(whole.output);
      expect(caller.commands).toEqual(whole.commands);
    }
  }
});

test.each([1, 2, 3, 5, 16, 100])('in pieces of %i bytes the commands are the same', (size) => {
  const caller = stubCaller();
  serve(inPieces(octets(pipeline), size), caller);
  expect(caller.commands).toEqual(commandsIn(pipeline).commands);
});

test('a thousand commands in one chunk are answered in order', () => {
  const stream = Array.from({ length: 1_000 }, (_, index) => request('ECHO', `${index}`)).join('');
  const numbers = commandsIn(stream).output.match(/(?<=\r\n)\d+(?=\r\n)/g);
  expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, index) => `${index}`));
});

describe('what is no protocol', () => {
  const longest = 65_536;
  test.each([
    ['*1x\r\n', 'invalid multibulk length'],
    ['*\r\n', 'invalid multibulk length'],
    ['*01\r\n', 'invalid multibulk length'],
    ['*+1\r\n', 'invalid multibulk length'],
    ['* 1\r\n', 'invalid multibulk length'],
    ['*-0\r\n', 'invalid multibulk length'],
    ['*2147483648\r\n', 'invalid multibulk length'],
    ['*-9223372036854775809\r\n', 'invalid multibulk length'],
    ['*99999999999999999999999\r\n', 'invalid multibulk length'],
    ['*1\n$4\nPING\r\n', 'invalid multibulk length'],
    ['*1\r\n$-1\r\n', 'invalid bulk length'],
    ['*1\r\n$\r\n', 'invalid bulk length'],
    ['*1\r\n$04\r\n', 'invalid bulk length'],
    ['*1\r\n$536870913\r\n', 'invalid bulk length'],
    ['*1\r\n$9223372036854775808\r\n', 'invalid bulk length'],
    ['*1\r\n!4\r\n', "expected '$', got '!'"],
    ['*1\r\n\xe94\r\n', "expected '$', got '\xe9'"],
    ['*1\r\n\r\n', "expected '$', got ' '"],
    ['*1\r\n\n\r\n', "expected '$', got ' '"],
    ['*2\r\n$4\r\nECHO$1\r\nx\r\n', "expected '$', got '\r'".replace('\r', ' ')],
    ['"unbalanced\r\n', 'unbalanced quotes in request'],
    ["'x'y\r\n", 'unbalanced quotes in request'],
    ['"\\"\r\n', 'unbalanced quotes in request'],
    ['x'.repeat(longest + 1), 'too big inline request'],
    [`${'x'.repeat(longest + 1)}\n`, 'too big inline request'],
    [`\0${'\n'.repeat(longest)}`, 'too big inline request'],
    [`*${'1'.repeat(longest)}`, 'too big mbulk count string'],
    [`*1\r\n$${'1'.repeat(longest)}`, 'too big bulk count string'],
    [`*1\r\n$\0${'\r\n'.repeat(longest / 2)}`, 'too big bulk count string'],
  ])('stream %#', (stream, problem) => {
    const expected = { output: `+PONG\r\n-ERR Protocol error: ${problem}\r\n`, fate: 'leaving' };
    const bytes = octets(`PING\r\n${stream}`);
    expect(serve([bytes.slice()])).toEqual(expected);
    expect(serve([octets(`PING\r\n${stream}${request('PING')}`)])).toEqual(expected);
    if (stream.length < 100)
      for (const size of [1, 2, 3]) expect(serve(inPieces(bytes, size))).toEqual(expected);
    else expect(serve(inPieces(bytes, 1_000))).toEqual(expected);
  });

  test('the longest inline command', () => {
    const { output, fate } = commandsIn(`${`ECHO ${'x'.repeat(longest - 6)}`}\r\n`);
    expect(output).toBe(`$65530\r\n${'x'.repeat(65_530)}\r\n`);
    expect(fate).toBe('open');
  });

  test('a NUL hides the end of its line, until the line is too long', () => {
    expect(serve([octets('*1\r\n$\x004\r\nPING\r\n')])).toEqual({ output: '', fate: 'open' });
    expect(serve([octets('PI\0NG\r\n')])).toEqual({ output: '', fate: 'open' });
  });
});

describe('a connection that has not said who it is', () => {
  const stranger = { isStranger: true };
  test('may not send many arguments', () => {
    expect(commandsIn('*11\r\n', stranger).output).toBe(
      '-ERR Protocol error: unauthenticated multibulk length\r\n',
    );
    expect(commandsIn('*10\r\n', stranger).fate).toBe('open');
  });
  test('may not send long ones', () => {
    expect(commandsIn('*1\r\n$16385\r\n', stranger).output).toBe(
      '-ERR Protocol error: unauthenticated bulk length\r\n',
    );
    expect(commandsIn('*1\r\n$16384\r\n', stranger).fate).toBe('open');
  });
  test('may do so right behind its AUTH', () => {
    const many = request('PING', ...'abcdefghijkl');
    expect(commandsIn(request('AUTH', 'secret') + many, stranger).output).toBe('+OK\r\n-ERR unknown\r\n');
  });
});

test('nothing is read behind QUIT', () => {
  const { output, fate, commands } = commandsIn(request('QUIT') + request('PING'));
  expect({ output, fate, count: commands.length }).toEqual({ output: '+OK\r\n', fate: 'leaving', count: 1 });
});

test.each(['POST / HTTP/1.1\r\n', 'Host: example\r\n', request('post', 'x')])('%j is cut off', (stream) => {
  expect(commandsIn(stream + request('PING'))).toMatchObject({ output: '', fate: 'cut' });
});

test('an unfinished command that takes too much memory is cut off', () => {
  const limits = { queryMax: 1_000 };
  expect(commandsIn(`*3\r\n$4\r\nECHO\r\n$2000\r\n${'x'.repeat(900)}`, limits).fate).toBe('open');
  expect(commandsIn(`*3\r\n$4\r\nECHO\r\n$2000\r\n${'x'.repeat(999)}`, limits).fate).toBe('cut');
  const argument = '$10\r\n0123456789\r\n';
  const caller = stubCaller(limits);
  const stream = octets(`*1000\r\n${argument.repeat(100)}`);
  expect(serve(inPieces(stream, 20), caller)).toEqual({ output: '', fate: 'cut' });
});

test('a longer bulk than the settings allow', () => {
  expect(commandsIn(request('ECHO', 'x'.repeat(101)), { bulkMax: 100 }).output).toMatch(
    /invalid bulk length/,
  );
});

test('a caller may stop between two commands and go on later', () => {
  const parser = createRequestParser();
  const chunk = octets(request('A') + request('B') + request('C').slice(0, 6));
  feedRequests(parser, chunk);
  expect(takeRequest(parser)).toEqual(['A']);
  keepRest(parser);
  chunk.fill(0);
  feedRequests(parser, octets(request('C').slice(6)));
  // A checkpoint between two chunks.
  const loaded = structuredClone(parser);
  expect(takeRequest(loaded)).toEqual(['B']);
  expect(takeRequest(loaded)).toEqual(['C']);
  expect(takeRequest(loaded)).toBe(null);
});

test('a great bulk that comes byte by byte is copied a handful of times and not once a byte', () => {
  const parser = createRequestParser();
  const size = 300_000;
  let buffers = 0;
  let last = parser.own;
  for (const chunk of inPieces(octets(request('SET', 'k', 'x'.repeat(size))), 1)) {
    feedRequests(parser, chunk);
    for (let args; (args = takeRequest(parser)) !== null;) expect(args[2]).toBe('x'.repeat(size));
    if (parser.own !== last) buffers += 1;
    last = parser.own;
  }
  expect(buffers).toBeLessThan(20);
  expect(parser.own.length).toBeLessThan(20_000);
});
