/** What has come of what a first visitor did, and what to try next. */
export const story = {
  others: 'Others',
  covered: (heir: string, gone: string) => `${heir} already had copies of ${gone}’s keys. Nothing was lost.`,
  thin: (count: number) => `Two gone. ${count} ${count === 1 ? 'key has' : 'keys have'} one copy left.`,
  lost: (key: string, count: number) =>
    count === 1
      ? `${key} is gone: all three of its copies died before a new one was made.`
      : `${key} and ${count - 1} more are gone: all their copies died before new ones were made.`,
  survived: 'The same three kills, with time to repair: nothing lost.',
  rewind: (seconds: string) => `Rewind ${seconds} and wait longer`,

  dares: 'Three dares',
  dare: {
    lose: 'Lose a key with one kill.',
    disagree: 'Make two nodes disagree.',
    old: 'Get an old answer.',
  },
  done: {
    lose: (key: string, node: string) => `${key} died with ${node}, the only one that had it.`,
    doubt: (one: string, other: string, third: string) =>
      `${one} takes ${third} for dead, ${other} does not.`,
    views: (one: string, other: string) => `${one} and ${other} know different views.`,
    heads: (key: string, node: string) =>
      `${node} keeps two values of ${key} that did not know of each other.`,
    old: (key: string, node: string) => `${node} answered ${key} with less than you had been promised.`,
  },
  isDone: 'done',
};
