/** Every address there is, as one table: the router is made of it, docs/api.md is written from it, and a test holds both to it. */
import { BODY_MOST } from './bodies.ts';
import { deleteItem, getItem, refuseEmptyKey, setItem, TTL_MOST } from './cache.ts';
import type { Call } from './call.ts';
import { fail, KINDS, recover } from './faults.ts';
import type { Asks, Field } from './fields.ts';
import { getHealth, getNodeHealth } from './health.ts';
import { getMetrics, getNodeMetrics } from './metrics.ts';
import { addNode, getNodes, NODES_MOST, rebalance, removeNode } from './nodes.ts';
import { getEvents, getItems, getReplications } from './records.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** Behind the base of the site. */
  readonly path: string;
  readonly says: string;
  /** What it takes, beside what stands in its path. */
  readonly takes?: string;
  /** The same for whoever makes a form of it; what stands in the path needs no saying. */
  readonly asks?: Asks;
  readonly answers: readonly (readonly [status: number, body: string, when: string])[];
  run(call: Call): Promise<Response>;
}

const ERROR = '{ error }';
const DONE = '{ success: true }';
const NOT_FOUND = '{ error: "Not found" }';
const MALFORMED = 'The key is empty, or its percent-encoding is malformed.';
const UNREACHED =
  'Nobody who could answer was reached in time, or the cluster cannot do it now. After a write: it may have happened.';
const NOT_JSON = 'The body is no JSON object';
const TOO_LARGE = [413, ERROR, `The body is larger than ${BODY_MOST} bytes.`] as const;
const NO_NODE = [404, ERROR, 'There is no such node.'] as const;
const PAGED =
  '`limit` (200, at most 1000) and `from`, the `next` of the page before; `key` for one key alone';

