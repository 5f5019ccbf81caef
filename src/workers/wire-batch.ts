/**
 * A batch: one ArrayBuffer that goes from thread to thread, made of two runs.
 *
 *     words: heading, then what is counted, numbered or named | bytes: bodies, names, the rest
 *
 * A number that may be an instant takes two words (a 64-bit float holds all of its 53 bits), any other takes one. Names (ids of nodes, kinds,
 * roots) stand once in the batch, and words say which of them: in a window of a thousand messages there are perhaps twenty.
 *
 * Writer and reader go through a batch in the same order; nothing in it says what a word means. Both ends are always of the same build,
 * so no version is needed here. Most windows are small: what matters is that a batch of one message costs little more than its bytes, so
 * nothing at all is made anew for each of them.
 */
import { CAPACITY_KEPT, CAPACITY_MIN, ValueReader, ValueWriter } from './wire-values.ts';

// The heading: seat, call, and where things are.
const WORDS = 2;
const NAMES = 3;
const NAMES_AT = 4;
const REST_AT = 5;
const HEADING_WORDS = 6;

/** One for each column of names, because a column mostly says what it said in the row before. */
const COLUMNS = 6;
export type Column = 0 | 1 | 2 | 3 | 4 | 5;

/** Where a name stands in the batch of number `batch`. Entries outlive their batch, so that nothing need be cleared for the next. */
interface Place {
  batch: number;
  index: number;
}

const PLACES_MAX = 4_096;

/**
 * Larger batches are handed over, smaller ones copied. Handing over has a fixed price in both threads, about that of copying some ten kilobytes;
 * and a copied batch needs no buffer made for it, which is half of what a small one costs.
 */
const COPIED_MAX = 16_384;
/** Under this, a loop beats a view and a call. */
const COPY_LOOP_MAX = 256;

/** One side of a Worker: where batches are posted to. */
export interface Postable {
  postMessage(message: ArrayBuffer, options?: { transfer: ArrayBuffer[] }): void;
}

/** A buffer that batches up to its size are posted from, again and again, because posting copies it. One for each power of two. */
interface Frame {
  readonly buffer: ArrayBuffer;
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
}

export class BatchWriter {
  /** For bodies, one after the other: they begin where the batch's bytes begin. */
  readonly values = new ValueWriter();
  #buffer = new ArrayBuffer(CAPACITY_MIN);
  #words = new Int32Array(this.#buffer);
  #numbers = new Float64Array(this.#buffer);
  #at = HEADING_WORDS;
  #batch = 0;
  #names: string[] = [];
  readonly #frames: Frame[] = [];
  readonly #places = new Map<string, Place>();
  readonly #lastName = new Array<string>(COLUMNS).fill('');
  #root = '';
  #rootBatch = -1;
  #rootIndex = 0;
  readonly #lastPlace = new Array<Place>(COLUMNS).fill({ batch: -1, index: -1 });

