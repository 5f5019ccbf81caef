/**
 * Protocol fuzz, against a server in this process and against one behind a port. After each input a new connection must still get its PONG,
 * and what was answered must itself be RESP; and it must not matter how the input was cut. A failure names its seed and its number.
 */
import { connect as dial } from 'node:net';
import { newStore, openSession } from '../../../src/store/store.ts';
import type { Bytes } from '../../../src/store/bytes.ts';
import { storeCaller } from '../../../src/store/resp/caller.ts';
import type { Caller } from '../../../src/store/resp/connection.ts';
import { createReplyParser, feedReplies, takeReply } from '../../../src/store/resp/replies.ts';
import { cutAt, octets, serve, stubCaller } from './serve.ts';
import { drawing, goodStream, malformedStream, someCuts, type Draw } from './streams.ts';
import { exchange } from './wire.ts';

export interface FuzzReport {
  readonly inputs: number;
  readonly bytes: number;
  /** How the connections ended. */
  readonly fates: Readonly<Record<'open' | 'leaving' | 'cut', number>>;
}

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
}

/** Malformed inputs. */
export function runProtocolFuzz({ inputs, seed }: FuzzOptions): FuzzReport {
  const fates = { open: 0, leaving: 0, cut: 0 };
  const connect = engine();
  const draw = drawing(seed);
  let bytes = 0;
  for (let number = 0; number < inputs; number += 1) {
    const stream = malformedStream(draw);
    const cuts = someCuts(draw, stream.length);
    fates[tryNamed(stream, cuts, connect, `seed ${seed}, input ${number}`)] += 1;
    bytes += stream.length;
  }
  return { inputs, bytes, fates };
}

/** Valid streams, each cut in two before every one of its bytes; answers how many cuts there were. */
export function runEveryCut({ inputs, seed }: FuzzOptions): number {
  const connect = engine();
  const draw = drawing(seed);
  let cuts = 0;
  for (let number = 0; number < inputs; number += 1) {
    const stream = goodStream(draw);
    for (let cut = 0; cut < stream.length; cut += 1, cuts += 1) {
      const fate = tryNamed(stream, [cut], connect, `seed ${seed}, stream ${number}`);
      if (fate !== 'open') throw new Error(`seed ${seed}, stream ${number}, cut at ${cut}: ${fate}`);
    }
  }
  return cuts;
}

/** Malformed inputs to a port, each on a connection that is still there, or just gone, while the next one asks. */
export async function runDoorFuzz(port: number, { inputs, seed }: FuzzOptions): Promise<void> {
  const draw = drawing(seed);
  for (let number = 0; number < inputs; number += 1) {
    const hangUp = sendMalformed(port, draw);
    const { output, isClosed } = await exchange(port, [octets('PING\r\n')]);
    hangUp();
    if (output === '+PONG\r\n' && !isClosed) continue;
    throw new Error(`seed ${seed}, input ${number}: PING was answered ${JSON.stringify(output)}`);
  }
}

function sendMalformed(port: number, draw: Draw): () => void {
  const stream = malformedStream(draw);
  const socket = dial({ port, host: '127.0.0.1', noDelay: true });
  // Whether the server ends it is the server's business.
  socket.on('error', () => {});
  socket.resume();
  for (const chunk of cutAt(octets(stream), someCuts(draw, stream.length))) socket.write(chunk);
  return () => socket.destroy();
}

function tryNamed(
  stream: Bytes,
  cuts: readonly number[],
  connect: () => Caller,
  name: string,
): keyof FuzzReport['fates'] {
  try {
    return tryOne(stream, cuts, connect);
  } catch (error) {
    const shown = JSON.stringify(stream.length > 500 ? `${stream.slice(0, 500)}…` : stream);
    throw new Error(`${name}, cut at ${cuts.join(', ')}: ${shown}`, { cause: error });
  }
}

/** One store for all connections: what one of them breaks, the next would find broken. */
function engine(): () => Caller {
  const host = { clock: 0, random: () => 0.5, work: () => {}, propagate: () => {} };
  const store = newStore(0);
  return () => storeCaller(store, openSession(store, 0), host);
}

function tryOne(stream: Bytes, cuts: readonly number[], connect: () => Caller): keyof FuzzReport['fates'] {
  const whole = stubCaller();
  const pieces = stubCaller();
  const expected = serve([octets(stream)], whole);
  const found = serve(cutAt(octets(stream), cuts), pieces);
  if (expected.output !== found.output || expected.fate !== found.fate) throw new Error('the cuts matter');
  if (JSON.stringify(whole.commands) !== JSON.stringify(pieces.commands)) throw new Error('the cuts matter');
  const served = serve(cutAt(octets(stream), cuts), connect());
  mustBeReplies(served.output);
  const pong = serve([octets('PING\r\n')], connect()).output;
  if (pong !== '+PONG\r\n') throw new Error(`PING was answered ${JSON.stringify(pong)}`);
  return served.fate;
}

function mustBeReplies(output: Bytes): void {
  const parser = createReplyParser();
  feedReplies(parser, octets(output));
  while (takeReply(parser) !== undefined);
  if (parser.failure !== null || parser.end > 0 || parser.open.length > 0) {
    throw new Error(`no RESP: ${JSON.stringify(output)} (${parser.failure ?? 'unfinished'})`);
  }
}
