import { describe, expect, test } from 'vitest';
import {
  ALPHABET,
  EPOCH_DEFAULT,
  readScenario,
  writePredicate,
  writeScenario,
  type Predicate,
} from '../../src/scenario/index.ts';
import { faults, good, linesOf, systems } from './sketches.ts';

/** The example of the design, to the letter. */
const DESIGN = `{
  "version": 1,
  "about": { "title": "The middle of a failover", "question": "Who answers for apple now?" },
  "system": "cache",
  "seed": 42,
  "nodes": [{ "id": "n1", "weight": 2 }, { "id": "n2" }, { "id": "n3" }],
  "clients": 1,
  "options": { "replicas": 3, "mode": "quorum", "read": 2, "write": 2, "virtualNodes": 64, "placement": "ring" },
  "network": { "latency": { "min": "5ms", "max": "15ms" }, "drop": 0.01, "duplicate": 0,
               "links": [{ "from": "n1", "to": "n3", "latency": { "min": "80ms", "max": "120ms" } }] },
  "workload": [{ "clients": 3, "rate": 200, "keys": 1000, "spread": "zipf", "reads": 0.9, "from": "0s", "until": "30s" }],
  "script": [
    { "at": "8s",  "do": "command", "client": "c1", "text": "SET apple 1" },
    { "at": "10s", "do": "kill", "node": "n3", "how": "power" },
    { "at": "12s", "do": "partition", "groups": [["n1"], ["n2", "n3"]] },
    { "at": "20s", "do": "heal" },
    { "at": "25s", "do": "restart", "node": "n3" }
  ],
  "until": "40s"
}`;

test('the scenario of the design reads to its resolved form', () => {
  const result = readScenario(DESIGN, systems);
  expect(result).toEqual({
    ok: true,
    scenario: {
      version: 1,
      about: { title: 'The middle of a failover', question: 'Who answers for apple now?' },
      system: 'cache',
      seed: 42,
      epoch: EPOCH_DEFAULT,
      nodes: [
        { id: 'n1', name: 'Alfa', weight: 2 },
        { id: 'n2', name: 'Bravo', weight: 1 },
        { id: 'n3', name: 'Charlie', weight: 1 },
      ],
      clients: 1,
      options: {
        mode: 'quorum',
        replicas: 3,
        read: 2,
        write: 2,
        virtualNodes: 64,
        placement: 'ring',
        proxy: false,
        timeout: 500_000,
        skew: 0.5,
        motto: '',
        mutants: [],
      },
      network: {
        latency: { law: 'uniform', min: 5_000, max: 15_000 },
        drop: 0.01,
        duplicate: 0,
        reorder: 0,
        order: 'fifo',
        links: [{ from: 'n1', to: 'n3', latency: { law: 'uniform', min: 80_000, max: 120_000 } }],
      },
      workload: [
        { clients: 3, rate: 200, keys: 1000, spread: 'zipf', reads: 0.9, from: 0, until: 30_000_000 },
      ],
      script: [
        { at: 8_000_000, do: 'command', client: 'c1', text: 'SET apple 1' },
        { at: 10_000_000, do: 'kill', node: 'n3', how: 'power' },
        { at: 12_000_000, do: 'partition', groups: [['n1'], ['n2', 'n3']], oneWay: false },
        { at: 20_000_000, do: 'heal' },
        { at: 25_000_000, do: 'restart', node: 'n3' },
      ],
      until: 40_000_000,
    },
  });
});

test('version and system are enough', () => {
  const scenario = good({});
  expect(scenario.seed).toBe(1);
  expect(scenario.clients).toBe(1);
  expect(scenario.nodes.map(({ id, name }) => `${id} ${name}`)).toEqual([
    'n1 Alfa',
    'n2 Bravo',
    'n3 Charlie',
    'n4 Delta',
    'n5 Echo',
    'n6 Foxtrot',
  ]);
  expect(scenario.network).toEqual({
    latency: { law: 'uniform', min: 5_000, max: 15_000 },
    drop: 0,
    duplicate: 0,
    reorder: 0,
    order: 'fifo',
    links: [],
  });
  expect(scenario.until).toBe(10_000_000);
  expect(Object.keys(scenario)).not.toContain('about');
});

