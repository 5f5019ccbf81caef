/**
 * Reading a trace: bytes, cut anywhere, become keys, one a line.
 *
 * Traces are large and their keys come again and again, so a key's text is made once, when it is first met; after that the bytes of a line
 * are only hashed and compared. Keys are binary-safe: each byte is one character of the key. Blanks around a key do not belong to it.
 * Blank lines, and lines of nothing but `*` (collections of old traces end or part with one), are skipped.
 */
export class TraceError extends Error {}

/** A line beyond this is no key. What is read is some other kind of file. */
const LINE_MAX = 65_536;

const NEWLINE = 10;
const STAR = 42;
const BLANK_MAX = 32;
const TABLE_MIN = 1_024;
const EMPTY = -1;

export class KeyReader {
  readonly #refer: (key: string) => void;
  /** The beginning of a line whose end has not come yet. */
  #begun = new Uint8Array(0);
  /** Every key met. */
  readonly #keys: string[] = [];
  /** Open addressing: pairs of a key's hash and its number, at the hash or soon after. At most half full. */
  #table = newPairs(TABLE_MIN);

  /** `refer` hears every key in order; equal keys are the same string. */
  constructor(refer: (key: string) => void) {
    this.#refer = refer;
  }

  get distinct(): number {
    return this.#keys.length;
  }

  read(chunk: Uint8Array): void {
    let from = 0;
    if (this.#begun.length > 0) {
      const end = lineEnd(chunk, 0);
      this.#begun = joined(this.#begun, chunk.subarray(0, end));
      if (end === chunk.length) {
        this.#refuseEndless(this.#begun.length);
        return;
      }
      from = end + 1;
      this.finish();
    }
    for (let end = lineEnd(chunk, from); end < chunk.length; end = lineEnd(chunk, from)) {
      this.#line(chunk, from, end);
      from = end + 1;
    }
    // A copy: the chunk's memory belongs to whoever reads the file.
    this.#begun = chunk.slice(from);
    this.#refuseEndless(this.#begun.length);
  }

  /** The last line may lack its end. */
  finish(): void {
    const begun = this.#begun;
    this.#begun = new Uint8Array(0);
    this.#line(begun, 0, begun.length);
  }

  #refuseEndless(length: number): void {
    if (length > LINE_MAX) throw new TraceError(`a line is longer than ${LINE_MAX} bytes`);
  }

  #line(bytes: Uint8Array, from: number, until: number): void {
    let start = from;
    let end = until;
    while (start < end && (bytes[start] as number) <= BLANK_MAX) start += 1;
    while (end > start && (bytes[end - 1] as number) <= BLANK_MAX) end -= 1;
    if (start === end || isOfStars(bytes, start, end)) return;
    this.#refuseEndless(end - start);
    this.#refer(this.#intern(bytes, start, end));
  }

  #intern(bytes: Uint8Array, start: number, end: number): string {
    const table = this.#table;
    const mask = table.length - 1;
    const hash = hashOf(bytes, start, end);
    for (let place = (hash << 1) & mask; ; place = (place + 2) & mask) {
      const number = table[place + 1] as number;
      if (number === EMPTY) return this.#meet(place, hash, textOf(bytes, start, end));
      if (table[place] !== hash) continue;
      const key = this.#keys[number] as string;
      if (isText(key, bytes, start, end)) return key;
    }
  }

  #meet(place: number, hash: number, key: string): string {
    this.#table[place] = hash;
    this.#table[place + 1] = this.#keys.push(key) - 1;
    if (this.#keys.length * 4 >= this.#table.length) this.#grow();
    return key;
  }

  #grow(): void {
    const old = this.#table;
    const table = newPairs(old.length);
    const mask = table.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      const hash = old[from] as number;
      const number = old[from + 1] as number;
      if (number === EMPTY) continue;
      let place = (hash << 1) & mask;
      while (table[place + 1] !== EMPTY) place = (place + 2) & mask;
      table[place] = hash;
      table[place + 1] = number;
    }
    this.#table = table;
  }
}

function newPairs(count: number): Int32Array {
  return new Int32Array(count * 2).fill(EMPTY);
}

/** Where the line ends, or the bytes. A plain loop: lines are short, and `indexOf` costs more to call than to run. */
function lineEnd(bytes: Uint8Array, from: number): number {
  let end = from;
  while (end < bytes.length && bytes[end] !== NEWLINE) end += 1;
  return end;
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

function isOfStars(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && bytes[at] === STAR) at += 1;
  return at === end;
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function isText(key: string, bytes: Uint8Array, start: number, end: number): boolean {
  const { length } = key;
  if (length !== end - start) return false;
  for (let at = 0; at < length; at += 1) if (key.charCodeAt(at) !== bytes[start + at]) return false;
  return true;
}

/** In pieces: a call takes only so many arguments. */
const PIECE = 1_024;

function textOf(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += PIECE) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(end, at + PIECE)));
  }
  return text;
}
