/**
 * Plain data as bytes: what messages, notes and writes are made of. One tag byte says what follows; small whole numbers and short ASCII
 * texts are inside it. Structured clone would do the same for any value, at ten times the price for a message of three fields.
 *
 * - The value comes out as it went in, to the bit: also −0, half surrogate pairs, and `__proto__` as an own field.
 * - Fields whose value is `undefined` are left out, as in the chains (kernel/fold); elsewhere `undefined`, and what cannot be
 *   data at all, becomes null.
 * - Data nested deeper than the chains accept is cut below that depth, and only there: the receiver's chain throws at the very place where it
 *   would have thrown in the sender's own thread, so the crash, too, is the same on both hosts.
 */
import { makeWide, TextMemory } from './wire-texts.ts';

// 0x00–0x7f: a whole number of that value. 0x80–0xbf: an ASCII text of 0 to 63 characters.
const TEXT_SHORT = 0x80;
const TEXT_SHORT_MAX = 63;
const NULL = 0xc0;
const FALSE = 0xc1;
const TRUE = 0xc2;
const INTEGER = 0xc3;
const FLOAT = 0xc4;
const TEXT_ASCII = 0xc5;
const TEXT_WIDE = 0xc6;
const BYTES = 0xc7;
const LIST = 0xc8;
const RECORD = 0xc9;
const RECORD_END = 0xca;

/** As deep as kernel/fold goes. */
const DEPTH_MAX = 128;

/** What scratch memory begins with. */
export const CAPACITY_MIN = 1 << 16;
/** One huge message must not hold its memory for ever. */
export const CAPACITY_KEPT = 1 << 22;
/** Under this, a loop beats a view and a call. */
const COPY_LOOP_MAX = 64;

const float = new Float64Array(1);
const floatBytes = new Uint8Array(float.buffer);

/** Writes values one after the other into one run of bytes. A thread has one and uses it again and again. */
export class ValueWriter {
  bytes = new Uint8Array(CAPACITY_MIN);
  at = 0;
  /** Set when a value nested too deep: nothing after that place will ever be looked at. */
  #isCut = false;

  begin(): void {
    this.at = 0;
    if (this.bytes.length > CAPACITY_KEPT) this.bytes = new Uint8Array(CAPACITY_MIN);
  }

  value(value: unknown): void {
    this.#isCut = false;
    this.#value(value, 0);
  }

  text(text: string): void {
    const { length } = text;
    // Enough for either form: a header, and one byte a character or two.
    this.#reserve(5 + length * 2);
    const { bytes } = this;
    const start = this.at;
    let at = start;
    if (length <= TEXT_SHORT_MAX) {
      bytes[at] = TEXT_SHORT + length;
      at += 1;
    } else {
      bytes[at] = TEXT_ASCII;
      putLength(bytes, at + 1, length);
      at += 5;
    }
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) {
        this.#wide(text, start);
        return;
      }
      bytes[at + index] = unit;
    }
    this.at = at + length;
  }

  /** Copies bytes that are a value already. */
  packed(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.#reserve(length);
    const to = this.bytes;
    const { at } = this;
    if (length > COPY_LOOP_MAX) to.set(bytes.subarray(start, end), at);
    else for (let index = 0; index < length; index += 1) to[at + index] = bytes[start + index] as number;
    this.at = at + length;
  }

  #value(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'string':
        this.text(value);
        return;
      case 'number':
        this.#number(value);
        return;
      case 'boolean':
        this.#tag(value ? TRUE : FALSE);
        return;
      case 'object':
        if (value !== null && !this.#isCut) this.#object(value, depth);
        else this.#tag(NULL);
        return;
      default:
        this.#tag(NULL);
    }
  }

  #number(value: number): void {
    this.#reserve(9);
    const { bytes, at } = this;
    if ((value | 0) !== value || (value === 0 && 1 / value < 0)) {
      float[0] = value;
      bytes[at] = FLOAT;
      for (let index = 0; index < 8; index += 1) bytes[at + 1 + index] = floatBytes[index] as number;
      this.at = at + 9;
    } else if (value >= 0 && value < TEXT_SHORT) {
      bytes[at] = value;
      this.at = at + 1;
    } else {
      bytes[at] = INTEGER;
      putLength(bytes, at + 1, value);
      this.at = at + 5;
    }
  }

  #object(value: object, depth: number): void {
    if (depth > DEPTH_MAX) this.#isCut = true;
    if (value instanceof Uint8Array) {
      this.#header(BYTES, value.length);
      this.packed(value, 0, value.length);
    } else if (Array.isArray(value)) {
      const length = this.#isCut ? 0 : value.length;
      this.#header(LIST, length);
      for (let index = 0; index < length; index += 1) this.#value(value[index], depth + 1);
    } else {
      this.#tag(RECORD);
      const record = value as Readonly<Record<string, unknown>>;
      for (const key in record) {
        if (this.#isCut) break;
        const field = record[key];
        if (field === undefined) continue;
        this.text(key);
        this.#value(field, depth + 1);
      }
      this.#tag(RECORD_END);
    }
  }

  #wide(text: string, start: number): void {
    const { bytes } = this;
    bytes[start] = TEXT_WIDE;
    putLength(bytes, start + 1, text.length);
    let at = start + 5;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      bytes[at] = unit & 0xff;
      bytes[at + 1] = unit >>> 8;
      at += 2;
    }
    this.at = at;
  }

  #header(tag: number, length: number): void {
    this.#reserve(5);
    this.bytes[this.at] = tag;
    putLength(this.bytes, this.at + 1, length);
    this.at += 5;
  }

  #tag(tag: number): void {
    this.#reserve(1);
    this.bytes[this.at] = tag;
    this.at += 1;
  }

  #reserve(count: number): void {
    if (this.at + count > this.bytes.length) this.#grow(count);
  }

  #grow(count: number): void {
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.at + count));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
  }
}

