/**
 * How every answer that the table of routes promises is got: a call to a cluster that is as the answer says. Here the calls go to the router, in the
 * browser they go through the Service Worker.
 */
import { BODY_MOST } from '../../src/api/bodies.ts';
import { NODES_MOST } from '../../src/api/nodes.ts';
import { routes } from '../../src/api/routes.ts';

/** Whoever can call, and let the cluster's time pass. */
export interface Caller<Answered> {
  call(method: string, path: string, body?: unknown): Promise<Answered>;
  /** In ms. */
  pass(milliseconds: number): Promise<void>;
}

/** What is open, where a recipe says nothing else. */
export const CACHE = {
  version: 1,
  system: 'cache',
  nodes: 4,
  options: { virtualNodes: 16 },
  network: { latency: { law: 'constant', min: '5ms' } },
};

export function scenarioWith({ options, ...others }: { readonly options?: object } = {}): string {
  return JSON.stringify({ ...CACHE, ...others, options: { ...CACHE.options, ...options } });
}

export interface Recipe {
  /** Of the scenario. */
  readonly with?: Readonly<Record<string, unknown>>;
  get<Answered>(site: Caller<Answered>): Promise<Answered>;
}

const type = (at: string, text: string, client = 'c1') => ({ at, do: 'command', client, text });
const large = 'x'.repeat(BODY_MOST);
const full = { maxmemory: 1_000, policy: 'noeviction' };
const nobody = { script: ['n1', 'n2', 'n3', 'n4'].map((node) => ({ at: '100ms', do: 'kill', node })) };
const apple = 'api/cache/apple';

const call =
  (method: string, path: string, body?: unknown): Recipe['get'] =>
  (site) =>
    site.call(method, path, body);

/** When something of the script has come about. */
const after =
  (milliseconds: number, get: Recipe['get']): Recipe['get'] =>
  async (site) => {
    await site.pass(milliseconds);
    return get(site);
  };

const twins = {
  with: {
    clients: 2,
    options: { mode: 'quorum', siblings: true, read: 2, write: 2 },
    script: [type('1s', 'SET apple 1'), type('1s', 'SET apple 2', 'c2')],
  },
  get: after(2_000, call('GET', apple)),
};

