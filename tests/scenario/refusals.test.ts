import { describe, expect, test } from 'vitest';
import { NODES_MAX, SCRIPT_MAX, TEXT_MAX } from '../../src/scenario/index.ts';
import { faults, linesOf, scriptFaults } from './sketches.ts';

describe('the six refusals that every door must show', () => {
  const script = (action: object) => ({ version: 1, system: 'cache', script: [action] });
  test.each<[string, unknown, string]>([
    [
      'an unknown action',
      script({ at: 1, do: 'explode' }),
      'script[0].do: there is no action "explode" (kill, restart, wipe, freeze, thaw, isolate, remove, weight, slow, partition, heal, link, message, add, rebalance, skew, disk, command, option, dice)',
    ],
    ['an unknown node', script({ at: 1, do: 'kill', node: 'n9' }), 'script[0].node: there is no node n9'],
    ['a negative duration', script({ at: '-1s', do: 'heal' }), 'script[0].at: a time cannot be negative'],
    ['an unknown key', { version: 1, system: 'cache', colour: 'red' }, 'colour: this key is not known here'],
    [
      'version 2',
      { version: 2, system: 'cache', novelty: true },
      'version: 2 is newer than 1, the version known here: this file was made by a newer Ringside',
    ],
    [
      'not JSON',
      '{"version": 1,\n  system: 2}',
      'this is not JSON: line 2, column 3: a key in double quotes should stand here, not "s"',
    ],
  ])('%s', (_name, input, line) => {
    expect(linesOf(input)).toEqual([line]);
  });
});

describe('the frame', () => {
  test.each<[unknown, string[]]>([
    [[], ['a scenario is an object, not a list']],
    ['null', ['a scenario is an object, not null']],
    ['"cache"', ['a scenario is an object, not "cache"']],
    [undefined, ['this cannot be written as JSON']],
    [() => 1, ['this cannot be written as JSON']],
    [{}, ['version: this key is missing', 'system: this key is missing']],
    [{ version: 0, system: 'echo' }, ['version: 0 is not a version: there is only 1']],
    [{ version: '1', system: 'echo' }, ['version: "1" is not a version: there is only 1']],
    [{ version: 1, system: 'cash' }, ['system: there is no system "cash" (cache, todo, echo)']],
    [{ version: 1, system: 'constructor' }, ['system: there is no system "constructor" (cache, todo, echo)']],
    [{ version: 1, system: 5 }, ['system: 5 is not a text']],
  ])('%j', (input, lines) => {
    expect(linesOf(input)).toEqual(lines);
  });

  test('what refers to itself is no JSON', () => {
    const round: Record<string, unknown> = { version: 1, system: 'echo' };
    round.ext = round;
    expect(linesOf(round)).toEqual(['this cannot be written as JSON']);
  });

  test('an unknown system hides no other fault', () => {
    expect(
      linesOf({
        version: 1,
        system: 'cash',
        seed: -1,
        options: { any: 1 },
        nodes: [{ id: 'n1' }],
        script: [{ at: 0, do: 'kill', node: 'n2' }],
      }),
    ).toEqual([
      'system: there is no system "cash" (cache, todo, echo)',
      'seed: -1 is less than 0',
      'script[0].node: there is no node n2',
    ]);
  });
});

