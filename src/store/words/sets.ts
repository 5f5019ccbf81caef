/** Words about the commands of commands/sets.ts. */
import type { Words } from './command-words.ts';

export const sets: Words = {
  sadd: {
    since: '1.0.0',
    summary: 'Add members to a set, which is made if there is none.',
    syntax: 'key member [member ...]',
    replies: ['Integer: how many are new.'],
  },
  srem: {
    since: '1.0.0',
    summary: 'Remove members from a set. With the last one the key goes.',
    syntax: 'key member [member ...]',
    replies: ['Integer: how many were there.'],
  },
  smove: {
    since: '1.0.0',
    summary: 'Move a member from one set to another, at one instant.',
    syntax: 'source destination member',
    replies: ['Integer: 1 when moved, 0 when the source has no such member.'],
  },
  smembers: {
    since: '1.0.0',
    summary: 'Get all members of a set.',
    syntax: 'key',
    replies: ['Set: the members, ascending in an intset.'],
  },
  sismember: {
    since: '1.0.0',
    summary: 'Ask whether a set has a member.',
    syntax: 'key member',
    replies: ['Integer: 1 when it has, 0 when not.'],
  },
  smismember: {
    since: '6.2.0',
    summary: 'Ask of each of several members whether a set has it.',
    syntax: 'key member [member ...]',
    replies: ['Array: for each member the integer 1 or 0.'],
  },
  scard: {
    since: '1.0.0',
    summary: 'Get the size of a set.',
    syntax: 'key',
    replies: ['Integer: the number of members, 0 where there is no set.'],
  },
  sscan: {
    since: '2.8.0',
    summary:
      'Walk over a set in steps, as SCAN does over all keys: every member that is there from the first step to the last is met.',
    syntax: 'key cursor [MATCH pattern] [COUNT count]',
    replies: ['Array of two: the cursor of the next step, 0 at the end; the members of this one.'],
  },
};
