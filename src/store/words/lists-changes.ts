/** Words about the commands of commands/lists-changes.ts. */
import type { Words } from './command-words.ts';

export const listsChanges: Words = {
  lset: {
    since: '1.0.0',
    summary: 'Replace the element at an index; negative indexes count from the end.',
    syntax: 'key index element',
    replies: ['Status OK.'],
  },
  linsert: {
    since: '2.2.0',
    summary: 'Put an element before or behind the first one that equals the pivot.',
    syntax: 'key <BEFORE | AFTER> pivot element',
    replies: [
      'Integer: how long the list is afterwards; 0 where there is no such key, -1 where there is no pivot.',
    ],
  },
  lrem: {
    since: '1.0.0',
    summary:
      'Remove so many elements equal to one, from the left; from the right where the count is negative; all for 0.',
    syntax: 'key count element',
    replies: ['Integer: how many were removed.'],
  },
  ltrim: {
    since: '1.0.0',
    summary:
      'Keep only the elements from an index to another, both included; negative ones count from the end.',
    syntax: 'key start stop',
    replies: ['Status OK.'],
  },
  lmove: {
    since: '6.2.0',
    summary: 'Move an element from an end of one list to an end of another, or of the same.',
    syntax: 'source destination <LEFT | RIGHT> <LEFT | RIGHT>',
    replies: ['Bulk: the element.', 'Nil: there is no such source.'],
  },
  rpoplpush: {
    since: '1.2.0',
    summary: 'Move the last element of one list before the first of another, or of the same.',
    syntax: 'source destination',
    replies: ['Bulk: the element.', 'Nil: there is no such source.'],
  },
  lpos: {
    since: '6.0.6',
    summary:
      'Find where an element stands. RANK says from which match on, negative from the end; COUNT how many to find; MAXLEN how many elements to look at, 0 for all.',
    syntax: 'key element [RANK rank] [COUNT num-matches] [MAXLEN len]',
    replies: [
      'Integer: the index.',
      'Nil: it is not there.',
      'With COUNT, array: the indexes of so many matches, of all for 0.',
    ],
  },
};
