/** Links as a stranger may make them: sound as links, whatever they hold. */
import { base64urlnopad } from '@scure/base';
import { deflateSync } from 'fflate';
import { checksum } from '../../src/share/checksum.ts';
import { DICTIONARY } from '../../src/share/dictionary.ts';

/** Packed as tightly as can be only where that matters: it takes its time. */
export function forged(content: string | Uint8Array, level: 1 | 9 = 1): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const dictionary = new TextEncoder().encode(DICTIONARY);
  const deflated = deflateSync(bytes, { level, dictionary });
  const sealed = new Uint8Array(4 + deflated.length);
  new DataView(sealed.buffer).setUint32(0, checksum(deflated));
  sealed.set(deflated, 4);
  return `#s=1${base64urlnopad.encode(sealed)}`;
}

/** So much of one letter, and as many of them as a link can hold. */
export const BOMB_BYTES = 50_000_000;
export const FITTING_BOMB_BYTES = 6_000_000;

/** Of the processor's time, in ms: whatever else a busy machine does is none of it. */
export function spentOn(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
