/** Words about the commands of commands/hashes-whole.ts. */
import type { Words } from './command-words.ts';

export const hashesWhole: Words = {
  hgetall: {
    since: '2.0.0',
    summary: 'Get all fields of a hash with their values.',
    syntax: 'key',
    replies: ['Map: the values by field, in a listpack in the order in which the fields came.'],
  },
  hkeys: {
    since: '2.0.0',
    summary: 'Get all fields of a hash.',
    syntax: 'key',
    replies: ['Array: the fields, in the order of HGETALL.'],
  },
  hvals: {
    since: '2.0.0',
    summary: 'Get all values of a hash.',
    syntax: 'key',
    replies: ['Array: the values, in the order of HGETALL.'],
  },
  hlen: {
    since: '2.0.0',
    summary: 'Get the number of fields of a hash.',
    syntax: 'key',
    replies: ['Integer: how many there are, 0 where there is no hash.'],
  },
  hscan: {
    since: '2.8.0',
    summary:
      'Walk over a hash in steps, as SCAN does over all keys: every field that is there from the first step to the last is met.',
    syntax: 'key cursor [MATCH pattern] [COUNT count]',
    replies: [
      'Array of two: the cursor of the next step, 0 at the end; the fields of this one with their values.',
    ],
  },
};