describe('nodes', () => {
  test('a number is short for plain nodes', () => {
    expect(good({ nodes: 2 }).nodes.map(({ id }) => id)).toEqual(['n1', 'n2']);
    const many = good({ nodes: 30 }).nodes;
    expect(many[25]).toEqual({ id: 'n26', name: 'Zulu', weight: 1 });
    expect(many[26]).toEqual({ id: 'n27', name: 'n27', weight: 1 });
  });

  test('a number says nothing where nodes are not numbered', () => {
    expect(linesOf({ version: 1, system: 'todo', nodes: 2 })).toEqual([
      'nodes: the nodes of todo are not numbered: list them (store1, store2, handler)',
    ]);
  });

  test('a node may depend on an option, and joins whatever was listed', () => {
    const proxy = { id: 'proxy', name: 'Proxy', weight: 1, role: 'proxy' };
    expect(good({ options: { proxy: true } }).nodes.at(-1)).toEqual(proxy);
    expect(good({ nodes: 2, options: { proxy: true } }).nodes.map(({ id }) => id)).toEqual([
      'n1',
      'n2',
      'proxy',
    ]);
    expect(good({ nodes: [{ id: 'n1' }], options: { proxy: true } }).nodes[1]).toEqual(proxy);
    expect(good({ nodes: [{ id: 'proxy' }], options: { proxy: true } }).nodes).toEqual([proxy]);
    expect(good({ nodes: [{ id: 'n1', name: 'Proxy' }], options: { proxy: true } }).nodes[1]?.name).toBe(
      'Bravo',
    );
  });

  test('roles, names and weights come from the system where the file has none', () => {
    const result = readScenario({ version: 1, system: 'todo' }, systems);
    expect(result.ok && result.scenario.nodes).toEqual([
      { id: 'store1', name: 'Alfa', weight: 1, role: 'store' },
      { id: 'store2', name: 'Bravo', weight: 1, role: 'store' },
      { id: 'handler', name: 'Handler', weight: 2, role: 'handler' },
    ]);
    const listed = readScenario(
      { version: 1, system: 'todo', nodes: [{ id: 'store9' }, { id: 'handler' }] },
      systems,
    );
    expect(listed.ok && listed.scenario.nodes).toEqual([
      { id: 'store9', name: 'Alfa', weight: 1, role: 'store' },
      { id: 'handler', name: 'Handler', weight: 1, role: 'handler' },
    ]);
  });

  test('a written name goes before one from the alphabet, wherever it stands', () => {
    const { nodes } = good({
      nodes: [{ id: 'n1' }, { id: 'n2', name: 'Alfa' }, { id: 'Charlie' }, { id: 'n4', name: 'n4' }],
    });
    expect(nodes.map(({ name }) => name)).toEqual(['n1', 'Alfa', 'Charlie', 'n4']);
  });

  test('names of any script are names', () => {
    expect(good({ nodes: [{ id: 'n1', name: '東京' }] }).nodes[0]?.name).toBe('東京');
  });

  test('the alphabet has 26 different letters', () => {
    expect(new Set(ALPHABET.map((name) => name[0])).size).toBe(26);
  });
});

describe('latency', () => {
  const law = (latency: unknown) => good({ network: { latency } }).network.latency;

  test('every law', () => {
    expect(law({ min: 1, max: 2, law: 'normal' })).toEqual({ law: 'normal', min: 1000, max: 2000 });
    expect(law({ min: 1, max: 1, law: 'constant' })).toEqual({ law: 'constant', min: 1000, max: 1000 });
    expect(law({ min: 1, law: 'constant' })).toEqual({ law: 'constant', min: 1000, max: 1000 });
    expect(law({ min: 1, mean: 3, law: 'exponential' })).toEqual({
      law: 'exponential',
      min: 1000,
      mean: 3000,
    });
    expect(law({ min: 1, mean: 3, law: 'longtail' })).toEqual({ law: 'longtail', min: 1000, mean: 3000 });
  });

  test('0 means the floor of 100 µs', () => {
    expect(law({ min: 0, max: 0 })).toEqual({ law: 'uniform', min: 100, max: 100 });
    expect(law({ min: '50us', mean: '60us', law: 'longtail' })).toEqual({
      law: 'longtail',
      min: 100,
      mean: 100,
    });
    expect(law({ min: 0, law: 'constant' })).toEqual({ law: 'constant', min: 100, max: 100 });
  });
});

