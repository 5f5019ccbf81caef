/** Words about the commands of commands/sorted-sets-stores.ts. */
import type { Words } from './command-words.ts';

export const sortedSetsStores: Words = {
  zunionstore: {
    since: '2.0.0',
    summary:
      'Store what is in any of several sorted sets or sets. Its score is the sum, the least or the greatest of its scores, each times the weight of its set; a member of a set has the score 1.',
    syntax: 'destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM | MIN | MAX]',
    replies: ['Integer: how many members the result has; where it has none, the destination is deleted.'],
  },
  zinterstore: {
    since: '2.0.0',
    summary:
      'Store what is in all of several sorted sets or sets. Its score is the sum, the least or the greatest of its scores, each times the weight of its set; a member of a set has the score 1.',
    syntax: 'destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM | MIN | MAX]',
    replies: ['Integer: how many members the result has; where it has none, the destination is deleted.'],
  },
};