const NODE: Field = { name: 'nodeId', kind: 'node', isNeeded: true };
const PAGE: readonly Field[] = [
  { name: 'limit', kind: 'number' },
  { name: 'from', kind: 'number' },
];
const PAGE_OF_KEYS: Asks = { where: 'query', fields: [...PAGE, { name: 'key', kind: 'key' }] };
const inBody = (...fields: readonly Field[]): Asks => ({ where: 'body', fields });

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/cache/:key',
    says: 'Read a key.',
    answers: [
      [
        200,
        '{ value, metadata: { expiry, version, primary, servedBy, repaired } }',
        'It is there. `stale: true` is in the metadata where a copy answered that may be behind.',
      ],
      [400, ERROR, MALFORMED],
      [404, NOT_FOUND, 'There is no such key.'],
      [409, ERROR, 'It holds something else than a text, or several values side by side.'],
      [503, ERROR, UNREACHED],
    ],
    run: getItem,
  },
  {
    method: 'POST',
    path: '/api/cache/:key',
    says: 'Write a key.',
    takes: '`{ value: string, ttl?: number }`, `ttl` in seconds',
    asks: inBody(
      { name: 'value', kind: 'text', isNeeded: true, mayBeEmpty: true },
      { name: 'ttl', kind: 'number' },
    ),
    answers: [
      [200, DONE, 'It is written.'],
      [
        400,
        ERROR,
        `${MALFORMED} ${NOT_JSON}, \`value\` is missing or no string, \`ttl\` is no number, infinite, not above 0 or above ${TTL_MOST}.`,
      ],
      [413, ERROR, `${TOO_LARGE[2]} Or key and value are longer than a command may be.`],
      [503, ERROR, UNREACHED],
      [507, ERROR, 'The memory is full, and nothing may be evicted.'],
    ],
    run: setItem,
  },
  {
    method: 'DELETE',
    path: '/api/cache/:key',
    says: 'Delete a key.',
    answers: [
      [200, DONE, 'It is deleted.'],
      [400, ERROR, MALFORMED],
      [404, NOT_FOUND, 'There is no such key.'],
      [503, ERROR, UNREACHED],
    ],
    run: deleteItem,
  },
  ...(['GET', 'POST', 'DELETE'] as const).map((method) => ({
    method,
    path: '/api/cache',
    says: 'No key at all.',
    answers: [[400, ERROR, 'The key is empty.']] as const,
    run: refuseEmptyKey,
  })),
  {
    method: 'GET',
    path: '/api/cluster/nodes',
    says: 'All nodes.',
    answers: [[200, '{ nodes: Node[] }', 'Always.']],
    run: getNodes,
  },
  {
    method: 'POST',
    path: '/api/cluster/nodes',
    says: 'A node joins.',
    takes: '`{ name: string, weight?: number }`; names need not differ, ids do',
    asks: inBody({ name: 'name', kind: 'text', isNeeded: true }, { name: 'weight', kind: 'number' }),
    answers: [
      [200, '{ node: Node }', 'It starts, and is `joining`.'],
      [
        400,
        ERROR,
        `${NOT_JSON}, \`name\` is missing, empty, over 64 characters or cannot be shown, \`weight\` is no whole number from 1 to 100.`,
      ],
      [
        409,
        ERROR,
        `There are ${NODES_MOST} nodes already, or the cluster will not have it: the sentence says why.`,
      ],
      TOO_LARGE,
    ],
    run: addNode,
  },
  {
    method: 'DELETE',
    path: '/api/cluster/nodes/:nodeId',
    says: 'A node hands over what it holds, and leaves.',
    answers: [
      [200, DONE, 'It has left, or is `leaving` still after 3 s of the cluster’s time.'],
      NO_NODE,
      [409, ERROR, 'It is the last one.'],
    ],
    run: removeNode,
  },
  {
    method: 'POST',
    path: '/api/cluster/rebalance',
    says: 'Keys move to where the nodes that are there now should have them.',
    answers: [
      [
        200,
        '{ success: true, stats: { movedItems } }',
        'All are there. `movedItems` counts copies, as the `move` events do.',
      ],
      [503, '{ error, stats: { movedItems } }', 'They are still moving after 60 s of the cluster’s time.'],
    ],
    run: rebalance,
  },
  {
    method: 'GET',
    path: '/api/cluster/items',
    says: 'What the nodes that run hold.',
    takes: PAGED,
    asks: PAGE_OF_KEYS,
    answers: [
      [200, '{ items: CacheItem[], next }', 'Always; `next` is null on the last page.'],
      [400, ERROR, '`limit` or `from` is out of its bounds.'],
    ],
    run: getItems,
  },
  {
    method: 'GET',
    path: '/api/cluster/replications',
    says: 'The copies of these items, one record each.',
    takes: PAGED,
    asks: PAGE_OF_KEYS,
    answers: [
      [200, '{ replications: Replication[], next }', 'Always; the pages are those of the items.'],
      [400, ERROR, '`limit` or `from` is out of its bounds.'],
    ],
    run: getReplications,
  },
  {
    method: 'GET',
    path: '/api/cluster/events',
    says: 'What happened to the cluster, the oldest first.',
    takes: '`limit` (200, at most 1000) and `from`: behind so many',
    asks: { where: 'query', fields: PAGE },
    answers: [
      [200, '{ events: ClusterEvent[], next, total }', 'Always; `next` is null on the last page.'],
      [400, ERROR, '`limit` or `from` is out of its bounds.'],
    ],
    run: getEvents,
  },
  {
    method: 'POST',
    path: '/api/simulation/failure',
    says: 'A fault. Where it stands already, nothing happens.',
    takes: '`{ nodeId, type: "down" | "slow" | "partition" }`',
    asks: inBody(NODE, { name: 'type', kind: KINDS, isNeeded: true }),
    answers: [
      [200, DONE, 'It stands.'],
      [400, ERROR, `${NOT_JSON}, \`nodeId\` is missing, or \`type\` is none of the three, which are named.`],
      NO_NODE,
      TOO_LARGE,
    ],
    run: fail,
  },
  {
    method: 'POST',
    path: '/api/simulation/recover',
    says: 'All faults of a node end. Where there is none, nothing happens.',
    takes: '`{ nodeId }`',
    asks: inBody(NODE),
    answers: [
      [200, DONE, 'There is none left.'],
      [400, ERROR, `${NOT_JSON}, or \`nodeId\` is missing.`],
      NO_NODE,
      TOO_LARGE,
    ],
    run: recover,
  },
  {
    method: 'GET',
    path: '/api/metrics',
    says: 'What all nodes count, in the text format of Prometheus.',
    answers: [
      [200, 'text', '`cache_up` is 0 for a node that did not answer, and nothing else is said of it.'],
    ],
    run: getMetrics,
  },
  {
    method: 'GET',
    path: '/api/health',
    says: 'Whether every node is well.',
    answers: [
      [200, '{ status: "ok", nodes, storage }', 'All checks of all nodes hold.'],
      [503, '{ status: "failing", nodes, storage }', 'Some does not, or a node does not answer.'],
    ],
    run: getHealth,
  },
  {
    method: 'GET',
    path: '/net/:address/metrics',
    says: 'What one node counts.',
    answers: [
      [200, 'text', 'It answered.'],
      [404, ERROR, 'Nobody listens at this address.'],
      [503, ERROR, 'It is down, or does not answer.'],
    ],
    run: getNodeMetrics,
  },
  {
    method: 'GET',
    path: '/net/:address/health',
    says: 'Whether one node is well: can it hear the others, has it memory, does its disk work, do its copies keep up.',
    answers: [
      [200, '{ id, name, status: "ok", checks }', 'All four checks hold.'],
      [404, ERROR, 'Nobody listens at this address.'],
      [
        503,
        '{ id, name, status: "failing" | "unreachable", checks }',
        'One does not; or it is down or does not answer, and `ok` is null in all four.',
      ],
    ],
    run: getNodeHealth,
  },
];
