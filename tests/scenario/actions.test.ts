import { describe, expect, test } from 'vitest';
import { readAction, readScenario, VERBS, type Options, type Situation } from '../../src/scenario/index.ts';
import { cache, echo, faults, good, linesOf, scriptFaults } from './sketches.ts';

const only = (action: object) => good({ script: [{ at: '1s', ...action }] }).script[0];
const at = 1_000_000;

describe('every action in full and with its defaults', () => {
  const latency = { min: '1ms', max: '2ms' };
  test.each<[object, object]>([
    [
      { do: 'kill', node: 'n1' },
      { at, do: 'kill', node: 'n1', how: 'power' },
    ],
    [
      { do: 'kill', node: 'n1', how: 'process', because: 'hung' },
      { at, do: 'kill', node: 'n1', how: 'process', because: 'hung' },
    ],
    [
      { do: 'restart', node: 'n1' },
      { at, do: 'restart', node: 'n1' },
    ],
    [
      { do: 'wipe', node: 'n1' },
      { at, do: 'wipe', node: 'n1' },
    ],
    [
      { do: 'freeze', node: 'n1' },
      { at, do: 'freeze', node: 'n1' },
    ],
    [
      { do: 'thaw', node: 'n1' },
      { at, do: 'thaw', node: 'n1' },
    ],
    [
      { do: 'isolate', node: 'c1' },
      { at, do: 'isolate', node: 'c1' },
    ],
    [
      { do: 'remove', node: 'n1' },
      { at, do: 'remove', node: 'n1' },
    ],
    [
      { do: 'weight', node: 'n1', weight: 1000 },
      { at, do: 'weight', node: 'n1', weight: 1000 },
    ],
    [
      { do: 'slow', node: 'n1', times: 2.5 },
      { at, do: 'slow', node: 'n1', times: 2.5 },
    ],
    [
      { do: 'partition', groups: [['n1', 'c1']] },
      { at, do: 'partition', groups: [['n1', 'c1']], oneWay: false },
    ],
    [
      { do: 'partition', groups: [['n1'], ['n2']], oneWay: true },
      { at, do: 'partition', groups: [['n1'], ['n2']], oneWay: true },
    ],
    [{ do: 'heal' }, { at, do: 'heal' }],
    [
      { do: 'heal', node: 'c1' },
      { at, do: 'heal', node: 'c1' },
    ],
    [
      { do: 'link', from: 'n1', to: '*', block: true },
      { at, do: 'link', from: 'n1', to: '*', both: true, block: true },
    ],
    [
      {
        do: 'link',
        from: 'c1',
        to: 'n1',
        kind: 'get',
        latency,
        drop: 1,
        duplicate: 0,
        reorder: 0.5,
        bandwidth: 10,
        both: false,
      },
      {
        ...{
          at,
          do: 'link',
          from: 'c1',
          to: 'n1',
          both: false,
          kind: 'get',
          latency: { law: 'uniform', min: 1000, max: 2000 },
        },
        ...{ drop: 1, duplicate: 0, reorder: 0.5, bandwidth: 10 },
      },
    ],
    [
      { do: 'link', from: '*', to: '*', clear: true },
      { at, do: 'link', from: '*', to: '*', both: true, clear: true },
    ],
    [
      { do: 'message', name: 'm', act: 'drop' },
      { at, do: 'message', name: 'm', act: 'drop' },
    ],
    [
      { do: 'message', name: 'm', act: 'duplicate' },
      { at, do: 'message', name: 'm', act: 'duplicate' },
    ],
    [
      { do: 'message', name: 'm', act: 'delay', by: 1 },
      { at, do: 'message', name: 'm', act: 'delay', by: 1000 },
    ],
    [
      { do: 'add', node: 'n7' },
      { at, do: 'add', node: 'n7', name: 'Golf', weight: 1 },
    ],
    [
      { do: 'add', node: 'x', name: 'Hotel', weight: 3, role: 'proxy' },
      { at, do: 'add', node: 'x', name: 'Hotel', weight: 3, role: 'proxy' },
    ],
    [{ do: 'rebalance' }, { at, do: 'rebalance' }],
    [
      { do: 'skew', node: 'n1', by: '-2s' },
      { at, do: 'skew', node: 'n1', by: -2_000_000, drift: 0 },
    ],
    [
      { do: 'skew', node: 'n1', by: 0, drift: -50 },
      { at, do: 'skew', node: 'n1', by: 0, drift: -50 },
    ],
    [
      { do: 'disk', node: 'n1', act: 'full' },
      { at, do: 'disk', node: 'n1', act: 'full' },
    ],
    [
      { do: 'disk', node: 'n1', act: 'ok' },
      { at, do: 'disk', node: 'n1', act: 'ok' },
    ],
    [
      { do: 'disk', node: 'n1', act: 'slow' },
      { at, do: 'disk', node: 'n1', act: 'slow', times: 10 },
    ],
    [
      { do: 'disk', node: 'n1', act: 'slow', times: 1.5 },
      { at, do: 'disk', node: 'n1', act: 'slow', times: 1.5 },
    ],
    [
      { do: 'disk', node: 'n1', act: 'torn' },
      { at, do: 'disk', node: 'n1', act: 'torn' },
    ],
    [
      { do: 'disk', node: 'n1', act: 'corrupt', times: 2 },
      { at, do: 'disk', node: 'n1', act: 'corrupt', times: 2 },
    ],
    [
      { do: 'disk', node: 'n1', act: 'fail', times: 3 },
      { at, do: 'disk', node: 'n1', act: 'fail', times: 3 },
    ],
    [
      { do: 'command', client: 'c1', text: 'GET a' },
      { at, do: 'command', client: 'c1', text: 'GET a' },
    ],
    [
      { do: 'option', name: 'timeout', value: '1s' },
      { at, do: 'option', name: 'timeout', value: 1_000_000 },
    ],
    [
      { do: 'dice', salt: 7 },
      { at, do: 'dice', salt: 7 },
    ],
  ])('%j', (raw, resolved) => {
    expect(only(raw)).toEqual(resolved);
  });

  test('no verb is left out', () => {
    expect(VERBS).toHaveLength(20);
  });
});

