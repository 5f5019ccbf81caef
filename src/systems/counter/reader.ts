/** For whoever looks on: the counter's log. Of keys it knows nothing. */
import { concatBytes } from '../../kernel/bytes.ts';
import type { Reader } from '../registered.ts';
import { LOG, recordsOf } from './log.ts';

export const counterReader: Reader = {
  carried: () => null,
  asksFor: () => false,
  tail({ segments }, limit) {
    const [, chunks = []] = segments.find(([name]) => name === LOG) ?? [];
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    return recordsOf(concatBytes(chunks, length))
      .slice(-limit)
      .map(({ value, end }) => ({ text: `value ${value}`, bytes: 8, file: LOG, end }));
  },
};
