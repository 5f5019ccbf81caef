/** The textbook's side of what panels say; it comes with their words. */
import { layered } from '../layers.ts';
import type { PanelsTextbook, Textbook } from '../types.ts';
import { textbook } from './textbook.ts';

const ofPanels: PanelsTextbook = {
  copy: {
    chord: {
      told: {
        compare: (who, whom) => `${who} compares replicas with ${whom}`,
        fetch: (who, whom, count) =>
          `${who} asks ${whom} for ${count} ${count === 1 ? 'replica' : 'replicas'}`,
        offer: (who, whom, count) =>
          `${who} offers ${whom} ${count} ${count === 1 ? 'replica' : 'replicas'} that nobody asked after`,
        replicate: (who, whom, what) => `${who} replicates ${what} to ${whom}`,
      },
      noted: {
        repaired: (who, keys) =>
          keys === 1 ? `${who} makes good a replica of 1 key` : `${who} makes good replicas of ${keys} keys`,
        dropped: (who, keys) =>
          `${who} drops ${keys} ${keys === 1 ? 'replica' : 'replicas'} that are not its to keep`,
      },
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
    nodeTable: {
      columns: { copies: 'Replicas' },
      help: { copies: 'Replicas that it keeps for others' },
    },
    console: {
      route: { stale: (who) => `${who} keeps a replica; a newer value is not known of` },
    },
    eventList: {
      told: { copies: (who, what, whom) => `${who} replicates ${what} to ${whom}` },
    },
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
          replicate: 'A write for a replica',
        },
      },
    },
  },
  quorum: {
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
  rope: {
    share: { draft: { rope: 'The network is partitioned. Which side still answers?' } },
  },
  suspected: {
    share: { stands: { doubted: 'Some suspect it, nobody is sure.' } },
    nodeTable: { columns: { doubted: 'Suspected by' }, doubts: (who) => `suspects ${who}` },
    eventList: { noted: { suspects: (who, whom) => `${who} suspects ${whom}` } },
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
  },
  start: {
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
    inspector: {
      key: {
        heads: (count) => `${count} siblings`,
        headsTerm: 'In plain words: heads, writes that did not know of each other',
      },
    },
  },
  entry: {
    tables: {
      stored: (index, count, all) => `Entry ${index}: stored on ${count} of ${all}`,
      allCommitted: (count) => (count === 1 ? '1 entry, committed.' : `${count} entries, all committed.`),
      logHolds: (count, committed) =>
        `${count} ${count === 1 ? 'entry' : 'entries'}, ${committed} known to be committed`,
      box: (index) => `Entry ${index}`,
      told: {
        append: (who, whom, from, to) =>
          from === to
            ? `${who} sends ${whom} entry ${from}`
            : `${who} sends ${whom} entries ${from} to ${to}`,
      },
    },
    inspector: { message: { kinds: { 'append entries': 'Entries for the log' } } },
  },
  term: {
    tables: {
      inTerm: (term) => `term ${term}`,
      twoLead: (names, term) => `${names} lead in term ${term}`,
      node: { term: 'Term' },
      told: {
        inTerm: (what, term) => `${what} in term ${term}`,
        ofTerm: (what, term) => `${what} (term ${term})`,
      },
    },
  },
  finger: {
    chord: {
      eyes: { finger: 'end of a finger' },
      mutants: { 'fingers-off-by-one': 'fingers lead one place too far' },
      node: { fingers: 'Its fingers', fingersTerm: 'In plain words: shortcuts' },
    },
  },
  p99: {
    metrics: { parts: { p50: 'p50', p95: 'p95', p99: 'p99' } },
  },
  lag: {
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
};

export const wholeTextbook: Textbook = layered(textbook, ofPanels);