describe('refusals', () => {
  test.each<[object, string]>([
    [{ do: 'kill' }, 'script[0].node: this key is missing'],
    [{ do: 'kill', node: 'n9' }, 'script[0].node: there is no node n9'],
    [{ do: 'kill', node: 'c9' }, 'script[0].node: there is no node c9'],
    [{ do: 'kill', node: 3 }, 'script[0].node: 3 is not a text'],
    [
      { do: 'kill', node: 'n1', how: 'fire' },
      'script[0].how: "fire" is not allowed here, only "power", "process"',
    ],
    [{ do: 'kill', node: 'n1', because: '' }, 'script[0].because: this text is empty'],
    [{ do: 'kill', node: 'c1' }, 'script[0].node: c1 is a client: only nodes can be killed'],
    [{ do: 'restart', node: 'c1' }, 'script[0].node: c1 is a client: only nodes can be restarted'],
    [{ do: 'wipe', node: 'c1' }, 'script[0].node: c1 is a client: only nodes can be wiped'],
    [{ do: 'freeze', node: 'c1' }, 'script[0].node: c1 is a client: only nodes can be frozen'],
    [{ do: 'thaw', node: 'c1' }, 'script[0].node: c1 is a client: only nodes can be thawed'],
    [{ do: 'remove', node: 'c1' }, 'script[0].node: c1 is a client: only nodes can be removed'],
    [{ do: 'weight', node: 'c1', weight: 1 }, 'script[0].node: c1 is a client: only nodes have a weight'],
    [{ do: 'slow', node: 'c1', times: 2 }, 'script[0].node: c1 is a client: only nodes can be slowed'],
    [{ do: 'skew', node: 'c1', by: 1 }, 'script[0].node: c1 is a client: only nodes have a clock'],
    [{ do: 'disk', node: 'c1', act: 'ok' }, 'script[0].node: c1 is a client: only nodes have a disk'],
    [{ do: 'isolate', node: 'c2' }, 'script[0].node: there is no client c2'],
    [{ do: 'heal', node: 'x' }, 'script[0].node: there is no node x'],
    [{ do: 'weight', node: 'n1', weight: 0 }, 'script[0].weight: 0 is less than 1'],
    [{ do: 'weight', node: 'n1', weight: 1001 }, 'script[0].weight: 1001 is more than 1000'],
    [{ do: 'weight', node: 'n1', weight: 1.5 }, 'script[0].weight: 1.5 is not a whole number'],
    [{ do: 'slow', node: 'n1', times: 0.5 }, 'script[0].times: 0.5 is less than 1'],
    [{ do: 'partition', groups: [] }, 'script[0].groups: this list is empty'],
    [{ do: 'partition', groups: [[]] }, 'script[0].groups[0]: this list is empty'],
    [{ do: 'partition', groups: 'n1' }, 'script[0].groups: "n1" is not a list'],
    [
      { do: 'partition', groups: [['n1'], ['n2', 'n1']] },
      'script[0].groups[1][1]: n1 stands in a group already',
    ],
    [{ do: 'partition', groups: [['n1'], ['c7']] }, 'script[0].groups[1][0]: there is no client c7'],
    [{ do: 'partition', groups: [['n1']], oneWay: 1 }, 'script[0].oneWay: 1 is neither true nor false'],
    [
      { do: 'link', from: 'n1', to: 'n2' },
      'script[0]: this says nothing of the link (latency, drop, duplicate, reorder, bandwidth, block, clear)',
    ],
    [
      { do: 'link', from: 'n1', to: 'n1', block: true },
      'script[0].to: a link leads to another participant, not back to n1',
    ],
    [{ do: 'link', from: 'n9', to: '*', block: true }, 'script[0].from: there is no node n9'],
    [
      { do: 'link', from: 'n1', to: 'n2', clear: false },
      'script[0].clear: false is not allowed here, only true',
    ],
    [
      { do: 'link', from: 'n1', to: 'n2', clear: true, drop: 1 },
      'script[0].drop: "clear" takes every rule off the link and stands alone',
    ],
    [
      { do: 'link', from: 'n1', to: 'n2', block: true, order: 'free' },
      'script[0].order: this key is not known here',
    ],
    [
      { do: 'message', name: 'm', act: 'eat' },
      'script[0].act: "eat" is not allowed here, only "drop", "delay", "duplicate"',
    ],
    [{ do: 'message', name: 'm', act: 'delay' }, 'script[0].by: this key is missing'],
    [{ do: 'message', name: 'm', act: 'delay', by: 0 }, 'script[0].by: 0s is less than 1us'],
    [{ do: 'message', name: 'm', act: 'drop', by: 1 }, 'script[0].by: only a delay takes a time'],
    [{ do: 'add', node: 'n1' }, 'script[0].node: there is already a node n1'],
    [{ do: 'add', node: 'Alfa' }, 'script[0].node: the name Alfa is already taken by n1'],
    [{ do: 'add', node: 'c5' }, 'script[0].node: "c5" cannot be the id of a node: clients are called so'],
    [
      { do: 'add', node: 'n7', name: ' ' },
      'script[0].name: " " cannot be a name: it is empty or holds an invisible character',
    ],
    [
      { do: 'add', node: 'n7', name: 'c3' },
      'script[0].name: "c3" cannot be the name of a node: clients are called so',
    ],
    [{ do: 'add', node: 'n7', name: 'n2' }, 'script[0].name: n2 is the id of another node'],
    [{ do: 'add', node: 'n7', role: 'king' }, 'script[0].role: there is no role "king" (cache, proxy)'],
    [{ do: 'rebalance', node: 'n1' }, 'script[0].node: this key is not known here'],
    [
      { do: 'skew', node: 'n1', by: '-366d' },
      'script[0].by: "-366d" is not a time (a number of milliseconds, or a text like "1.5s" in us, ms, s, m or h)',
    ],
    [{ do: 'skew', node: 'n1', by: '-8761h' }, 'script[0].by: -8761h is less than -8760h'],
    [{ do: 'skew', node: 'n1', by: 1, drift: 1e6 }, 'script[0].drift: 1000000 is more than 100000'],
    [
      { do: 'disk', node: 'n1', act: 'ok', times: 2 },
      'script[0].times: a disk that is full or well is not so a number of times',
    ],
    [{ do: 'disk', node: 'n1', act: 'fail', times: 1.5 }, 'script[0].times: 1.5 is not a whole number'],
    [
      { do: 'disk', node: 'n1', act: 'burn' },
      'script[0].act: "burn" is not allowed here, only "full", "slow", "torn", "corrupt", "fail", "ok"',
    ],
    [{ do: 'command', client: 'c2', text: 'GET a' }, 'script[0].client: there is no client c2'],
    [{ do: 'command', client: 'c01', text: 'GET a' }, 'script[0].client: there is no client c01'],
    [
      { do: 'command', client: 'n1', text: 'GET a' },
      'script[0].client: n1 is a node: only clients issue commands',
    ],
    [{ do: 'command', client: 'n9', text: 'GET a' }, 'script[0].client: there is no node n9'],
    [{ do: 'command', client: 'c1', text: '' }, 'script[0].text: this text is empty'],
    [{ do: 'option', name: 'replicas', value: 99 }, 'script[0].value: 99 is more than 9'],
    [{ do: 'dice', salt: -1 }, 'script[0].salt: -1 is less than 0'],
    [{ do: 'dice', salt: 1, at: -1 }, 'script[0].at: a time cannot be negative'],
    [{ do: 'dice', salt: 1, at: '8761h' }, 'script[0].at: 8761h is more than 8760h'],
  ])('%j', (raw, line) => {
    expect(scriptFaults({ at: 1, ...raw })).toEqual([line]);
  });

  test('an option that is not there is refused by its name', () => {
    expect(scriptFaults({ at: 1, do: 'option', name: 'toString', value: 1 })).toEqual([
      'script[0].name: the system cache has no option "toString" (mode, replicas, read, write, virtualNodes, placement, proxy, timeout, skew, motto, mutants)',
    ]);
  });

  test('a system refuses the optional acts that it does not understand', () => {
    const script = [
      { at: 1, do: 'add', node: 'n4' },
      { at: 1, do: 'rebalance' },
      { at: 1, do: 'kill', node: 'n1' },
    ];
    expect(linesOf({ version: 1, system: 'echo', script })).toEqual([
      'script[0].do: the system echo does not understand "add"',
      'script[1].do: the system echo does not understand "rebalance"',
    ]);
  });
});

