/** Words about the commands of commands/hashes-numbers.ts. */
import type { Words } from './command-words.ts';

export const hashesNumbers: Words = {
  hincrby: {
    since: '2.0.0',
    summary: 'Add to the integer in a field of a hash; nothing counts as 0.',
    syntax: 'key field increment',
    replies: ['Integer: the value after it.'],
  },
  hincrbyfloat: {
    since: '2.6.0',
    summary: 'Add to the number in a field of a hash, with 64 bits of mantissa.',
    syntax: 'key field increment',
    replies: ['Bulk: the value after it, with up to 17 decimals.'],
  },
};