describe('each part', () => {
  test.each<[object, string]>([
    [{ seed: 1.5 }, 'seed: 1.5 is not a whole number'],
    [{ seed: 2 ** 53 }, 'seed: 9007199254740992 is more than 9007199254740991'],
    [{ seed: '1' }, 'seed: "1" is not a number'],
    [{ seed: null }, 'seed: null is not a number'],
    [{ epoch: -1 }, 'epoch: -1 is less than 0'],
    [{ clients: 257 }, 'clients: 257 is more than 256'],
    [
      { until: 'soon' },
      'until: "soon" is not a time (a number of milliseconds, or a text like "1.5s" in us, ms, s, m or h)',
    ],
    [{ until: '366000h' }, 'until: 366000h is more than 8760h'],
    [{ until: -5 }, 'until: a time cannot be negative'],
    [{ until: [] }, 'until: a time is a number of milliseconds or a text like "1.5s"'],

    [{ nodes: 0 }, 'nodes: 0 is less than 1'],
    [{ nodes: 1025 }, 'nodes: 1025 is more than 1024'],
    [{ nodes: 'five' }, 'nodes: "five" is neither a list of nodes nor a number of them'],
    [{ nodes: [] }, 'nodes: there must be at least one node'],
    [{ nodes: ['n1'] }, 'nodes[0]: "n1" is not an object'],
    [{ nodes: [{}] }, 'nodes[0].id: this key is missing'],
    [{ nodes: [{ id: 'n1' }, { id: 'n1' }] }, 'nodes[1].id: there is already a node n1'],
    [
      { nodes: [{ id: '1n' }] },
      'nodes[0].id: "1n" cannot be an id (a letter, then letters, digits, - and _, 32 at most)',
    ],
    [{ nodes: [{ id: 'c1' }] }, 'nodes[0].id: "c1" cannot be the id of a node: clients are called so'],
    [
      { nodes: [{ id: 'n1', name: 'c1' }] },
      'nodes[0].name: "c1" cannot be the name of a node: clients are called so',
    ],
    [{ nodes: [{ id: 'n1', name: 'n2' }, { id: 'n2' }] }, 'nodes[0].name: n2 is the id of another node'],
    [
      {
        nodes: [
          { id: 'n1', name: 'X' },
          { id: 'n2', name: 'X' },
        ],
      },
      'nodes[1].name: the name X is already taken by n1',
    ],
    [
      { nodes: [{ id: 'n1', name: 'a b' }] },
      'nodes[0].name: "a b" cannot be a name: it holds a space or an invisible character',
    ],
    [
      { nodes: [{ id: 'n1', name: 'x'.repeat(41) }] },
      'nodes[0].name: this text is longer than 40 characters',
    ],
    [{ nodes: [{ id: 'n1', weight: 0 }] }, 'nodes[0].weight: 0 is less than 1'],
    [{ nodes: [{ id: 'n1', role: 'king' }] }, 'nodes[0].role: there is no role "king" (cache, proxy)'],
    [{ nodes: [{ id: 'n1', colour: 'red' }] }, 'nodes[0].colour: this key is not known here'],
    [
      { nodes: 1024, options: { proxy: true } },
      'nodes: 1025 nodes, those that options bring along included, are more than 1024',
    ],

    [{ options: [] }, 'options: a list is not an object'],
    [{ options: { replicas: 0 } }, 'options.replicas: 0 is less than 1'],
    [{ options: { mode: 'all' } }, 'options.mode: "all" is not allowed here, only "primary", "quorum"'],
    [{ options: { proxy: 'yes' } }, 'options.proxy: "yes" is neither true nor false'],
    [{ options: { timeout: '5us' } }, 'options.timeout: 5us is less than 1ms'],
    [{ options: { skew: 2.5 } }, 'options.skew: 2.5 is more than 2'],
    [{ options: { motto: 5 } }, 'options.motto: 5 is not a text'],
    [
      { options: { mutants: ['eat'] } },
      'options.mutants[0]: "eat" is not allowed here, only "forget", "double"',
    ],
    [{ options: { mutants: ['double', 'double'] } }, 'options.mutants: this list names something twice'],

    [{ network: 5 }, 'network: 5 is not an object'],
    [{ network: { drop: 1.5 } }, 'network.drop: 1.5 is more than 1'],
    [{ network: { duplicate: -0.1 } }, 'network.duplicate: -0.1 is less than 0'],
    [{ network: { order: 'any' } }, 'network.order: "any" is not allowed here, only "fifo", "free"'],
    [{ network: { latency: '5ms' } }, 'network.latency: "5ms" is not an object'],
    [{ network: { latency: { min: 5 } } }, 'network.latency.max: this key is missing'],
    [{ network: { latency: { min: 15, max: 5 } } }, 'network.latency.max: 5ms is less than min, 15ms'],
    [
      { network: { latency: { min: 15, mean: 5, law: 'longtail' } } },
      'network.latency.mean: 5ms is less than min, 15ms',
    ],
    [
      { network: { latency: { min: 1, max: 5, mean: 2 } } },
      'network.latency.mean: a mean belongs to the laws exponential and longtail',
    ],
    [
      { network: { latency: { min: 1, max: 5, mean: 2, law: 'longtail' } } },
      'network.latency.max: exponential and longtail have a mean instead of a max',
    ],
    [
      { network: { latency: { min: 1, max: 2, law: 'constant' } } },
      'network.latency.max: a constant latency has one value: max must equal min or be left out',
    ],
    [
      { network: { latency: { min: 1, max: 2, law: 'poisson' } } },
      'network.latency.law: "poisson" is not allowed here, only "uniform", "constant", "normal", "exponential", "longtail"',
    ],
    [
      { network: { clients: { order: 'free' } } },
      'network.clients.order: links of clients are always in order',
    ],
    [
      { network: { clients: { reorder: 0.5 } } },
      'network.clients.reorder: links of clients are always in order',
    ],
    [{ network: { links: {} } }, 'network.links: an object is not a list'],
    [{ network: { links: [{ from: 'n1', to: 'n9', drop: 1 }] } }, 'network.links[0].to: there is no node n9'],
    [
      { network: { links: [{ from: 'c2', to: '*', drop: 1 }] } },
      'network.links[0].from: there is no client c2',
    ],
    [
      { network: { links: [{ from: 'n1', to: 'n2', both: true, drop: 1 }] } },
      'network.links[0].both: this key is not known here',
    ],
    [
      { network: { links: [{ from: 'n1', to: 'n2', bandwidth: 0 }] } },
      'network.links[0].bandwidth: 0 is less than 1',
    ],
    [{ network: { links: [{ from: '', to: 'n2', drop: 0 }] } }, 'network.links[0].from: this text is empty'],

    [{ workload: {} }, 'workload: an object is not a list'],
    [{ workload: [{ rate: 0 }] }, 'workload[0].rate: 0 is less than 0.001'],
    [
      { workload: [{ spread: 'even' }] },
      'workload[0].spread: "even" is not allowed here, only "uniform", "zipf", "hot", "scan"',
    ],
    [
      { workload: [{ from: '2s', until: '1s' }] },
      'workload[0].until: the traffic would end before it begins',
    ],
    [{ workload: [{ think: '1s' }] }, 'workload[0].think: only a closed loop thinks'],
    [{ workload: [{ depth: 8 }] }, 'workload[0].depth: only a closed loop has a depth'],
    [
      { workload: [{ loop: 'closed', burst: { every: '1s', lasts: '100ms' } }] },
      'workload[0].burst: a closed loop has no bursts',
    ],
    [{ workload: [{ burst: { every: '1s', lasts: '2s' } }] }, 'workload[0].burst: a burst would not end'],
    [{ workload: [{ hot: {} }] }, 'workload[0].hot: only the spread "hot" has hot keys'],
    [
      { workload: [{ spread: 'hot', keys: 5, hot: { keys: 6 } }] },
      'workload[0].hot: there are not so many keys',
    ],
    [{ workload: [{ size: { min: 2, max: 1 } }] }, 'workload[0].size: the least is more than the most'],
    [{ workload: [{ ttl: {} }] }, 'workload[0].ttl.time: this key is missing'],
    [{ workload: [{ aside: { width: -1 } }] }, 'workload[0].aside.width: -1 is less than 0'],
    [{ workload: Array.from({ length: 65 }, () => ({})) }, 'workload: 65 entries are more than 64'],
    [
      { workload: Array.from({ length: 4 }, () => ({ clients: 256 })) },
      'workload: 1025 clients in all are more than 1024',
    ],

    [{ script: {} }, 'script: an object is not a list'],
    [{ script: [5] }, 'script[0]: 5 is not an object'],
    [{ script: [{ at: 1 }] }, 'script[0].do: this key is missing'],
    [{ script: [{ do: 'heal' }] }, 'script[0].at: this key is missing'],

    [{ about: { title: '' } }, 'about.title: this text is empty'],
    [{ about: { author: 'x' } }, 'about.author: this key is not known here'],
    [{ goal: {} }, 'goal.predicate: this key is missing'],
    [{ goal: { predicate: ['down'] } }, 'goal.predicate: a list is not an object'],
    [{ goal: { predicate: { node: 'n9', is: 'down' } } }, 'goal.predicate.node: there is no node n9'],
    [
      { made: { editions: { cache: 0 }, fingerprint: 'a'.repeat(64) } },
      'made.editions.cache: 0 is less than 1',
    ],
    [
      { made: { editions: { '1x': 1 }, fingerprint: 'a'.repeat(64) } },
      'made.editions["1x"]: this key is not known here',
    ],
    [
      { made: { editions: {}, fingerprint: 'A' } },
      'made.fingerprint: a fingerprint is 64 hex digits in lower case',
    ],
    [{ ext: [] }, 'ext: a list is not an object'],
  ])('%j', (extra, line) => {
    expect(faults(extra)).toEqual([line]);
  });
});

