/** Quorum mode as its clients see it. */
import { describe, expect, test } from 'vitest';
import { loadCheckpoint, saveCheckpoint } from '../../../src/cluster/checkpoint.ts';
import { Operations } from '../../../src/history/operations.ts';
import { judge, type Check } from '../../../src/history/verdicts.ts';
import { foundingView } from '../../../src/systems/cache/founding.ts';
import { ownersOf } from '../../../src/systems/cache/view.ts';
import { build, play, summary, type Run, type ScenarioFile } from '../../support/cluster.ts';
import { notes, only, printed } from '../../support/histories.ts';

const FAST = { latency: { min: '1ms', max: '2ms' } };

type Options = Readonly<Record<string, unknown>>;

function scenario(options: Options, script: readonly object[], nodes = 5, until = '12s'): ScenarioFile {
  return {
    ...{ system: 'cache', nodes, network: FAST, script, until },
    options: { mode: 'quorum', virtualNodes: 8, ...options },
  };
}

function type(at: number, text: string, client = 'c1'): object {
  return { at: `${at}ms`, do: 'command', client, text };
}

/** Who owns a key in a cluster of so many nodes. */
function ownersIn(nodes: number, key: string, replicas = 3): readonly string[] {
  const members = Array.from({ length: nodes }, (_, index) => {
    return { id: `n${index + 1}`, name: '', role: 'node', weight: 1 };
  });
  return ownersOf(foundingView(members).placed, { kind: 'ring', virtualNodes: 8, replicas }, key);
}

async function texts(file: ScenarioFile): Promise<string[]> {
  const { history } = await play(file, { level: 'operations' });
  return [...printed(history).values()];
}

async function checksOf({ cluster, history }: Run): Promise<readonly Check[]> {
  const operations = new Operations();
  operations.record(history);
  return judge(cluster, operations, true);
}

/** [key, epoch, count, is gone, …] of a key at each node that is up. */
async function copiesOf({ cluster }: Run, key: string): Promise<Record<string, string>> {
  const copies: Record<string, string> = {};
  for (const { id, isClient, port } of cluster.everybody) {
    if (isClient || port === null) continue;
    const { keys } = (await cluster.look(id, 'witness')) as { keys: readonly (readonly unknown[])[] };
    const copy = keys.find(([name]) => name === key);
    if (copy !== undefined) copies[id] = copy.slice(1, 7).join();
  }
  return copies;
}

