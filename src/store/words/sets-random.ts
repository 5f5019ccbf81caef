/** Words about the commands of commands/sets-random.ts. */
import type { Words } from './command-words.ts';

export const setsRandom: Words = {
  spop: {
    since: '1.0.0',
    summary: 'Take random members from a set.',
    syntax: 'key [count]',
    replies: [
      'Bulk: the member, without a count.',
      'Nil: there is no such key, without a count.',
      'Set: the members, with a count.',
    ],
  },
  srandmember: {
    since: '1.0.0',
    summary: 'Get random members of a set: different ones, or with a negative count any, also again.',
    syntax: 'key [count]',
    replies: [
      'Bulk: the member, without a count.',
      'Nil: there is no such key, without a count.',
      'Array: the members, with a count.',
    ],
  },
};
