/** Words about the commands of commands/sorted-sets-ranges.ts. */
import type { Words } from './command-words.ts';

export const sortedSetsRanges: Words = {
  zrange: {
    since: '1.2.0',
    summary:
      'Get the members from a rank to another, both included and negative ones from the end; BYSCORE between two scores, as ZRANGEBYSCORE; BYLEX between two members, as ZRANGEBYLEX. REV goes from the highest to the lowest, and takes the higher bound first.',
    syntax: 'key start stop [BYSCORE | BYLEX] [REV] [LIMIT offset count] [WITHSCORES]',
    replies: ['Array: the members; with WITHSCORES each with its score behind it.'],
  },
  zrevrange: {
    since: '1.2.0',
    summary: 'Get the members from a rank to another, the highest score first and ranks from there.',
    syntax: 'key start stop [WITHSCORES]',
    replies: ['Array: the members; with WITHSCORES each with its score behind it.'],
  },
  zrangebyscore: {
    since: '1.0.5',
    summary:
      'Get the members between two scores: `1.5` with it, `(1.5` without it, `-inf` and `+inf` for the ends. LIMIT leaves out the first ones and gives so many, all for a negative count.',
    syntax: 'key min max [WITHSCORES] [LIMIT offset count]',
    replies: ['Array: the members; with WITHSCORES each with its score behind it.'],
  },
  zrevrangebyscore: {
    since: '2.2.0',
    summary: 'As ZRANGEBYSCORE, the highest score first.',
    syntax: 'key max min [WITHSCORES] [LIMIT offset count]',
    replies: ['Array: the members; with WITHSCORES each with its score behind it.'],
  },
  zrangebylex: {
    since: '2.8.9',
    summary:
      'Get the members between two members, where all scores are equal: `[a` with it, `(a` without it, `-` and `+` for the ends.',
    syntax: 'key min max [LIMIT offset count]',
    replies: ['Array: the members.'],
  },
  zrevrangebylex: {
    since: '2.8.9',
    summary: 'As ZRANGEBYLEX, the last member first.',
    syntax: 'key max min [LIMIT offset count]',
    replies: ['Array: the members.'],
  },
  zcount: {
    since: '2.0.0',
    summary: 'Count the members between two scores, written as for ZRANGEBYSCORE.',
    syntax: 'key min max',
    replies: ['Integer: how many there are, 0 where there is no such key.'],
  },
  zlexcount: {
    since: '2.8.9',
    summary: 'Count the members between two members, where all scores are equal, written as for ZRANGEBYLEX.',
    syntax: 'key min max',
    replies: ['Integer: how many there are, 0 where there is no such key.'],
  },
};
