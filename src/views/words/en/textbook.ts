/** The other side of the ladder: what the textbook says for each plain word, and every sentence in which that word stands. */
import type { Textbook } from '../types.ts';

export const textbook: Textbook = {
  copy: {
    terms: { copy: 'replica' },
    story: {
      covered: (heir, gone) => `${heir} already had replicas of ${gone}’s keys. Nothing was lost.`,
      thin: (count) => `Two gone. ${count} ${count === 1 ? 'key has' : 'keys have'} one replica left.`,
      lost: (key, count) =>
        count === 1
          ? `${key} is gone: all three of its replicas died before a new one was made.`
          : `${key} and ${count - 1} more are gone: all their replicas died before new ones were made.`,
    },
    keysHeld: (count) => `${count} replicas`,
    keysAndCopies: (keys, copies) =>
      `${keys} ${keys === 1 ? 'key' : 'keys'}, ${copies} ${copies === 1 ? 'replica' : 'replicas'}`,
    ring: {
      oneKey: (copies) =>
        copies === 1
          ? 'one key and its replica'
          : `one key and its ${copies === 2 ? 'two' : copies} replicas`,
    },
    tools: { copies: 'Replicas' },
    hands: {
      heirHadCopies: (heir, gone, count) =>
        `${heir} answers for ${gone}’s ${keys(count)} now; it had replicas.`,
      heirsHadCopies: (heirs, gone, count) =>
        `${heirs} answer for ${gone}’s ${keys(count)} now; they had replicas.`,
    },
    time: { marks: { repair: (who, of) => `${who} repairs a replica on ${of}.` } },
  },
  quorum: {
    terms: { quorum: 'write quorum' },
    tools: { writeNeeds: 'Write quorum', readNeeds: 'Read quorum' },
  },
  slice: { terms: { slice: 'virtual node' } },
  rope: {
    terms: { rope: 'partition' },
    isCut: (sides, isOneWay) => `${isOneWay ? 'One-way partition' : 'Partition'}: ${sides}`,
    untie: 'Heal the partition',
    event: { whyLost: { partition: () => 'there is a partition between them' } },
    action: {
      cut: (sides) => `Partition the network: ${sides}`,
      cutOneWay: (sides) => `Partition the network one way: ${sides}`,
    },
    tools: {
      ropeHelp: 'Draw round the nodes of one side, or pick them one by one.',
      tie: 'Make the partition',
      wayLabel: 'What the partition stops',
    },
    hands: {
      said: {
        rope: (names) => `A partition sets ${names} apart. Nothing passes.`,
        untie: 'The partition is healed. Everybody can reach everybody.',
      },
      nobodyInside: 'No node stands on this side of the partition.',
      everybodyInside: 'All nodes stand on one side: that is no partition.',
      ropeBegins: 'Partition: Enter picks a node, Shift and Enter makes it, Escape leaves it.',
      nothingToUntie: 'There is no partition.',
    },
    help: {
      acts: { rope: 'Partition the network', tie: 'Make the partition', heal: 'Heal the partition' },
    },
  },
  suspected: {
    terms: { suspected: 'suspected' },
    someDoubt: (count) => (count === 1 ? '1 node suspects it' : `${count} nodes suspect it`),
    ring: { doubtsIt: 'suspected' },
    time: { marks: { doubt: (who, of) => `${who} suspects ${of}.` } },
  },
  move: {
    terms: { move: 'rebalancing' },
    action: { rebalance: 'Rebalance' },
    hands: { said: { rebalance: 'The cluster rebalances.' } },
    time: { marks: { move: 'Rebalancing begins.', moved: 'Rebalancing is over.' } },
  },
  start: {
    terms: { start: 'incarnation' },
  },
  hint: {
    terms: { hint: 'hint' },
  },
  heads: {
    terms: { heads: 'siblings' },
    ring: { heads: (count) => `${count} siblings` },
    story: { done: { heads: (key, node) => `${node} keeps two siblings of ${key}.` } },
  },
  entry: { terms: { entry: 'log entry' } },
  term: { terms: { term: 'term' } },
  p99: {
    terms: { p99: 'p99' },
  },
  lag: {
    terms: { lag: 'replication lag' },
  },
  finger: { terms: { finger: 'finger' } },
  lastWriter: { terms: { lastWriter: 'LWW' } },
};

const keys = (count: number): string => (count === 1 ? '1 key' : `${count} keys`);
