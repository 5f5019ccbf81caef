/** Node's faster ways between bytes and byte strings. A call into the runtime has a price of its own, so the short ones stay in JavaScript. */
import { SHORT_MAX, shortText, type ReadBytes, type WriteBytes } from '../../src/store/resp/byte-text.ts';

/** On the prototype in every Node, though the declarations know it only since later ones. */
interface Latin1 {
  latin1Slice(this: Uint8Array, start: number, end: number): string;
  latin1Write(this: Uint8Array, text: string, offset: number, length: number): number;
}

const { latin1Slice, latin1Write } = Buffer.prototype as unknown as Latin1;

export const readBytes: ReadBytes = (octets, start, end) => {
  const length = end - start;
  if (length > SHORT_MAX) return latin1Slice.call(octets, start, end);
  return length === 3 || length === 4 ? wordText(octets, start, end) : shortText(octets, start, end);
};

export const writeBytes: WriteBytes = (bytes, target, offset) => {
  latin1Write.call(target, bytes, offset, bytes.length);
};

/**
 * Words of three and four bytes are remembered: nearly every request begins with one. They fit into a number, so that a look at the
 * memory is one comparison; and a string that was there before has its hash, so that looking a command up by it costs less too.
 */
const WORDS = 256;
const codes = new Int32Array(WORDS);
const texts: string[] = Array.from({ length: WORDS }, () => '');

function wordText(octets: Uint8Array, start: number, end: number): string {
  const code =
    (octets[start] as number) |
    ((octets[start + 1] as number) << 8) |
    ((octets[start + 2] as number) << 16) |
    (end - start === 4 ? (octets[start + 3] as number) << 24 : 0);
  const slot = Math.imul(code, 0x9e3779b1) >>> 24;
  const known = texts[slot] as string;
  if (codes[slot] === code && known.length === end - start) return known;
  codes[slot] = code;
  return (texts[slot] = shortText(octets, start, end));
}