/** Reads values from a run of bytes, from `at` on. What it returns shares nothing with the bytes it read. */
export class ValueReader {
  at = 0;
  #bytes = new Uint8Array(0);
  // Apart from each other, so that a thousand different values do not push out the few keys.
  readonly #keys = new TextMemory();
  readonly #texts = new TextMemory();

  open(bytes: Uint8Array, at: number): void {
    this.#bytes = bytes as Uint8Array<ArrayBuffer>;
    this.at = at;
  }

  value(): unknown {
    const tag = this.#bytes[this.at] as number;
    this.at += 1;
    if (tag < TEXT_SHORT) return tag;
    if (tag <= TEXT_SHORT + TEXT_SHORT_MAX) return this.#ascii(this.#texts, tag - TEXT_SHORT);
    switch (tag) {
      case NULL:
        return null;
      case FALSE:
        return false;
      case TRUE:
        return true;
      case INTEGER:
        return this.#length();
      case FLOAT:
        return this.#float();
      case TEXT_ASCII:
        return this.#ascii(this.#texts, this.#length());
      case TEXT_WIDE:
        return this.#wide();
      case BYTES: {
        const start = this.at + 4;
        const end = start + this.#length();
        this.at = end;
        return this.#bytes.slice(start, end);
      }
      case LIST: {
        const length = this.#length();
        const list: unknown[] = [];
        for (let index = 0; index < length; index += 1) list.push(this.value());
        return list;
      }
      case RECORD:
        return this.#record();
      default:
        throw new Error(`bytes from another node make no sense: ${tag} at ${this.at - 1}`);
    }
  }

  /** A text that often was read before: the name of something. */
  name(): string {
    const tag = this.#bytes[this.at] as number;
    this.at += 1;
    if (tag <= TEXT_SHORT + TEXT_SHORT_MAX) return this.#ascii(this.#keys, tag - TEXT_SHORT);
    return tag === TEXT_ASCII ? this.#ascii(this.#keys, this.#length()) : this.#wide();
  }

  #record(): Record<string, unknown> {
    const record: Record<string, unknown> = {};
    while (this.#bytes[this.at] !== RECORD_END) {
      const key = this.name();
      if (key === '__proto__') {
        // A plain assignment would change what the record inherits, and the field would be gone.
        const field = { value: this.value(), enumerable: true, configurable: true, writable: true };
        Object.defineProperty(record, key, field);
      } else {
        record[key] = this.value();
      }
    }
    this.at += 1;
    return record;
  }

  #ascii(memory: TextMemory, length: number): string {
    const start = this.at;
    this.at = start + length;
    return memory.ascii(this.#bytes, start, length);
  }

  #wide(): string {
    const length = this.#length();
    const start = this.at;
    this.at = start + length * 2;
    return makeWide(this.#bytes, start, length);
  }

  #length(): number {
    const { at } = this;
    const bytes = this.#bytes;
    this.at = at + 4;
    return (
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)
    );
  }

  #float(): number {
    const { at } = this;
    for (let index = 0; index < 8; index += 1) floatBytes[index] = this.#bytes[at + index] as number;
    this.at = at + 8;
    return float[0] as number;
  }
}

function putLength(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff;
  bytes[at + 1] = (value >>> 8) & 0xff;
  bytes[at + 2] = (value >>> 16) & 0xff;
  bytes[at + 3] = value >>> 24;
}
