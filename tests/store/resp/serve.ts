/** A server without a network, and without an engine: a connection over callers that know PING, ECHO, AUTH and QUIT. */
import { bytesFrom, isWord, octetsOf, type Bytes } from '../../../src/store/bytes.ts';
import { OK, PONG, type Reply } from '../../../src/store/reply.ts';
import { answerChunk, type Caller, type Fate } from '../../../src/store/resp/connection.ts';
import { createReplyBuffer } from '../../../src/store/resp/encoder.ts';
import { createRequestParser, DEFAULT_LIMITS } from '../../../src/store/resp/parser.ts';

export interface Served {
  /** All reply bytes, as a byte string. */
  readonly output: Bytes;
  readonly fate: Fate;
}

export interface StubCaller extends Caller {
  readonly commands: (readonly Bytes[])[];
  isStranger: boolean;
  isLeaving: boolean;
}

export function stubCaller(
  limits: { isStranger?: boolean; bulkMax?: number; queryMax?: number } = {},
): StubCaller {
  const caller: StubCaller = {
    commands: [],
    ...DEFAULT_LIMITS,
    ...limits,
    isLeaving: false,
    execute(args) {
      caller.commands.push(args);
      return run(caller, args);
    },
  };
  return caller;
}

function run(caller: StubCaller, args: readonly Bytes[]): Reply {
  const [name, first = PONG] = args;
  if (isWord(name, 'ping') && args.length <= 2) return first;
  if (isWord(name, 'echo') && args.length === 2) return first;
  if (isWord(name, 'auth')) caller.isStranger = false;
  if (isWord(name, 'quit')) caller.isLeaving = true;
  return isWord(name, 'auth') || isWord(name, 'quit') ? OK : { error: 'ERR unknown' };
}

/** What a server answers to these chunks, until they end or the connection does. */
export function serve(chunks: Iterable<Uint8Array>, caller: Caller = stubCaller()): Served {
  const parser = createRequestParser();
  const output = createReplyBuffer();
  let fate: Fate = 'open';
  for (const chunk of chunks) {
    fate = answerChunk(parser, caller, output, chunk);
    // Whoever feeds us may use the memory for the next chunk at once.
    chunk.fill(0xff);
    if (fate !== 'open') break;
  }
  return { output: bytesFrom(output.bytes, 0, output.length), fate };
}

export function octets(text: Bytes): Uint8Array {
  return octetsOf(text);
}

/** The bytes in pieces, cut before each of these positions. Every piece owns its memory. */
export function* cutAt(bytes: Uint8Array, cuts: readonly number[]): Generator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    if (cut > from) yield bytes.slice(from, cut);
    from = Math.max(from, cut);
  }
}

export function inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  return cutAt(
    bytes,
    Array.from({ length: Math.floor(bytes.length / size) }, (_, index) => (index + 1) * size),
  );
}

/** A command as clients send it. */
export function request(...args: readonly Bytes[]): Bytes {
  return `*${args.length}\r\n${args.map((arg) => `$${arg.length}\r\n${arg}\r\n`).join('')}`;
}
