/**
 * Reading texts from bytes, fast where they repeat. The keys of records, the ids of nodes and the kinds of messages are the same few
 * dozen short strings over and over: making each of them anew costs more than all the rest of a message. So a text is looked up by its
 * bytes among those read lately, and only made when it is not there.
 *
 * Known weakness: it is a table of slots without chains, so two texts of one slot push each other out. They are then made each time,
 * which is slower and never wrong.
 */
const SLOTS = 1_024;
/** Longer texts are rarely the same as one before. */
const REMEMBERED_MAX = 24;
/** From here on the engine's own decoder, with its fixed price for a call, is faster than joining characters. */
const DECODER_MIN = 24;
/** How many code units one call may be given: engines limit the number of arguments. */
const UNITS_MAX = 4_096;

const decoder = new TextDecoder();

export class TextMemory {
  readonly #recent = new Array<string>(SLOTS).fill('');

  /** The text of `length` ASCII bytes. */
  ascii(bytes: Uint8Array, start: number, length: number): string {
    if (length > REMEMBERED_MAX) return makeAscii(bytes, start, length);
    const end = start + length;
    let hash = length;
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
    const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
    const known = this.#recent[slot] as string;
    if (known.length === length) {
      let at = 0;
      while (at < length && known.charCodeAt(at) === bytes[start + at]) at += 1;
      if (at === length) return known;
    }
    const text = makeAscii(bytes, start, length);
    this.#recent[slot] = text;
    return text;
  }
}

function makeAscii(bytes: Uint8Array, start: number, length: number): string {
  if (length >= DECODER_MIN) return decoder.decode(bytes.subarray(start, start + length));
  let text = '';
  let at = start;
  const end = start + length;
  for (; at + 4 <= end; at += 4) {
    text += String.fromCharCode(
      bytes[at] as number,
      bytes[at + 1] as number,
      bytes[at + 2] as number,
      bytes[at + 3] as number,
    );
  }
  for (; at < end; at += 1) text += String.fromCharCode(bytes[at] as number);
  return text;
}

/**
 * The text of `length` UTF-16 code units, two bytes each. Not by a decoder: those replace half of a surrogate pair, and a program that cuts a
 * text in the middle of an emoji must find the same half on the other side, as it does when nothing crosses a thread.
 */
export function makeWide(bytes: Uint8Array, start: number, length: number): string {
  const units = new Uint16Array(Math.min(length, UNITS_MAX));
  let text = '';
  for (let done = 0; done < length; done += units.length) {
    const count = Math.min(units.length, length - done);
    for (let index = 0; index < count; index += 1) {
      const at = start + (done + index) * 2;
      units[index] = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
    }
    const part = count === units.length ? units : units.subarray(0, count);
    text += String.fromCharCode.apply(null, part as unknown as number[]);
  }
  return text;
}