test('everything is said at once, in the order of the file', () => {
  const text = `{
    "colour": "red",
    "script": [
      { "do": "kill", "at": 1, "node": "n9", "with": "fire" },
      { "do": "link", "at": 2, "from": "n8", "to": "n1", "drop": 2 },
      { "do": "command", "client": "c5", "at": 2 },
      { "do": "heal", "at": "-1s" }
    ],
    "system": "cache",
    "network": { "links": [{ "from": "n7", "to": "n1", "drop": 3 }], "drop": 1.5 },
    "seed": -1,
    "options": { "xyz": 1, "replicas": "three" },
    "clients": 2.5
  }`;
  expect(linesOf(text)).toEqual([
    'version: this key is missing',
    'colour: this key is not known here',
    'script[0].node: there is no node n9',
    'script[0].with: this key is not known here',
    'script[1].from: there is no node n8',
    'script[1].drop: 2 is more than 1',
    'script[2].text: this key is missing',
    'script[3].at: a time cannot be negative',
    'network.links[0].from: there is no node n7',
    'network.links[0].drop: 3 is more than 1',
    'network.drop: 1.5 is more than 1',
    'seed: -1 is less than 0',
    'options.xyz: the system cache has no option "xyz" (mode, replicas, read, write, virtualNodes, placement, proxy, timeout, skew, motto, mutants)',
    'options.replicas: "three" is not a number',
    'clients: 2.5 is not a whole number',
  ]);
});

