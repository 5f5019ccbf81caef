/** The parser alone: what comes in, in megabytes a second, up to commands whose arguments are strings. */
import { performance } from 'node:perf_hooks';
import { createRequestParser, feedRequests, takeRequest } from '../../src/store/resp/parser.ts';
import { readBytes } from '../resp/node-bytes.ts';

/** As much as the door reads at once. */
const CHUNK = 65_536;
const TOTAL = 64 * 1024 * 1024;
const ROUNDS = 5;

export function parserFigures(): object {
  process.stderr.write('the parser\n');
  return {
    smallCommandsMegabytesPerSecond: megabytesPerSecond(8),
    kilobyteValuesMegabytesPerSecond: megabytesPerSecond(1_024),
  };
}

function megabytesPerSecond(valueLength: number): number {
  const value = 'x'.repeat(valueLength);
  const command = `*3\r\n$3\r\nSET\r\n$10\r\nkey:000042\r\n$${valueLength}\r\n${value}\r\n`;
  const stream = Buffer.from(command.repeat(CHUNK), 'latin1');
  let most = 0;
  for (let round = 0; round < ROUNDS; round += 1) most = Math.max(most, parse(stream, command.length));
  return Math.round(most);
}

function parse(stream: Uint8Array, commandLength: number): number {
  const parser = createRequestParser();
  let [commands, bytes] = [0, 0];
  const began = performance.now();
  for (let from = 0; bytes < TOTAL; from = (from + CHUNK) % stream.length) {
    const chunk = stream.subarray(from, from + CHUNK);
    feedRequests(parser, chunk);
    for (; takeRequest(parser, readBytes) !== null; commands += 1);
    bytes += chunk.length;
  }
  const seconds = (performance.now() - began) / 1_000;
  if (commands !== Math.floor(bytes / commandLength)) throw new Error(`${commands} commands were read`);
  return bytes / 1_000_000 / seconds;
}
