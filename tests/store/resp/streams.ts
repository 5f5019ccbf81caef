/** Streams of bytes by chance: good ones, and good ones spoilt in the ways that streams get spoilt. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Bytes } from '../../../src/store/bytes.ts';
import { request } from './serve.ts';

/** A whole number from 0 up to, but not including, `bound`. */
export type Draw = (bound: number) => number;

export function drawing(seed: number): Draw {
  const stream = xoroshiro128plus(seed);
  return (bound) => (stream.next() >>> 0) % bound;
}

function pick<Item>(draw: Draw, items: readonly Item[]): Item {
  return items[draw(items.length)] as Item;
}

/** Every byte is possible, and those that mean something are likely. */
export function someBytes(draw: Draw, length: number): Bytes {
  let bytes = '';
  for (let index = 0; index < length; index += 1) {
    bytes += draw(3) === 0 ? pick(draw, MEANINGFUL) : String.fromCharCode(draw(256));
  }
  return bytes;
}

const MEANINGFUL = [
  '*',
  '$',
  '\r',
  '\n',
  '\r\n',
  '"',
  "'",
  '\\',
  '\\x4',
  '-',
  '0',
  '1',
  '9',
  ' ',
  '\t',
  '\0',
];

/** Commands that a server without an engine answers like one with it. */
export function goodStream(draw: Draw): Bytes {
  let stream = '';
  for (let left = 1 + draw(6); left > 0; left -= 1) stream += goodCommand(draw);
  return stream;
}

function goodCommand(draw: Draw): Bytes {
  switch (draw(6)) {
    case 0:
      return pick(draw, ['PING\r\n', 'ping\n', '  PING  \r\n', 'ECHO "a\\x00b"\r\n', "ECHO 'it\\'s'\n"]);
    case 1:
      return pick(draw, ['\r\n', '\n', '*0\r\n', '*-1\r\n', '*-7\r\n']);
    case 2:
      return request(pick(draw, ['PING', 'ping', 'PinG']));
    case 3:
      return request('ECHO', someBytes(draw, draw(400)));
    default:
      return request('ECHO', someBytes(draw, draw(20)));
  }
}

const NUMBERS = [
  ['', '-', '+1', '-0', '00', '01', ' 1', '1 ', '0x10', '1e3', '1.0', 'one', '\xff'],
  ['-1', '-2', '0', '1', '2', '3', '10', '11', '999', '16384', '16385', '2147483647', '2147483648'],
  ['536870888', '536870913', '4294967296', '9223372036854775807', '9223372036854775808'],
  ['-9223372036854775808', '-9223372036854775809', '99999999999999999999', '1'.repeat(22), '1\n', '\r', '\n'],
].flat();

export function malformedStream(draw: Draw): Bytes {
  switch (draw(8)) {
    case 0:
      return someBytes(draw, draw(200));
    case 1:
      return `*${pick(draw, NUMBERS)}\r\n${goodStream(draw)}`;
    case 2:
      return `*${1 + draw(3)}\r\n${pick(draw, ['$', '$', '$', '*', ':', '+', '\0', '\n', '\r'])}${pick(draw, NUMBERS)}\r\n${goodStream(draw)}`;
    case 3:
      return `${pick(draw, ['PING', 'ECHO', ''])} ${someBytes(draw, draw(30))}\r\n${goodStream(draw)}`;
    case 4:
      return draw(20) === 0 ? longLine(draw) : spoilt(draw, goodStream(draw));
    default:
      return spoilt(draw, goodStream(draw));
  }
}

function longLine(draw: Draw): Bytes {
  const filler = pick(draw, ['x', '1', '\0', ' ', '\r', '"']).repeat(65_530 + draw(12));
  return (
    pick(draw, ['', '*', '*1\r\n$', '*2\r\n$4\r\nECHO\r\n$']) + filler + pick(draw, ['\r\n', '\n', '', '\r'])
  );
}

function spoilt(draw: Draw, stream: Bytes): Bytes {
  let bytes = stream;
  for (let left = 1 + draw(3); left > 0; left -= 1) bytes = spoiltOnce(draw, bytes);
  return bytes;
}

function spoiltOnce(draw: Draw, bytes: Bytes): Bytes {
  const at = draw(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + draw(8));
  switch (draw(5)) {
    case 0:
      return bytes.slice(0, at) + String.fromCharCode(draw(256)) + bytes.slice(at + 1);
    case 1:
      return bytes.slice(0, at) + bytes.slice(to);
    case 2:
      return bytes.slice(0, at) + someBytes(draw, 1 + draw(4)) + bytes.slice(at);
    case 3:
      return bytes.slice(0, to) + bytes.slice(at);
    default:
      return bytes.slice(0, at);
  }
}

/** Places at which to cut so many bytes: none, a few, or all. */
export function someCuts(draw: Draw, length: number): number[] {
  const kind = draw(4);
  if (kind === 0 && length < 500) return Array.from({ length }, (_, index) => index);
  const cuts = Array.from({ length: kind * 3 }, () => draw(length + 1));
  return cuts.sort((left, right) => left - right);
}
