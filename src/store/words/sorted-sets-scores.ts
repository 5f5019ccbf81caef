/** Words about the commands of commands/sorted-sets-scores.ts. */
import type { Words } from './command-words.ts';

export const sortedSetsScores: Words = {
  zadd: {
    since: '1.2.0',
    summary:
      'Give members scores. NX: only new ones; XX: only those that are there; GT, LT: of those that are there only such whose score rises, falls. INCR adds to the score of one member, as ZINCRBY does.',
    syntax: 'key [NX | XX] [GT | LT] [CH] [INCR] score member [score member ...]',
    replies: [
      'Integer: how many are new; with CH, how many are new or have another score.',
      'With INCR, double: the new score.',
      'With INCR, nil: a condition did not hold.',
    ],
  },
  zincrby: {
    since: '1.2.0',
    summary: 'Add to the score of a member, which is 0 before it is there.',
    syntax: 'key increment member',
    replies: ['Double: the new score.'],
  },
};