describe('who is there at that instant', () => {
  test('an added node exists from then on, a removed one no more, in time and not in the order of the file', () => {
    expect(
      scriptFaults(
        { at: 5, do: 'kill', node: 'n7' },
        { at: 4, do: 'add', node: 'n7' },
        { at: 3, do: 'kill', node: 'n7' },
        { at: 6, do: 'remove', node: 'n7' },
        { at: 7, do: 'restart', node: 'n7' },
        { at: 8, do: 'add', node: 'n7' },
      ),
    ).toEqual([
      'script[2].node: there is no node n7',
      'script[4].node: there is no node n7 any more: it was removed',
      'script[5].node: n7 was a node before: an added node needs an id of its own',
    ]);
  });

  test('who joins may be called as another one is, in a few words', () => {
    const names = ['Bravo', 'the second Bravo', '予備 一', 'x'.repeat(64)];
    const { script } = good({
      nodes: 2,
      script: names.map((name, index) => ({ at: '1s', do: 'add', node: `n${index + 3}`, name })),
    });
    expect(script.flatMap((action) => (action.do === 'add' ? [action.name] : []))).toEqual(names);
    const long = scriptFaults({ at: 1, do: 'add', node: 'n7', name: 'x'.repeat(65) });
    expect(long).toHaveLength(1);
  });

  test('names are given by the alphabet and never twice', () => {
    const { script } = good({
      nodes: 2,
      script: [
        { at: 1, do: 'remove', node: 'n2' },
        { at: 2, do: 'add', node: 'n3' },
        { at: 3, do: 'add', node: 'n4', name: 'Delta' },
        { at: 4, do: 'add', node: 'n5' },
      ],
    });
    expect(script.flatMap((action) => (action.do === 'add' ? [action.name] : []))).toEqual([
      'Charlie',
      'Delta',
      'Echo',
    ]);
  });

  test('there are never more than 1024 nodes', () => {
    expect(faults({ nodes: 1024, script: [{ at: 1, do: 'add', node: 'x' }] })).toEqual([
      'script[0].node: there are 1024 nodes already',
    ]);
  });

  test('a node whose own line is faulty is not reported missing as well', () => {
    expect(
      scriptFaults({ at: 1, do: 'add', node: 'n7', weight: 0 }, { at: 2, do: 'kill', node: 'n7' }),
    ).toEqual(['script[0].weight: 0 is less than 1']);
    expect(faults({ nodes: [{ id: 'n1', weight: 0 }], script: [{ at: 2, do: 'kill', node: 'n1' }] })).toEqual(
      ['nodes[0].weight: 0 is less than 1'],
    );
  });
});

