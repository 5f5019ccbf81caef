/** Words about the commands of commands/counters.ts. */
import type { Words } from './command-words.ts';

export const counters: Words = {
  incr: {
    since: '1.0.0',
    summary: 'Add one to the integer at a key; nothing counts as 0.',
    syntax: 'key',
    replies: ['Integer: the value after it.'],
  },
  decr: {
    since: '1.0.0',
    summary: 'Take one from the integer at a key; nothing counts as 0.',
    syntax: 'key',
    replies: ['Integer: the value after it.'],
  },
  incrby: {
    since: '1.0.0',
    summary: 'Add to the integer at a key; nothing counts as 0.',
    syntax: 'key increment',
    replies: ['Integer: the value after it.'],
  },
  decrby: {
    since: '1.0.0',
    summary: 'Take from the integer at a key; nothing counts as 0.',
    syntax: 'key decrement',
    replies: ['Integer: the value after it.'],
  },
  incrbyfloat: {
    since: '2.6.0',
    summary: 'Add to the number at a key, with 64 bits of mantissa.',
    syntax: 'key increment',
    replies: ['Bulk: the value after it, with up to 17 decimals.'],
  },
};
