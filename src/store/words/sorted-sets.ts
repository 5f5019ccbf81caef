/** Words about the commands of commands/sorted-sets.ts. */
import type { Words } from './command-words.ts';

export const sortedSets: Words = {
  zrem: {
    since: '1.2.0',
    summary: 'Remove members. With the last one the key goes.',
    syntax: 'key member [member ...]',
    replies: ['Integer: how many were there.'],
  },
  zcard: {
    since: '1.2.0',
    summary: 'Count the members.',
    syntax: 'key',
    replies: ['Integer: how many there are, 0 where there is no such key.'],
  },
  zscore: {
    since: '1.2.0',
    summary: 'Get the score of a member.',
    syntax: 'key member',
    replies: ['Double: the score.', 'Nil: there is no such member.'],
  },
  zmscore: {
    since: '6.2.0',
    summary: 'Get the scores of several members.',
    syntax: 'key member [member ...]',
    replies: ['Array: for each member its score, or nil where there is no such member.'],
  },
  zrank: {
    since: '2.0.0',
    summary: 'Get the rank of a member: how many stand before it.',
    syntax: 'key member',
    replies: ['Integer: the rank, from 0 on.', 'Nil: there is no such member.'],
  },
  zrevrank: {
    since: '2.0.0',
    summary: 'Get the rank of a member from the end: how many stand behind it.',
    syntax: 'key member',
    replies: ['Integer: the rank from the end, from 0 on.', 'Nil: there is no such member.'],
  },
  zscan: {
    since: '2.8.0',
    summary:
      'Walk over the members in steps, as SCAN does over all keys: every member that is there from the first step to the last is met.',
    syntax: 'key cursor [MATCH pattern] [COUNT count]',
    replies: ['Array of two: the cursor of the next step, 0 at the end; members and scores in turn.'],
  },
};