describe('commands', () => {
  test('strings, keys and times to live mean what they mean to the store; all others are refused', async () => {
    const lines: [string, string][] = [
      ['SET apple 1', 'OK'],
      ['GET apple', '"1"'],
      ['APPEND apple 23', '(integer) 3'],
      ['STRLEN apple', '(integer) 3'],
      ['GETRANGE apple 1 2', '"23"'],
      ['SETNX apple 5', '(integer) 0'],
      ['SET apple 5 XX GET', '"123"'],
      ['GETSET apple 6', '"5"'],
      ['GETEX apple EX 100', '"6"'],
      ['TTL apple', '(integer) 100'],
      ['PERSIST apple', '(integer) 1'],
      ['TTL apple', '(integer) -1'],
      ['EXPIRE apple 50', '(integer) 1'],
      ['TYPE apple', 'string'],
      ['SETEX pear 10 x', 'OK'],
      ['MSET plum 1 fig 2', 'OK'],
      ['MGET apple pear plum fig lime', '1) "6"\n2) "x"\n3) "1"\n4) "2"\n5) (nil)'],
      ['EXISTS apple pear lime apple', '(integer) 3'],
      ['GETDEL apple', '"6"'],
      ['GET apple', '(nil)'],
      ['DEL pear plum lime', '(integer) 2'],
      ['TOUCH fig plum', '(integer) 1'],
      ['SET fig', "(error) ERR wrong number of arguments for 'set' command"],
      ['SET fig 1 NX XX', '(error) ERR syntax error'],
      ...['INCR fig', 'LPUSH fig 1', 'SADD fig 1', 'RENAME fig plum', 'WAIT 1 0', 'FLUSHALL'].map(
        (line): [string, string] => [line, '(error) ERR not available in quorum mode'],
      ),
      ['PING', 'PONG'],
    ];
    const script = lines.map(([line], index) => type(1_000 + 100 * index, line));
    expect(await texts(scenario({ read: 2, write: 2 }, script))).toEqual(lines.map(([, reply]) => reply));
  });

  test('what expires is gone for readers at its instant, and its older value does not come back', async () => {
    const script = [
      type(1_000, 'SET apple old'),
      type(1_100, 'SET apple new PX 500'),
      type(1_400, 'GET apple'),
      type(1_700, 'GET apple'),
      type(8_000, 'GET apple'),
    ];
    const run = await play(scenario({ read: 1, write: 3 }, script), { level: 'operations' });
    expect([...printed(run.history).values()].slice(2)).toEqual(['"new"', '(nil)', '(nil)']);
    expect((await checksOf(run)).filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe('when too few can be reached', () => {
  const alone = [['n1'], ['n2'], ['n3'], ['n4'], ['n5']];

  test('a read has failed, a write that somebody may have taken is unknown, and neither waits for ever', async () => {
    const script = [
      type(1_000, 'SET apple 1'),
      { at: '2s', do: 'partition', groups: alone },
      type(2_010, 'SET apple 2'),
      type(2_020, 'GET apple'),
    ];
    const { history } = await play(scenario({ read: 2, write: 2, quorumTimeout: '300ms' }, script), {
      level: 'operations',
    });
    const [, write, read] = only(history, 'settled');
    expect(write?.outcome.status).toBe('unknown');
    expect(write?.text).toBe(
      '(unknown) ERR Only 1 of the 2 copies that a write needs have taken it: it may have happened',
    );
    expect(read?.outcome.status).toBe('failed');
    expect(read?.text).toBe('(error) ERR Only 1 of the 2 copies that a read needs have answered');
    expect(Math.max(...[write, read].map((event) => event?.at ?? 0))).toBeLessThan(2_400_000);
  });

  test('a coordinator that knows it begins nothing; one that reaches enough is found', async () => {
    const script = [
      { at: '2s', do: 'partition', groups: alone },
      type(5_000, 'SET apple 1'),
      { at: '6s', do: 'heal' },
      { at: '8s', do: 'isolate', node: ownersIn(5, 'apple')[0] },
      // A read may be asked of another node, and from the answer its client learns who lives.
      type(9_500, 'GET apple'),
      type(10_500, 'SET apple 2'),
      type(10_600, 'GET apple'),
    ];
    expect(await texts(scenario({ read: 2, write: 2 }, script))).toEqual([
      '(error) CLUSTERDOWN Only 1 of the 2 copies that a write needs can be reached',
      '(nil)',
      'OK',
      '"2"',
    ]);
  });

  test('what one copy allows is answered by one node alone, without any majority', async () => {
    const [first] = ownersIn(5, 'apple');
    const script = [
      { at: '2s', do: 'partition', groups: alone },
      type(5_000, `SET apple 1 @${first}`),
      type(5_100, `GET apple @${first}`),
    ];
    expect(await texts(scenario({}, script))).toEqual(['OK', '"1"']);
  });
});

describe('read repair', () => {
  const [first, second, third] = ownersIn(5, 'apple') as [string, string, string];
  // Beats are rare, so that nothing else repairs.
  const rare = { heartbeat: '10s', nodeTimeout: '60s' };
  const stale = [
    type(1_000, 'SET apple old'),
    { at: '2s', do: 'link', from: first, to: third, both: true, block: true },
    type(2_100, `SET apple new @${first}`),
    { at: '3s', do: 'link', from: first, to: third, both: true, clear: true },
    { at: '3s', do: 'link', from: second, to: third, both: true, clear: true },
  ];

  test('gives those that answered the newest of what they answered', async () => {
    const script = [...stale, type(3_100, `GET apple @${first}`)];
    const run = await play(scenario({ ...rare, read: 3, write: 2 }, script, 5, '4s'), {
      level: 'operations',
    });
    expect([...printed(run.history).values()].at(-1)).toBe('"new"');
    expect(notes(run.history, 'repair').map(({ detail }) => detail)).toEqual([{ key: 'apple', to: third }]);
    expect(new Set(Object.values(await copiesOf(run, 'apple'))).size).toBe(1);
  });

  test('leaves them as they are where it is switched off', async () => {
    const script = [...stale, type(3_100, `GET apple @${first}`)];
    const off = scenario({ ...rare, read: 3, write: 2, readRepair: false }, script, 5, '4s');
    const run = await play(off, { level: 'operations' });
    expect(notes(run.history, 'repair')).toEqual([]);
    expect(new Set(Object.values(await copiesOf(run, 'apple'))).size).toBe(2);
  });

  test('S0-16: a deletion that a copy slept through reaches it by comparison, and the key stays deleted', async () => {
    const script = [
      type(1_000, 'SET apple 1'),
      { at: '2s', do: 'isolate', node: third },
      type(2_500, 'DEL apple'),
      { at: '5s', do: 'heal' },
      type(9_000, `GET apple @${third}`),
    ];
    const run = await play(scenario({ write: 2 }, script), { level: 'operations' });
    expect([...printed(run.history).values()].at(-1)).toBe('(nil)');
    expect((await checksOf(run)).filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe('last write wins', () => {
  test('and the later write of a node whose clock is behind has lost, though it was told OK', async () => {
    const [first, second] = ownersIn(5, 'apple');
    const script = [
      { at: '500ms', do: 'skew', node: second, by: '-5s' },
      type(1_000, `SET apple early @${first}`),
      type(2_000, `SET apple late @${second}`),
      type(3_000, 'GET apple'),
    ];
    expect(await texts(scenario({ read: 2, write: 2 }, script))).toEqual(['OK', 'OK', '"early"']);
  });

  test('a node never gives an earlier stamp than before, whatever its clock does', async () => {
    const [first] = ownersIn(5, 'apple');
    const script = [
      type(1_000, `SET apple 1 @${first}`),
      { at: '2s', do: 'skew', node: first, by: '-30s' },
      type(2_000, `SET apple 2 @${first}`),
      { at: '3s', do: 'kill', node: first, how: 'process' },
      { at: '3500ms', do: 'restart', node: first },
      type(7_000, `SET apple 3 @${first}`),
      type(8_000, 'GET apple'),
    ];
    expect((await texts(scenario({ read: 2, write: 2 }, script))).at(-1)).toBe('"3"');
  });
});

describe('sloppy quorums and hints', () => {
  const [owner] = ownersIn(4, 'apple', 1) as [string];

  /** The only owner is away, a stand-in takes the write, and falls itself before the owner is back. */
  function handover(options: Options): ScenarioFile {
    const others = ['n1', 'n2', 'n3', 'n4'].filter((id) => id !== owner);
    const script = [
      { at: '1s', do: 'kill', node: owner },
      type(4_000, `SET apple 1 @${others[0]}`),
      ...others.map((node) => ({ at: '5s', do: 'kill', node })),
      ...others.map((node) => ({ at: '6s', do: 'restart', node })),
      { at: '9s', do: 'restart', node: owner },
      type(13_000, 'GET apple'),
    ];
    return scenario({ replicas: 1, appendfsync: 'always', ...options }, script, 4, '16s');
  }

  test('a strict one refuses where a sloppy one finds a stand-in', async () => {
    expect((await texts(handover({})))[0]).toMatch(/CLUSTERDOWN Only 0 of the 1 copies/);
    expect((await texts(handover({ sloppy: true })))[0]).toBe('OK');
  });

  test('a client finds a stand-in by itself when all owners are down', async () => {
    const script = [
      { at: '1s', do: 'kill', node: owner },
      // It learns from its first attempt that the owner is down.
      type(4_000, 'GET apple'),
      type(5_000, 'SET apple 1'),
      type(5_500, 'GET apple'),
      { at: '7s', do: 'restart', node: owner },
      type(11_000, 'GET apple'),
    ];
    const file = (sloppy: boolean): ScenarioFile =>
      scenario({ replicas: 1, appendfsync: 'always', sloppy }, script, 4, '16s');
    expect((await texts(file(true))).slice(1)).toEqual(['OK', '"1"', '"1"']);
    expect(await texts(file(false))).not.toContain('OK');
  });

  test('a hint outlives the one who keeps it, and is handed over; then the stand-in lets go', async () => {
    const run = await play(handover({ sloppy: true }), { level: 'operations' });
    expect([...printed(run.history).values()]).toEqual(['OK', '"1"']);
    expect(Object.keys(await copiesOf(run, 'apple'))).toEqual([owner]);
    expect((await checksOf(run)).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('the mutant that drops hints at a restart is found by “nothing acknowledged is forgotten”', async () => {
    const run = await play(handover({ sloppy: true, mutants: ['hint-dropped'] }), { level: 'operations' });
    const broken = (await checksOf(run)).filter(({ ok }) => !ok);
    expect(broken.map(({ name }) => name)).toEqual(['nothing acknowledged is forgotten']);
  });

  test('a stand-in lets go also of what the owner had told it to have while it was taken for dead', async () => {
    const [other] = ['n1', 'n2', 'n3', 'n4'].filter((id) => id !== owner);
    const script = [
      { at: '2s', do: 'freeze', node: owner },
      // Suspected by now, and down in no view yet: it is given the key, and offered it.
      type(3_300, `SET apple 1 @${other}`),
      { at: '6s', do: 'thaw', node: owner },
    ];
    const options = { replicas: 1, sloppy: true, nodeTimeout: '2s' };
    const run = await play(scenario(options, script, 4), { level: 'operations' });
    expect([...printed(run.history).values()]).toEqual(['OK']);
    expect(Object.keys(await copiesOf(run, 'apple'))).toEqual([owner]);
  });
});

describe('siblings', () => {
  test('writes that did not know of each other are both kept, until somebody who has read them writes', async () => {
    const script = [
      type(1_000, 'SET apple red', 'c1'),
      type(1_000, 'SET apple green', 'c2'),
      type(2_000, 'GET apple', 'c1'),
      type(2_100, 'SET apple yellow', 'c1'),
      type(2_200, 'GET apple', 'c2'),
      type(3_000, 'SET apple blue', 'c1'),
      type(3_100, 'GET apple', 'c1'),
      type(3_200, 'DEL apple', 'c2'),
      type(3_300, 'GET apple', 'c1'),
      type(3_400, 'APPEND apple 1', 'c1'),
      type(3_500, 'SET apple 1 NX', 'c1'),
    ];
    const file = { ...scenario({ read: 2, write: 2, siblings: true }, script), clients: 2 };
    const run = await play(file, { level: 'operations' });
    const refused = '(error) ERR not available where siblings are kept';
    expect([...printed(run.history)].filter(([, text]) => text !== 'OK').map(([, text]) => text)).toEqual([
      '1) "green"\n2) "red"',
      '"yellow"',
      // The second write of c1 knew of what c1 had read, which was before its own first write.
      '1) "blue"\n2) "yellow"',
      '(integer) 1',
      '(nil)',
      refused,
      refused,
    ]);
    expect((await checksOf(run)).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('written on both sides of a cut, all nodes have both after it', async () => {
    const [first, second, third] = ownersIn(5, 'apple') as [string, string, string];
    const script = [
      { at: '1s', do: 'partition', groups: [[first], [second, third]] },
      type(1_100, `SET apple left @${first}`),
      type(1_200, `SET apple right @${second}`),
      { at: '3s', do: 'heal' },
      type(9_000, 'GET apple'),
    ];
    const run = await play(scenario({ siblings: true }, script), { level: 'operations' });
    expect([...printed(run.history).values()].at(-1)).toBe('1) "left"\n2) "right"');
    expect(new Set(Object.values(await copiesOf(run, 'apple'))).size).toBe(1);
  });
});

describe('joining', () => {
  test('keys move to a newcomer while clients write, and each ends at exactly its owners', async () => {
    const lines = Array.from({ length: 300 }, (_, index) =>
      type(1_000 + 20 * index, `SET key:${index % 100} ${index}`),
    );
    const script = [...lines, { at: '3s', do: 'add', node: 'n6' }, type(11_000, 'GET key:99')];
    const run = await play(scenario({ read: 2, write: 2 }, script, 5, '14s'), { level: 'operations' });
    const said = [...printed(run.history).values()];
    expect(said.at(-1)).toBe('"299"');
    expect(said.filter((text) => text === 'OK')).toHaveLength(300);
    expect((await checksOf(run)).filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe('plain data', () => {
  const lines = Array.from({ length: 200 }, (_, index) => {
    const text = index % 3 === 0 ? `GET key:${index % 7}` : `SET key:${index % 7} ${index}`;
    return type(1_000 + 10 * index, `${text} @n${1 + (index % 5)}`);
  });

  test.each([
    ['strict', { read: 2, write: 2 }],
    ['sloppy', { write: 2, sloppy: true }],
    ['with siblings', { read: 2, write: 2, siblings: true }],
  ])('%s: a checkpoint in the middle of operations goes on as if there had been none', async (_, options) => {
    const script = [
      ...lines,
      { at: '1200ms', do: 'kill', node: 'n2' },
      { at: '2500ms', do: 'restart', node: 'n2' },
    ];
    const file = scenario({ appendfsync: 'always', ...options }, script, 5, '6s');
    const straight = await play(file);
    const run = build(file);
    await run.cluster.boot();
    for (const at of [1_503_000, 2_801_000, 3_350_000]) {
      await run.cluster.advanceTo(at);
      await loadCheckpoint(run.cluster, await saveCheckpoint(run.cluster), run.scenario.script);
    }
    await run.cluster.advanceTo(run.scenario.until);
    expect(summary(run)).toEqual(summary(straight));
  });
});