describe('input that means harm', () => {
  test('keys that mean something to the language are unknown keys', () => {
    const text = `{ "version": 1, "system": "cache", "__proto__": { "seed": 5 }, "constructor": 1, "toString": 2, "hasOwnProperty": 3,
      "options": { "__proto__": { "replicas": 1 }, "constructor": 1 },
      "network": { "__proto__": { "drop": 1 } },
      "nodes": [{ "id": "n1", "__proto__": { "weight": 9 } }, { "id": "__proto__" }],
      "made": { "editions": { "__proto__": 1 }, "fingerprint": "" },
      "ext": { "a": { "__proto__": 1 } },
      "script": [{ "at": 1, "do": "__proto__" }] }`;
    const lines = linesOf(text);
    expect(lines.map((line) => line.split(': ')[0])).toEqual([
      ...[
        '__proto__',
        'constructor',
        'toString',
        'hasOwnProperty',
        'options.__proto__',
        'options.constructor',
      ],
      ...[
        'network.__proto__',
        'nodes[0].__proto__',
        'nodes[1].id',
        'made.editions.__proto__',
        'made.fingerprint',
        'ext',
        'script[0].do',
      ],
    ]);
    expect(({} as Record<string, unknown>).seed).toBeUndefined();
  });

  test('nodes called like members of objects are only nodes', () => {
    const ids = ['constructor', 'toString', 'hasOwnProperty', 'valueOf'];
    expect(
      faults({ nodes: ids.map((id) => ({ id })), script: ids.map((node) => ({ at: 1, do: 'kill', node })) }),
    ).toEqual([]);
    expect(scriptFaults({ at: 1, do: 'kill', node: 'constructor' })).toEqual([
      'script[0].node: there is no node constructor',
    ]);
  });

  test('what is quoted is one short line that prints as itself', () => {
    const [line, ...others] = scriptFaults({ at: 1, do: 'kill', node: 'a\n\u001b[2J\u202e\u009b"' });
    expect(others).toEqual([]);
    expect(line).toBe('script[0].node: there is no node "a\\n\\u001b[2J\\u202e\\u009b\\""');
    const [long] = faults({ ['k'.repeat(5000)]: 1 });
    expect(long!.length).toBeLessThan(120);
  });

  test('lists that are far too long are refused whole', () => {
    const many = (count: number) => Array.from({ length: count }, () => ({ at: 0, do: 'heal' }));
    expect(faults({ script: many(SCRIPT_MAX) })).toEqual([]);
    expect(faults({ script: many(SCRIPT_MAX + 1) })).toEqual(['script: 100001 actions are more than 100000']);
    const nodes = Array.from({ length: NODES_MAX + 1 }, (_, index) => ({ id: `n${index}` }));
    expect(faults({ nodes })).toEqual(['nodes: 1025 nodes are more than 1024']);
    const groups = Array.from({ length: 2049 }, () => []);
    expect(scriptFaults({ at: 1, do: 'partition', groups })).toEqual([
      'script[0].groups: 2049 entries are more than 2048',
    ]);
    expect(scriptFaults({ at: 1, do: 'partition', groups: [groups.map(String)] })).toEqual([
      'script[0].groups: these groups name more than 2048 nodes and clients',
    ]);
    const editions = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`s${index}`, 1]));
    expect(faults({ made: { editions, fingerprint: 'a'.repeat(64) } })).toEqual([
      'made.editions: 101 entries are more than 100',
    ]);
    expect(faults({ network: { links: Array.from({ length: 4097 }, () => 0) } })).toEqual([
      'network.links: 4097 entries are more than 4096',
    ]);
    expect(linesOf(' '.repeat(TEXT_MAX + 1))).toEqual([`the text is longer than ${TEXT_MAX} characters`]);
  });

  test('more faults than anyone reads are counted', () => {
    const lines = faults({ script: Array.from({ length: 50_000 }, () => 0) });
    expect(lines).toHaveLength(1001);
    expect(lines.at(-1)).toBe('and more, which are not listed');
    const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 0]));
    expect(faults(keys)).toEqual(['20000 of the keys in this object are not known here']);
    expect(faults({ options: keys })).toEqual([
      'options: 20000 of the keys in this object are not known here',
    ]);
    expect(faults({ network: keys })).toEqual([
      'network: 20000 of the keys in this object are not known here',
    ]);
  });

  test('nesting exhausts nothing', () => {
    const deep = (count: number) => '['.repeat(count) + ']'.repeat(count);
    const around = (inner: string) => `{"version":1,"system":"echo","ext":{"deep":${inner}}}`;
    expect(linesOf(around(deep(63)))).toEqual([]);
    expect(linesOf(around(deep(64)))).toEqual(['ext: this is nested more than 64 deep']);
    expect(linesOf(around(deep(500_000)))).toEqual(['ext: this is nested more than 64 deep']);
    expect(linesOf('['.repeat(500_000))).toEqual([
      'this is not JSON: line 1, column 500001: the text ends where a value or "]" should stand',
    ]);
  });
});

