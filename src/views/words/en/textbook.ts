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
    api: {
      routes: {
        'GET /api/cluster/replications': 'The replicas of these items, one record each.',
        'GET /net/:address/health':
          'Whether one node is well: can it hear the others, has it memory, does its disk work, do its replicas keep up.',
      },
    },
    share: {
      kinds: {
        names: { copies: 'How many replicas a key has' },
        copies: { asks: (key) => `How many replicas of ${key} are there then?` },
      },
    },
    tools: { copies: 'Replicas' },
    nodeTable: {
      columns: { copies: 'Replicas' },
      help: { copies: 'Replicas that it keeps for others' },
    },
    hands: {
      heirHadCopies: (heir, gone, count) =>
        `${heir} answers for ${gone}’s ${keys(count)} now; it had replicas.`,
      heirsHadCopies: (heirs, gone, count) =>
        `${heirs} answer for ${gone}’s ${keys(count)} now; they had replicas.`,
    },
    console: {
      route: { stale: (who) => `${who} keeps a replica; a newer value is not known of` },
    },
    eventList: {
      told: { copies: (who, what, whom) => `${who} replicates ${what} to ${whom}` },
    },
    time: { marks: { repair: (who, of) => `${who} repairs a replica on ${of}.` } },
    inspector: {
      key: {
        copies: (count) => (count === 1 ? '1 replica' : `${count} replicas`),
        copiesTerm: 'In plain words: copies',
        copy: 'replica',
      },
      message: {
        kinds: {
          copy: 'A write for a replica',
          copied: 'A replica says: I have it',
          mirror: 'A replica',
        },
      },
    },
  },
  quorum: {
    terms: { quorum: 'write quorum' },
    tools: { writeNeeds: 'Write quorum', readNeeds: 'Read quorum' },
    console: { route: { needs: (needed, all) => `quorum ${needed} of ${all}` } },
    inspector: {
      key: {
        readNeeds: (count) =>
          count === 1
            ? 'The read quorum is 1, so whoever answers first decides.'
            : `The read quorum is ${count}. The newest of these answers counts.`,
      },
    },
  },
  slice: { terms: { slice: 'virtual node' } },
  rope: {
    terms: { rope: 'partition' },
    isCut: (sides, isOneWay) => `${isOneWay ? 'One-way partition' : 'Partition'}: ${sides}`,
    untie: 'Heal the partition',
    share: { draft: { rope: 'The network is partitioned. Which side still answers?' } },
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
    share: { stands: { doubted: 'Some suspect it, nobody is sure.' } },
    nodeTable: { columns: { doubted: 'Suspected by' }, doubts: (who) => `suspects ${who}` },
    eventList: { noted: { suspects: (who, whom) => `${who} suspects ${whom}` } },
    time: { marks: { doubt: (who, of) => `${who} suspects ${of}.` } },
    health: { why: { suspects: (names) => `It suspects ${names}.` } },
    inspector: {
      node: {
        doubted: (names) => `Suspected by ${names}.`,
        suspected: 'suspected',
        suspectedTerm: 'In plain words: thinks it is dead',
      },
    },
  },
  move: {
    terms: { move: 'rebalancing' },
    action: { rebalance: 'Rebalance' },
    hands: { said: { rebalance: 'The cluster rebalances.' } },
    api: {
      routes: {
        'POST /api/cluster/rebalance': 'The cluster rebalances for the nodes that are there now.',
      },
    },
    eventList: {
      noted: {
        moveBegun: (who) => `${who} learns: rebalancing begins`,
        moveOver: (who) => `${who} learns: rebalancing is over`,
      },
    },
    time: { marks: { move: 'Rebalancing begins.', moved: 'Rebalancing is over.' } },
  },
  start: {
    terms: { start: 'incarnation' },
    nodeTable: { columns: { starts: 'Incarnation' } },
    inspector: {
      node: {
        since: (starts, moment) =>
          starts === 1 ? `Running since ${moment}` : `Incarnation ${starts}, running since ${moment}`,
        starts: 'Incarnation',
        startsTerm: 'In plain words: how often it was started',
      },
    },
  },
  hint: {
    terms: { hint: 'hint' },
    inspector: {
      key: {
        keepsFor: (name) => `holds a hint for ${name}`,
        keepsTerm: 'In plain words: kept for another',
        hint: 'hint',
      },
      node: { hints: 'Hints for others' },
    },
  },
  heads: {
    terms: { heads: 'siblings' },
    ring: { heads: (count) => `${count} siblings` },
    story: { done: { heads: (key, node) => `${node} keeps two siblings of ${key}.` } },
    inspector: {
      key: {
        heads: (count) => `${count} siblings`,
        headsTerm: 'In plain words: heads, writes that did not know of each other',
      },
    },
  },
  entry: { terms: { entry: 'log entry' } },
  term: { terms: { term: 'term' } },
  p99: {
    terms: { p99: 'p99' },
    metrics: { parts: { p50: 'p50', p95: 'p95', p99: 'p99' } },
  },
  lag: {
    terms: { lag: 'replication lag' },
    itemTable: {
      copy: {
        behind: (name, versions) => (versions === 0 ? `${name} is stale` : `${name} lags by ${versions}`),
      },
    },
    metrics: { charts: { behind: 'Replication lag, changes', late: 'Replication lag, time' } },
    inspector: {
      key: {
        behind: (count) => (count > 0 ? `lags by ${count}` : 'stale'),
        behindTerm: 'In plain words: so many versions behind',
      },
    },
  },
  finger: { terms: { finger: 'finger' } },
  lastWriter: { terms: { lastWriter: 'LWW' } },
};

const keys = (count: number): string => (count === 1 ? '1 key' : `${count} keys`);