const known = new Map<string, Recipe | readonly Recipe[]>([
  [
    'GET /api/cache/:key 200',
    { with: { script: [type('10ms', 'SET apple red')] }, get: after(500, call('GET', apple)) },
  ],
  ['GET /api/cache/:key 400', { get: call('GET', 'api/cache/%E3%81') }],
  ['GET /api/cache/:key 404', { get: call('GET', apple) }],
  [
    'GET /api/cache/:key 409',
    [{ with: { script: [type('10ms', 'LPUSH apple 1')] }, get: after(500, call('GET', apple)) }, twins],
  ],
  ['GET /api/cache/:key 503', { with: nobody, get: after(500, call('GET', apple)) }],
  ['POST /api/cache/:key 200', { get: call('POST', apple, { value: 'red' }) }],
  ['POST /api/cache/:key 400', { get: call('POST', apple, {}) }],
  [
    'POST /api/cache/:key 413',
    [
      { get: call('POST', apple, { value: large }) },
      // Small enough as a body, but with its key it is more than a command may be.
      { get: call('POST', `api/cache/${'k'.repeat(200)}`, { value: 'x'.repeat(BODY_MOST - 100) }) },
    ],
  ],
  ['POST /api/cache/:key 503', { with: nobody, get: after(500, call('POST', apple, { value: 'red' })) }],
  [
    'POST /api/cache/:key 507',
    { with: { options: full }, get: call('POST', apple, { value: 'x'.repeat(2_000) }) },
  ],
  [
    'DELETE /api/cache/:key 200',
    { with: { script: [type('10ms', 'SET apple red')] }, get: after(500, call('DELETE', apple)) },
  ],
  ['DELETE /api/cache/:key 400', { get: call('DELETE', 'api/cache/%') }],
  ['DELETE /api/cache/:key 404', { get: call('DELETE', apple) }],
  ['DELETE /api/cache/:key 503', { with: nobody, get: after(500, call('DELETE', apple)) }],
  ['GET /api/cache 400', [{ get: call('GET', 'api/cache/') }, { get: call('GET', 'api/cache') }]],
  ['POST /api/cache 400', { get: call('POST', 'api/cache/', { value: 'x' }) }],
  ['DELETE /api/cache 400', { get: call('DELETE', 'api/cache/') }],
  ['GET /api/cluster/nodes 200', { get: call('GET', 'api/cluster/nodes') }],
  ['POST /api/cluster/nodes 200', { get: call('POST', 'api/cluster/nodes', { name: 'Golf' }) }],
  ['POST /api/cluster/nodes 400', { get: call('POST', 'api/cluster/nodes', { name: '' }) }],
  [
    'POST /api/cluster/nodes 409',
    [
      {
        with: { nodes: NODES_MOST, options: { virtualNodes: 1 } },
        get: call('POST', 'api/cluster/nodes', { name: 'Golf' }),
      },
      { get: call('POST', 'api/cluster/nodes', { name: 'n1' }) },
    ],
  ],
  ['POST /api/cluster/nodes 413', { get: call('POST', 'api/cluster/nodes', { name: large }) }],
  ['DELETE /api/cluster/nodes/:nodeId 200', { get: call('DELETE', 'api/cluster/nodes/n4') }],
  ['DELETE /api/cluster/nodes/:nodeId 404', { get: call('DELETE', 'api/cluster/nodes/n9') }],
  [
    'DELETE /api/cluster/nodes/:nodeId 409',
    { with: { nodes: 1 }, get: call('DELETE', 'api/cluster/nodes/n1') },
  ],
  ['POST /api/cluster/rebalance 200', { get: call('POST', 'api/cluster/rebalance') }],
  [
    'POST /api/cluster/rebalance 503',
    {
      // No majority, no move.
      with: {
        options: { autoMoves: false },
        script: [
          { at: '1s', do: 'add', node: 'n5' },
          { at: '3s', do: 'kill', node: 'n1' },
          { at: '3s', do: 'kill', node: 'n2' },
        ],
      },
      get: after(4_000, call('POST', 'api/cluster/rebalance')),
    },
  ],
  ['GET /api/cluster/items 200', { get: call('GET', 'api/cluster/items') }],
  ['GET /api/cluster/items 400', { get: call('GET', 'api/cluster/items?limit=0') }],
  ['GET /api/cluster/replications 200', { get: call('GET', 'api/cluster/replications') }],
  ['GET /api/cluster/replications 400', { get: call('GET', 'api/cluster/replications?from=2') }],
  ['GET /api/cluster/events 200', { get: call('GET', 'api/cluster/events') }],
  ['GET /api/cluster/events 400', { get: call('GET', 'api/cluster/events?from=half') }],
  [
    'POST /api/simulation/failure 200',
    { get: call('POST', 'api/simulation/failure', { nodeId: 'n1', type: 'slow' }) },
  ],
  [
    'POST /api/simulation/failure 400',
    { get: call('POST', 'api/simulation/failure', { nodeId: 'n1', type: 'up' }) },
  ],
  [
    'POST /api/simulation/failure 404',
    { get: call('POST', 'api/simulation/failure', { nodeId: 'n9', type: 'down' }) },
  ],
  ['POST /api/simulation/failure 413', { get: call('POST', 'api/simulation/failure', { nodeId: large }) }],
  ['POST /api/simulation/recover 200', { get: call('POST', 'api/simulation/recover', { nodeId: 'n1' }) }],
  ['POST /api/simulation/recover 400', { get: call('POST', 'api/simulation/recover', {}) }],
  ['POST /api/simulation/recover 404', { get: call('POST', 'api/simulation/recover', { nodeId: 'n9' }) }],
  ['POST /api/simulation/recover 413', { get: call('POST', 'api/simulation/recover', { nodeId: large }) }],
  ['GET /api/metrics 200', { get: call('GET', 'api/metrics') }],
  ['GET /api/health 200', { get: after(1_000, call('GET', 'api/health')) }],
  ['GET /api/health 503', { with: nobody, get: after(500, call('GET', 'api/health')) }],
  ['GET /net/:address/metrics 200', { get: call('GET', 'net/n1/metrics') }],
  ['GET /net/:address/metrics 404', { get: call('GET', 'net/localhost:8100/metrics') }],
  ['GET /net/:address/metrics 503', { with: nobody, get: after(500, call('GET', 'net/n1/metrics')) }],
  ['GET /net/:address/health 200', { get: after(1_000, call('GET', 'net/n1/health')) }],
  ['GET /net/:address/health 404', { get: call('GET', 'net/n9/health') }],
  ['GET /net/:address/health 503', { with: nobody, get: after(500, call('GET', 'net/n1/health')) }],
]);

export interface Promised {
  readonly name: string;
  readonly status: number;
  readonly body: string;
  readonly recipes: readonly Recipe[];
}

export const promised: readonly Promised[] = routes.flatMap(({ method, path, answers }) =>
  answers.map(([status, body]) => {
    const name = `${method} ${path} ${status}`;
    const found = known.get(name) ?? [];
    return { name, status, body, recipes: 'get' in found ? [found] : found };
  }),
);
export const named: readonly string[] = [...known.keys()];

/** What `{ a, b: { c } }` promises at its first level. */
export function fieldsIn(shape: string): readonly string[] {
  const flat = shape.slice(1, -1).replaceAll(/\{[^{}]*\}/g, '');
  return flat.split(',').map((field) => (field.split(':')[0] as string).trim());
}
