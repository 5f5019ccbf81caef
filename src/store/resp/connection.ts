/**
 * One connection of a server: a batch of bytes in, the bytes of all its replies out, and how it ends. The same for a node in the page, to
 * which the bytes come in messages, and for the port of the development tools.
 */
import { copyBytes, lowerCase, type Bytes } from '../bytes.ts';
import type { Reply } from '../reply.ts';
import { byteText, type ReadBytes, type WriteBytes } from './byte-text.ts';
import { writeReply, type ReplyBuffer } from './encoder.ts';
import { feedRequests, takeRequest, type RequestLimits, type RequestParser } from './parser.ts';

/** Who speaks on a connection, as the engine sees it. */
export interface Caller extends RequestLimits {
  execute(args: readonly Bytes[]): Reply;
  /** The connection ends with the reply just given. */
  readonly isLeaving: boolean;
}

/** What a host does faster than the language, and what it allows. */
export interface Terms {
  readonly read: ReadBytes;
  readonly write: WriteBytes;
  /** Bytes of replies that one connection may leave unread. */
  readonly outputMax: number;
}

export const PLAIN_TERMS: Terms = { read: byteText, write: copyBytes, outputMax: Infinity };

/** `leaving`: closes once its replies are sent. `cut`: closes now, and what is unsent is lost. */
export type Fate = 'open' | 'leaving' | 'cut';

export function answerChunk(
  parser: RequestParser,
  caller: Caller,
  output: ReplyBuffer,
  chunk: Uint8Array,
  terms: Terms = PLAIN_TERMS,
  length = chunk.length,
): Fate {
  feedRequests(parser, chunk, length);
  for (let args; (args = takeRequest(parser, terms.read, caller)) !== null;) {
    if (isCrossProtocol(args[0] as Bytes)) return 'cut';
    writeReply(output, caller.execute(args), terms.write);
    if (output.length > terms.outputMax) return 'cut';
    if (caller.isLeaving) return 'leaving';
  }
  if (parser.failure === null) return 'open';
  if (parser.failure === '') return 'cut';
  writeReply(output, { error: parser.failure }, terms.write);
  return 'leaving';
}

/** A page in a browser can be made to send HTTP to any port of its machine. Nothing that begins like it gets any further. */
export function isCrossProtocol(name: Bytes): boolean {
  if (name.length !== 4 && name.length !== 5) return false;
  const last = name.charCodeAt(name.length - 1);
  if (last !== 0x3a && last !== 0x54 && last !== 0x74) return false;
  const folded = lowerCase(name);
  return folded === 'post' || folded === 'host:';
}
