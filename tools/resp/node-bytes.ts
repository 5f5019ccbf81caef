/** Node's faster ways between bytes and byte strings. A call into the runtime has a price of its own, so the short ones stay in JavaScript. */
import { SHORT_MAX, shortText, type ReadBytes, type WriteBytes } from '../../src/store/resp/byte-text.ts';

/** On the prototype in every Node, though the declarations know it only since later ones. */
interface Latin1 {
  latin1Slice(this: Uint8Array, start: number, end: number): string;
  latin1Write(this: Uint8Array, text: string, offset: number, length: number): number;
}

const { latin1Slice, latin1Write } = Buffer.prototype as unknown as Latin1;

export const readBytes: ReadBytes = (octets, start, end) =>
  end - start <= SHORT_MAX ? shortText(octets, start, end) : latin1Slice.call(octets, start, end);

export const writeBytes: WriteBytes = (bytes, target, offset) => {
  latin1Write.call(target, bytes, offset, bytes.length);
};