describe('where a text stops being JSON', () => {
  test.each([
    ['', 'line 1, column 1: the text is empty'],
    ['  ', 'line 1, column 3: the text ends where a value should stand'],
    ['nope', 'line 1, column 1: a value should stand here, not "n"'],
    ['{"a":1,}', 'line 1, column 8: a key in double quotes should stand here, not "}"'],
    ['[1,]', 'line 1, column 4: a value should stand here, not "]"'],
    ['[1 2]', 'line 1, column 4: a comma or "]" should stand here, not "2"'],
    ['{"a" 1}', 'line 1, column 6: a colon should stand here, not "1"'],
    ['{"a":1 "b":2}', 'line 1, column 8: a comma or "}" should stand here, not "\\""'],
    ['{"a":\n  [1, 2]\n} x', 'line 3, column 3: the end of the text should stand here, not "x"'],
    ['{"a":[1}', 'line 1, column 8: a comma or "]" should stand here, not "}"'],
    ['"abc', 'line 1, column 1: this text in quotes is never closed'],
    ['["a\nb"]', 'line 1, column 4: a text in quotes cannot hold a line break or another control character'],
    [
      '["\\x"]',
      'line 1, column 3: after a backslash stands one of " \\ / b f n r t, or u and four hex digits',
    ],
    [
      '["\\n\\u00e9", -1.5e+3, true, {}, []',
      'line 1, column 35: the text ends where a comma or "]" should stand',
    ],
    ["{'a':1}", `line 1, column 2: a key in double quotes or "}" should stand here, not "'"`],
    ['[01]', 'line 1, column 3: a comma or "]" should stand here, not "1"'],
    ['[+1]', 'line 1, column 2: a value or "]" should stand here, not "+"'],
  ])('%j', (text, where) => {
    expect(linesOf(text)).toEqual([`this is not JSON: ${where}`]);
  });
});
