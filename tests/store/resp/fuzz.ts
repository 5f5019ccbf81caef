/**
 * Protocol fuzz: malformed inputs against a server in this process. After each of them a new connection must still get its PONG, and
 * what was answered must itself be RESP; and it must not matter how the input was cut. A failure names its seed and its number.
 */
import { newStore, openSession } from '../../../src/store/store.ts';
import type { Bytes } from '../../../src/store/bytes.ts';
import { storeCaller } from '../../../src/store/resp/caller.ts';
import type { Caller } from '../../../src/store/resp/connection.ts';
import { createReplyParser, feedReplies, takeReply } from '../../../src/store/resp/replies.ts';
import { cutAt, octets, serve, stubCaller } from './serve.ts';
import { drawing, malformedStream, someCuts } from './streams.ts';

export interface FuzzReport {
  readonly inputs: number;
  readonly bytes: number;
  /** How the connections ended. */
  readonly fates: Readonly<Record<'open' | 'leaving' | 'cut', number>>;
}

export function runProtocolFuzz({ inputs, seed }: { inputs: number; seed: number }): FuzzReport {
  const fates = { open: 0, leaving: 0, cut: 0 };
  const connect = engine();
  const draw = drawing(seed);
  let bytes = 0;
  for (let number = 0; number < inputs; number += 1) {
    const stream = malformedStream(draw);
    const cuts = someCuts(draw, stream.length);
    try {
      fates[tryOne(stream, cuts, connect)] += 1;
    } catch (error) {
      const shown = JSON.stringify(stream.length > 500 ? `${stream.slice(0, 500)}…` : stream);
      throw new Error(`seed ${seed}, input ${number}, cut at ${cuts.join(', ')}: ${shown}`, { cause: error });
    }
    bytes += stream.length;
  }
  return { inputs, bytes, fates };
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
