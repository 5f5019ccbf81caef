/** Words about the commands of commands/sorted-sets-removals.ts. */
import type { Words } from './command-words.ts';

export const sortedSetsRemovals: Words = {
  zpopmin: {
    since: '5.0.0',
    summary: 'Take the members with the lowest scores, one without a count.',
    syntax: 'key [count]',
    replies: ['Array: members, each with its score behind it; empty where there is no such key.'],
  },
  zpopmax: {
    since: '5.0.0',
    summary: 'Take the members with the highest scores, one without a count.',
    syntax: 'key [count]',
    replies: ['Array: members, each with its score behind it; empty where there is no such key.'],
  },
  zremrangebyrank: {
    since: '2.0.0',
    summary: 'Remove the members from a rank to another, both included; negative ones count from the end.',
    syntax: 'key start stop',
    replies: ['Integer: how many were removed.'],
  },
  zremrangebyscore: {
    since: '1.2.0',
    summary: 'Remove the members between two scores, written as for ZRANGEBYSCORE.',
    syntax: 'key min max',
    replies: ['Integer: how many were removed.'],
  },
  zremrangebylex: {
    since: '2.8.9',
    summary:
      'Remove the members between two members, where all scores are equal, written as for ZRANGEBYLEX.',
    syntax: 'key min max',
    replies: ['Integer: how many were removed.'],
  },
};