test('links of clients and rules of links keep what is said of them', () => {
  const network = {
    clients: { latency: { min: '1ms', max: '2ms' }, drop: 0.5, duplicate: 0.25, bandwidth: 1000 },
    order: 'free',
    links: [
      {
        from: '*',
        to: 'c1',
        kind: 'gossip',
        drop: 1,
        duplicate: 0,
        reorder: 0.1,
        bandwidth: 9,
        block: false,
        order: 'fifo',
      },
    ],
  };
  expect(good({ network }).network).toMatchObject({
    ...network,
    clients: { ...network.clients, latency: { law: 'uniform', min: 1000, max: 2000 } },
  });
});

test('a rule may name a node that is added later', () => {
  const scenario = good({
    network: { links: [{ from: 'n1', to: 'n7', block: true }] },
    script: [{ at: 1, do: 'add', node: 'n7' }],
  });
  expect(scenario.network.links).toHaveLength(1);
});

describe('workload and until', () => {
  test('traffic has defaults and lasts as long as the scenario', () => {
    const scenario = good({ workload: [{}], until: '30s' });
    expect(scenario.workload).toEqual([
      { clients: 1, rate: 10, keys: 100, spread: 'uniform', reads: 0.5, from: 0, until: 30_000_000 },
    ]);
  });

  test('without until it ends 10 s after the last action or traffic', () => {
    expect(good({ script: [{ at: '3s', do: 'heal' }] }).until).toBe(13_000_000);
    const scenario = good({
      script: [{ at: '3s', do: 'heal' }],
      workload: [{ until: '4s' }, { from: '5s' }],
    });
    expect(scenario.until).toBe(15_000_000);
    expect(scenario.workload.map(({ until }) => until)).toEqual([4_000_000, 15_000_000]);
    expect(good({ script: [{ at: '365000m', do: 'heal' }] }).until).toBe(365_000 * 60_000_000 + 10_000_000);
    expect(good({ script: [{ at: '8760h', do: 'heal' }] }).until).toBe(8760 * 3_600_000_000);
  });

  test('actions may stand after until, and are sorted with equal times as written', () => {
    const { script } = good({
      until: '1s',
      script: [
        { at: '2s', do: 'dice', salt: 1 },
        { at: '1s', do: 'dice', salt: 2 },
        { at: 2000, do: 'dice', salt: 3 },
        { at: '1s', do: 'dice', salt: 4 },
      ],
    });
    expect(script.map((action) => action.do === 'dice' && action.salt)).toEqual([2, 4, 1, 3]);
  });

  test('clients of the workload are numbered on', () => {
    const command = { at: 1, do: 'command', client: 'c4', text: 'GET a' };
    expect(good({ workload: [{ clients: 3 }], script: [command] }).script).toHaveLength(1);
    expect(faults({ workload: [{ clients: 2 }], script: [command] })).toEqual([
      'script[0].client: there is no client c4',
    ]);
  });
});

test('options are resolved by their kind', () => {
  const { options } = good({
    options: { timeout: '2s', skew: -0, motto: 'hello', mutants: ['double'], proxy: true },
  });
  expect(options).toMatchObject({
    timeout: 2_000_000,
    skew: 0,
    motto: 'hello',
    mutants: ['double'],
    proxy: true,
  });
  expect(Object.is(options.skew, 0)).toBe(true);
});

test('what is for people and for later is kept', () => {
  const extra = {
    about: {
      title: 'T',
      question: 'Q',
      answers: ['a', { right: true }],
      notes: [{ at: 1 }],
      lang: 'ja',
      licence: 'CC BY 4.0',
      stage: { locked: true },
    },
    goal: {
      predicate: { all: [{ note: 'elected' }, { within: 5_000_000, holds: { node: 'n1', is: 'down' } }] },
      actions: ['kill', 'heal'],
      horizon: 5_000_000,
      par: 3,
    },
    made: { editions: { cache: 3, constructor: 1 }, fingerprint: 'ab'.repeat(32) },
    ext: { anything: [1, { deep: null }], constructor: 'kept' },
  };
  const scenario = good({
    ...extra,
    goal: { ...extra.goal, predicate: writePredicate(extra.goal.predicate as Predicate), horizon: '5s' },
  });
  expect(scenario).toMatchObject(extra);
  expect(readScenario(writeScenario(scenario, systems), systems)).toEqual({ ok: true, scenario });
});

test('a mark before the text is no fault, and the result shares nothing with what was read', () => {
  expect(linesOf('\ufeff{"version":1,"system":"echo"}')).toEqual([]);
  const input = { version: 1, system: 'echo', ext: { list: [1] } };
  const result = readScenario(input, systems);
  input.ext.list.push(2);
  expect(result.ok && result.scenario.ext).toEqual({ list: [1] });
});
