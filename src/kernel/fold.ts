/**
 * A streaming hash over the structure of plain data. Every runner folds what it handles into one of these; together
 * they make the fingerprint of a run.
 *
 * Two 32-bit lanes, each step invertible for a given state, so no information is lost on the way: a changed byte
 * always changes the state that follows it. It is not cryptographic and need not be: nobody gains from forging a history of
 * their own. Around 20 ns for a small message, which is what lets every run carry its fingerprint.
 *
 * Fields whose value is `undefined` count as absent, as they do in JSON and on the wire between Workers.
 */
const floats = new Float64Array(1);
const words = new Uint32Array(floats.buffer);

const TAG_NULL = 1;
const TAG_TRUE = 2;
const TAG_FALSE = 3;
const TAG_INTEGER = 4;
const TAG_FLOAT = 5;
const TAG_TEXT = 6;
const TAG_BYTES = 7;
const TAG_LIST = 8;
const TAG_RECORD = 9;
const TAG_END = 10;

export type Chain = readonly [number, number];

/** Well under the engines' stacks and over anything a program may send: no path of references is longer than 100. */
const DEPTH_MAX = 128;

export class Fold {
  a: number;
  b: number;

  constructor(a = 0x243f6a88, b = 0x13198a2e) {
    this.a = a | 0;
    this.b = b | 0;
  }

  static from(chain: Chain): Fold {
    return new Fold(chain[0], chain[1]);
  }

  chain(): Chain {
    return [this.a, this.b];
  }

  word(word: number): void {
    let { a, b } = this;
    a = Math.imul(a ^ word, 0x85ebca6b);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b ^ (word + a), 0xc2b2ae35);
    b = (b << 17) | (b >>> 15);
    this.a = a;
    this.b = b;
  }

  number(value: number): void {
    if ((value | 0) === value) {
      this.word(TAG_INTEGER);
      this.word(value);
      return;
    }
    floats[0] = value;
    this.word(TAG_FLOAT);
    this.word(words[0] as number);
    this.word(words[1] as number);
  }

  /** As `word` for every two code units, with both lanes kept out of memory meanwhile: most of what is folded is text. */
  text(value: string): void {
    const { length } = value;
    this.word(TAG_TEXT ^ (length << 4));
    let { a, b } = this;
    for (let index = 0; index < length; index += 2) {
      const high = index + 1 < length ? value.charCodeAt(index + 1) << 16 : 0;
      const word = value.charCodeAt(index) | high;
      a = Math.imul(a ^ word, 0x85ebca6b);
      a = (a << 13) | (a >>> 19);
      b = Math.imul(b ^ (word + a), 0xc2b2ae35);
      b = (b << 17) | (b >>> 15);
    }
    this.a = a;
    this.b = b;
  }

  bytes(value: Uint8Array): void {
    const { length } = value;
    this.word(TAG_BYTES ^ (length << 4));
    let index = 0;
    for (; index + 3 < length; index += 4) {
      this.word(
        (value[index] as number) |
          ((value[index + 1] as number) << 8) |
          ((value[index + 2] as number) << 16) |
          ((value[index + 3] as number) << 24),
      );
    }
    for (; index < length; index += 1) this.word(value[index] as number);
  }

  data(value: unknown, depth = 0): void {
    switch (typeof value) {
      case 'string':
        this.text(value);
        return;
      case 'number':
        this.number(value);
        return;
      case 'boolean':
        this.word(value ? TAG_TRUE : TAG_FALSE);
        return;
      case 'object':
        break;
      default:
        // Functions and symbols cannot be in data; undefined inside a list is what JSON makes of it.
        this.word(TAG_NULL);
        return;
    }
    if (value === null) {
      this.word(TAG_NULL);
      return;
    }
    if (depth > DEPTH_MAX) throw new Error('data nests deeper than 128 levels');
    if (value instanceof Uint8Array) {
      this.bytes(value);
    } else if (Array.isArray(value)) {
      this.word(TAG_LIST ^ (value.length << 4));
      for (const element of value) this.data(element, depth + 1);
    } else {
      const record = value as Readonly<Record<string, unknown>>;
      this.word(TAG_RECORD);
      for (const key in record) {
        const field = record[key];
        if (field === undefined) continue;
        this.text(key);
        this.data(field, depth + 1);
      }
      this.word(TAG_END);
    }
  }
}