describe('one act of a person', () => {
  const situation: Situation = {
    at: 1_234_567,
    nodes: [{ id: 'n1', name: 'Alfa', weight: 1 }],
    removed: ['n2'],
    clients: 1,
    options: {},
  };

  test('is sealed by the system before anybody keeps it', () => {
    const seal = (text: string, options: Options) => `${text} with ${String(options.salt)}`;
    const command = { do: 'command', client: 'c1', text: 'GET a' };
    expect(readAction(command, { ...situation, options: { salt: 'salt' } }, { ...echo, seal })).toMatchObject(
      { ok: true, action: { text: 'GET a with salt' } },
    );
    const file = { version: 1, system: 'echo', script: [{ at: 1, ...command }] };
    const read = readScenario(file, new Map([['echo', { ...echo, seal }]]));
    expect(read).toMatchObject({ ok: true, scenario: { script: [{ text: 'GET a with undefined' }] } });
  });

  test('is stamped with the instant, unless it says another', () => {
    expect(readAction({ do: 'kill', node: 'n1' }, situation, cache)).toEqual({
      ok: true,
      action: { at: 1_234_567, do: 'kill', node: 'n1', how: 'power' },
    });
    expect(readAction('{"do":"heal","at":5}', situation, echo)).toEqual({
      ok: true,
      action: { at: 5000, do: 'heal' },
    });
  });

  test('a field that is undefined is no field', () => {
    expect(readAction({ do: 'heal', node: undefined }, situation, echo).ok).toBe(true);
  });

  test.each<[unknown, object[]]>([
    [{ do: 'kill', node: 'n9' }, [{ path: 'node', says: 'there is no node n9' }]],
    [{ do: 'kill', node: 'n2' }, [{ path: 'node', says: 'there is no node n2 any more: it was removed' }]],
    [
      { do: 'add', node: 'n2' },
      [{ path: 'node', says: 'n2 was a node before: an added node needs an id of its own' }],
    ],
    [{ do: 'slow', node: 'n1' }, [{ path: 'times', says: 'this key is missing' }]],
    [7, [{ path: '', says: '7 is not an object' }]],
    [
      '{',
      [
        {
          path: '',
          says: 'this is not JSON: line 1, column 2: the text ends where a key in double quotes or "}" should stand',
        },
      ],
    ],
  ])('%j is refused', (raw, expected) => {
    expect(readAction(raw, situation, cache)).toEqual({ ok: false, faults: expected });
  });
});