  begin(): void {
    this.values.begin();
    this.#at = HEADING_WORDS;
    if (this.#buffer.byteLength > CAPACITY_KEPT) this.#resize(CAPACITY_MIN);
    this.#batch += 1;
    this.#names.length = 0;
    if (this.#places.size > PLACES_MAX) this.#places.clear();
  }

  word(value: number): void {
    if (this.#at === this.#words.length) this.#resize(this.#buffer.byteLength * 2);
    this.#words[this.#at] = value;
    this.#at += 1;
  }

  /** Numbers stand at even words. */
  number(value: number): void {
    const at = this.#at + (this.#at & 1);
    if (at === this.#words.length) this.#resize(this.#buffer.byteLength * 2);
    this.#numbers[at >> 1] = value;
    this.#at = at + 2;
  }

  name(name: string, column: Column): void {
    let place = this.#lastPlace[column] as Place;
    if (place.batch !== this.#batch || this.#lastName[column] !== name) {
      place = this.#placeOf(name);
      this.#lastName[column] = name;
      this.#lastPlace[column] = place;
    }
    this.word(place.index);
  }

  /** A name that comes again right away or not at all, as roots do: nothing is gained by looking for it. */
  root(name: string): void {
    if (this.#rootBatch !== this.#batch || this.#root !== name) {
      this.#rootBatch = this.#batch;
      this.#root = name;
      this.#rootIndex = this.#names.length;
      this.#names.push(name);
    }
    this.word(this.#rootIndex);
  }

  /** `rest` is what has no columns; `undefined` costs nothing. */
  post(to: Postable, seat: number, call: number, rest: unknown): void {
    const { values } = this;
    const words = this.#words;
    words[0] = seat;
    words[1] = call;
    words[WORDS] = this.#at;
    words[NAMES] = this.#names.length;
    words[NAMES_AT] = values.at;
    for (const name of this.#names) values.text(name);
    words[REST_AT] = rest === undefined ? -1 : values.at;
    if (rest !== undefined) values.value(rest);

    const length = this.#at * 4 + values.at;
    if (length > COPIED_MAX) {
      const batch = new ArrayBuffer(length);
      this.#copyTo(new Int32Array(batch, 0, this.#at), new Uint8Array(batch));
      to.postMessage(batch, { transfer: [batch] });
    } else {
      const frame = this.#frameFor(length);
      this.#copyTo(frame.words, frame.bytes);
      to.postMessage(frame.buffer);
    }
  }

  #copyTo(words: Int32Array, bytes: Uint8Array): void {
    const from = this.values.bytes;
    const length = this.values.at;
    const bytesAt = this.#at * 4;
    if (bytesAt + length <= COPY_LOOP_MAX) {
      for (let at = 0; at < this.#at; at += 1) words[at] = this.#words[at] as number;
      for (let at = 0; at < length; at += 1) bytes[bytesAt + at] = from[at] as number;
    } else {
      words.set(this.#words.subarray(0, this.#at));
      bytes.set(from.subarray(0, length), bytesAt);
    }
  }

  #frameFor(length: number): Frame {
    const power = 32 - Math.clz32(length - 1);
    let frame = this.#frames[power];
    if (frame === undefined) {
      const buffer = new ArrayBuffer(2 ** power);
      frame = { buffer, words: new Int32Array(buffer), bytes: new Uint8Array(buffer) };
      this.#frames[power] = frame;
    }
    return frame;
  }

  #placeOf(name: string): Place {
    let place = this.#places.get(name);
    if (place === undefined) {
      place = { batch: -1, index: -1 };
      this.#places.set(name, place);
    }
    if (place.batch !== this.#batch) {
      place.batch = this.#batch;
      place.index = this.#names.length;
      this.#names.push(name);
    }
    return place;
  }

  #resize(length: number): void {
    const words = this.#words;
    this.#buffer = new ArrayBuffer(length);
    this.#words = new Int32Array(this.#buffer);
    this.#numbers = new Float64Array(this.#buffer);
    this.#words.set(words.subarray(0, this.#at));
  }
}

export class BatchReader {
  /** All of the batch. */
  bytes = new Uint8Array(0);
  /** Where in it the bodies begin. */
  bytesAt = 0;
  readonly values = new ValueReader();
  #words = new Int32Array(0);
  #numbers = new Float64Array(0);
  #at = 0;
  readonly #names: string[] = [];

  open(buffer: ArrayBuffer): void {
    const { byteLength } = buffer;
    const words = new Int32Array(buffer, 0, byteLength >> 2);
    this.#words = words;
    this.#numbers = new Float64Array(buffer, 0, byteLength >> 3);
    this.bytes = new Uint8Array(buffer);
    this.bytesAt = (words[WORDS] as number) * 4;
    this.#at = HEADING_WORDS;
    this.#names.length = 0;
    this.values.open(this.bytes, this.bytesAt + (words[NAMES_AT] as number));
    for (let left = words[NAMES] as number; left > 0; left -= 1) this.#names.push(this.values.name());
  }

  get seat(): number {
    return this.#words[0] as number;
  }

  get call(): number {
    return this.#words[1] as number;
  }

  word(): number {
    this.#at += 1;
    return this.#words[this.#at - 1] as number;
  }

  number(): number {
    const at = this.#at + (this.#at & 1);
    this.#at = at + 2;
    return this.#numbers[at >> 1] as number;
  }

  name(): string {
    return this.#names[this.word()] as string;
  }

  rest(): unknown {
    const restAt = this.#words[REST_AT] as number;
    if (restAt < 0) return undefined;
    this.values.open(this.bytes, this.bytesAt + restAt);
    return this.values.value();
  }
}
