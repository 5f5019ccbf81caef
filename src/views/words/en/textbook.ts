/** The other side of the ladder: what the textbook says for a plain word, and every sentence in which that word stands. */
import type { Some, Words } from '../types.ts';

export const textbook: Some<Words> = {
  terms: {
    copy: 'replica',
    quorum: 'write quorum',
    slice: 'virtual node',
    rope: 'partition',
    suspected: 'suspected',
    entry: 'log entry',
    term: 'term',
    p99: 'p99',
    lag: 'replication lag',
    finger: 'finger',
    lastWriter: 'LWW',
  },
  story: {
    covered: (heir, gone) => `${heir} already had replicas of ${gone}’s keys. Nothing was lost.`,
    thin: (count) => `Two gone. ${count} ${count === 1 ? 'key has' : 'keys have'} one replica left.`,
    lost: (key, count) =>
      count === 1
        ? `${key} is gone: all three of its replicas died before a new one was made.`
        : `${key} and ${count - 1} more are gone: all their replicas died before new ones were made.`,
  },
  isCut: (sides, isOneWay) => `${isOneWay ? 'One-way partition' : 'Partition'}: ${sides}`,
  untie: 'Heal the partition',
  keysHeld: (count) => `${count} replicas`,
  keysAndCopies: (keys, copies) =>
    `${keys} ${keys === 1 ? 'key' : 'keys'}, ${copies} ${copies === 1 ? 'replica' : 'replicas'}`,
  someDoubt: (count) => (count === 1 ? '1 node suspects it' : `${count} nodes suspect it`),
  inspector: {
    key: {
      copies: (count) => (count === 1 ? '1 replica' : `${count} replicas`),
      copiesTerm: 'In plain words: copies',
      copy: 'replica',
      keepsFor: (name) => `holds a hint for ${name}`,
      hint: 'hint',
      behind: (count) => (count > 0 ? `lags by ${count}` : 'stale'),
      behindTerm: 'In plain words: so many versions behind',
      heads: (count) => `${count} siblings`,
    },
    node: {
      starts: 'Incarnation',
      startsTerm: 'In plain words: how often it was started',
      suspected: 'suspected',
      suspectedTerm: 'In plain words: thinks it is dead',
      hints: 'Hints for others',
    },
  },
};
