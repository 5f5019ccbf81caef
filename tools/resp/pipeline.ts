/**
 * One connection to somebody whose answers take their time: commands go on while earlier ones are under way, and replies leave in the order in
 * which they were asked for.
 *
 * Nobody on the connection can tell that from one after the other. Commands that speak of no common key go side by side; two of one key,
 * and whatever speaks of none or may end or change the connection, wait for what is before them. Others may see two keys that one pipeline
 * wrote change in another order than it wrote them, as behind any cluster.
 */
import type { Bytes } from '../../src/store/bytes.ts';
import type { Reply } from '../../src/store/reply.ts';
import { isCrossProtocol, type Fate } from '../../src/store/resp/connection.ts';
import { writeReply, type ReplyBuffer } from '../../src/store/resp/encoder.ts';
import {
  createRequestParser,
  feedRequests,
  keepRest,
  takeRequest,
  type RequestLimits,
} from '../../src/store/resp/parser.ts';
import { readBytes, writeBytes } from './node-bytes.ts';

/** Who answers later. */
export interface LateCaller extends RequestLimits {
  /** The connection ends with the reply just given. */
  readonly isLeaving: boolean;
  /** Of what it speaks; null for what has to be alone. */
  keysOf(args: readonly Bytes[]): readonly Bytes[] | null;
  /** `answer` is called once, at once or later. */
  ask(args: readonly Bytes[], answer: (reply: Reply) => void): void;
  /** The connection is gone. */
  close(): void;
}

interface Place {
  isAnswered: boolean;
  reply: Reply;
}

/** With so many under way or unsent nothing more is read. */
const LINE_MAX = 1_024;

export class Pipeline {
  /** What becomes of the connection when all that is answered has left. */
  fate: Fate = 'open';
  readonly #caller: LateCaller;
  /** Something can leave, or the fate has changed. */
  readonly #onNews: () => void;
  readonly #parser = createRequestParser();
  #line: Place[] = [];
  /** Read and not begun. */
  #next: readonly Bytes[] | null = null;
  readonly #busy = new Set<Bytes>();
  #underWay = 0;
  #isAlone = false;
  #isPumping = false;
  #isFinished = false;

  constructor(caller: LateCaller, onNews: () => void) {
    this.#caller = caller;
    this.#onNews = onNews;
  }

  /** Whether it shall be given nothing more for now. */
  get isFull(): boolean {
    return this.#next !== null || this.#line.length >= LINE_MAX;
  }

  feed(chunk: Uint8Array, length = chunk.length): void {
    if (this.fate !== 'open') return;
    feedRequests(this.#parser, chunk, length);
    this.#pump();
    // The chunk's bytes will be another's.
    keepRest(this.#parser, this.#caller);
  }

  /** Nothing more comes; what has come is answered all the same. */
  finish(): void {
    this.#isFinished = true;
    this.#pump();
  }

  /** Writes what may leave. */
  leave(output: ReplyBuffer): void {
    let left = 0;
    for (; this.#line[left]?.isAnswered === true; left += 1)
      writeReply(output, (this.#line[left] as Place).reply, writeBytes);
    if (left > 0) this.#line.splice(0, left);
    this.#pump();
  }

  /** Begins what may begin. What is answered at once does not begin it again from within. */
  #pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    while (this.fate === 'open' && this.#line.length < LINE_MAX && this.#read()) {
      const args = this.#next as readonly Bytes[];
      const keys = this.#caller.keysOf(args);
      if (!this.#mayBegin(keys)) break;
      this.#next = null;
      this.#begin(args, keys);
    }
    this.#isPumping = false;
  }

  /** Whether there is a command to begin. */
  #read(): boolean {
    // Who has yet to say who he is may be somebody else when he is answered, and other limits hold then.
    if (this.#isAlone && this.#underWay > 0) return false;
    this.#next ??= takeRequest(this.#parser, readBytes, this.#caller);
    if (this.#next !== null) {
      if (!isCrossProtocol(this.#next[0] as Bytes)) return true;
      this.#end('cut');
      return false;
    }
    const { failure } = this.#parser;
    if (failure === '') this.#end('cut');
    else if (failure !== null) {
      this.#line.push({ isAnswered: true, reply: { error: failure } });
      this.#end('leaving');
    } else if (this.#isFinished) this.#end('leaving');
    return false;
  }

  #mayBegin(keys: readonly Bytes[] | null): boolean {
    if (this.#underWay === 0) return true;
    return keys !== null && !this.#isAlone && !keys.some((key) => this.#busy.has(key));
  }

  #begin(args: readonly Bytes[], keys: readonly Bytes[] | null): void {
    const place: Place = { isAnswered: false, reply: null };
    this.#line.push(place);
    this.#underWay += 1;
    this.#isAlone = keys === null;
    for (const key of keys ?? []) this.#busy.add(key);
    this.#caller.ask(args, (reply) => {
      place.reply = reply;
      place.isAnswered = true;
      this.#underWay -= 1;
      for (const key of keys ?? []) this.#busy.delete(key);
      if (this.#caller.isLeaving) this.#end('leaving');
      this.#onNews();
      this.#pump();
    });
  }

  #end(fate: Fate): void {
    this.fate = fate;
    this.#next = null;
    this.#onNews();
  }

  /** Nothing is left to be answered or sent. */
  get isOver(): boolean {
    return this.#line.length === 0;
  }
}
