/** What each act of a script does, seen from the history. */
import { describe, expect, it } from 'vitest';
import { messageName } from '../../src/cluster/network/names.ts';
import { readAction } from '../../src/scenario/act.ts';
import { build, play, summary, type ScenarioFile } from '../support/cluster.ts';
import { programFrom, type Parts } from '../support/bench.ts';
import { notes, only, printed } from '../support/histories.ts';
import { systemFrom } from '../support/systems.ts';

const latency = { law: 'constant', min: '10ms' };

/** Every node sends a beat to every other one each 5 ms, and notes what it hears and is told. */
const beating: Parts = {
  boot: (self) => {
    self.after(5_000, { kind: 'beat' });
    return { count: 0 };
  },
  tick: (self, _timer, state) => {
    state.count += 1;
    for (const { id } of self.setup.members)
      if (id !== self.id) self.send(id, { kind: 'beat', count: state.count });
    self.after(5_000, { kind: 'beat' });
  },
  receive: (self, message, _state, from) => {
    if (from === 'operator') self.note('told', message);
    else if (message.kind === 'beat')
      self.note(`from ${from}`, [message.count, self.clock - 1_735_689_600_000]);
    if (message.kind !== 'request') return;
    if (message.operation.body.do === 'break') throw new Error('asked to');
    self.reply(message.operation, { status: 'ok', value: message.operation.body.args });
  },
};
const trial = systemFrom(programFrom(beating), {
  options: { depth: { kind: 'integer', min: 0, max: 9, default: 1 } },
  actions: ['add', 'remove', 'weight', 'rebalance', 'option'],
});

const scenario = (script: readonly object[], more: object = {}): ScenarioFile => ({
  system: 'trial',
  nodes: 2,
  network: { latency },
  script,
  until: '200ms',
  ...more,
});
const heard = async (
  script: readonly object[],
  by: string,
  from: string,
  more: object = {},
): Promise<number[]> => {
  const { history } = await play(scenario(script, more), { level: 'operations', system: trial });
  return notes(history, `from ${from}`)
    .filter(({ node }) => node === by)
    .map(({ at }) => at);
};

describe('a kill', () => {
  it('ends a node at its instant; what had left before still arrives', async () => {
    const times = await heard([{ at: '50ms', do: 'kill', node: 'n1' }], 'n2', 'n1');
    // The beat of 45 ms is the last: that of 50 ms comes after the act of this instant.
    expect(times).toEqual([15, 20, 25, 30, 35, 40, 45, 50, 55].map((at) => at * 1_000));
  });

  it('loses what arrives while the node is dead, and what arrives after the restart is heard by the new life', async () => {
    const script = [
      { at: '50ms', do: 'kill', node: 'n1' },
      { at: '57ms', do: 'restart', node: 'n1' },
    ];
    const times = await heard(script, 'n1', 'n2');
    // What was sent while it was dead is lost at the send, also when it would have arrived after the restart.
    expect(times.filter((at) => at > 45_000 && at < 80_000)).toEqual([70_000, 75_000]);
    const { history } = await play(scenario(script), { level: 'messages', system: trial });
    const lost = only(history, 'dropped').map(({ at, message, reason }) => [message.sent, at, reason]);
    expect(lost).toEqual([
      [40_000, 50_000, 'dead'],
      [50_000, 50_000, 'dead'],
      [45_000, 55_000, 'dead'],
      [55_000, 55_000, 'dead'],
    ]);
    expect(
      only(history, 'started')
        .filter(({ node }) => node === 'n1')
        .map(({ incarnation }) => incarnation),
    ).toEqual([1, 2]);
  });

  it('of a node that is dead, and a restart of one that lives, change nothing but the history', async () => {
    const script = [
      { at: '50ms', do: 'restart', node: 'n1' },
      { at: '60ms', do: 'kill', node: 'n1' },
      { at: '70ms', do: 'kill', node: 'n1' },
      { at: '80ms', do: 'freeze', node: 'n1' },
    ];
    const { history, cluster } = await play(scenario(script), { level: 'operations', system: trial });
    expect(only(history, 'action').length).toBe(4);
    expect(only(history, 'stopped').length).toBe(1);
    expect(cluster.participants.get('n1')?.status).toBe('down');
  });
});

describe('a throw', () => {
  it('crashes the node at that event, with its words, and replays so without a script entry', async () => {
    const script = [
      { at: '50ms', do: 'command', client: 'c1', text: 'break' },
      { at: '100ms', do: 'restart', node: 'n1' },
    ];
    const run = await play(scenario(script), { level: 'operations', system: trial });
    const [crash] = only(run.history, 'crashed');
    expect(crash).toMatchObject({ at: 60_000, node: 'n1', says: 'asked to' });
    expect(run.cluster.script.length).toBe(2);
    expect(summary(await play(scenario(script), { system: trial, cut: (start) => start + 1 }))).toEqual(
      summary(run),
    );
    const times = await heard(script, 'n2', 'n1');
    expect(times.filter((at) => at > 65_000 && at < 120_000)).toEqual([115_000]);
  });
});

describe('freezing', () => {
  it('stops a node from starting anything, and thawing lets it catch up', async () => {
    const script = [
      { at: '50ms', do: 'freeze', node: 'n1' },
      { at: '100ms', do: 'thaw', node: 'n1' },
    ];
    expect((await heard(script, 'n1', 'n2')).filter((at) => at >= 45_000 && at <= 105_000)).toEqual([
      45_000,
      ...new Array<number>(11).fill(100_000),
      105_000,
    ]);
    expect((await heard(script, 'n2', 'n1')).filter((at) => at >= 50_000 && at <= 120_000)).toEqual([
      50_000, 55_000, 110_000, 115_000, 120_000,
    ]);
  });
});

describe('skew', () => {
  it('touches the clock only, and lasts through a restart', async () => {
    const skewed = [{ at: '30ms', do: 'skew', node: 'n2', by: '-20ms', drift: 0 }];
    const later = [
      { at: '50ms', do: 'kill', node: 'n2' },
      { at: '60ms', do: 'restart', node: 'n2' },
    ];
    const clocks = async (script: readonly object[]): Promise<number[][]> => {
      const { history } = await play(scenario(script), { level: 'operations', system: trial });
      return notes(history, 'from n1').map(({ at, detail }) => [
        at / 1_000,
        (detail as number[])[1] as number,
      ]);
    };
    const straight = await clocks(later);
    const wrong = await clocks([...skewed, ...later]);
    expect(wrong.map(([at]) => at)).toEqual(straight.map(([at]) => at));
    expect(straight.every(([at, clock]) => at === clock)).toBe(true);
    expect(wrong.every(([at, clock]) => clock === ((at as number) < 30 ? at : (at as number) - 20))).toBe(
      true,
    );
    expect(wrong.some(([at]) => (at as number) > 70)).toBe(true);
  });
});

describe('cuts and links', () => {
  it('close and open at their instants, for what is sent and for what arrives', async () => {
    for (const [shut, open] of [
      [{ do: 'partition', groups: [['n1']] }, { do: 'heal' }],
      [
        { do: 'isolate', node: 'n1' },
        { do: 'heal', node: 'n1' },
      ],
      [
        { do: 'link', from: 'n1', to: 'n2', both: false, block: true },
        { do: 'link', from: 'n1', to: 'n2', block: false },
      ],
    ]) {
      const times = await heard(
        [
          { at: '50ms', ...shut },
          { at: '100ms', ...open },
        ],
        'n2',
        'n1',
      );
      // At 50 the beat of 40 arrives too late; at 100 what was sent at 90 and 95 had been lost at the send.
      expect(times.filter((at) => at >= 40_000 && at <= 120_000)).toEqual([
        40_000, 45_000, 110_000, 115_000, 120_000,
      ]);
    }
  });

  it('of one way leave the other way open', async () => {
    const script = [{ at: '50ms', do: 'partition', groups: [['n1'], ['n2']], oneWay: true }];
    expect((await heard(script, 'n2', 'n1')).at(-1)).toBe(45_000);
    expect((await heard(script, 'n1', 'n2')).at(-1)).toBe(195_000);
  });

  it('change their law from the next message on', async () => {
    const times = await heard(
      [{ at: '50ms', do: 'link', from: 'n1', to: 'n2', latency: { law: 'constant', min: '1ms' } }],
      'n2',
      'n1',
    );
    // In order: what is sent at 50 may not pass what was sent at 45.
    expect(times.filter((at) => at >= 50_000 && at <= 66_000)).toEqual([
      50_000, 55_000, 55_000, 56_000, 61_000, 66_000,
    ]);
  });
});

describe('an act on a message', () => {
  const name = 'n1>n2/beat/beat/3';
  const act = (fields: object) => heard([{ at: '25ms', do: 'message', name, ...fields }], 'n2', 'n1');
  it('drops it, delays it with all that is behind it, or doubles it', async () => {
    const until = (times: readonly number[]): number[] =>
      times.filter((at) => at <= 45_000).map((at) => at / 1_000);
    expect(until(await act({ act: 'drop' }))).toEqual([15, 20, 25, 35, 40, 45]);
    expect(until(await act({ act: 'delay', by: '8ms' }))).toEqual([15, 20, 25, 38, 38, 40, 45]);
    expect(until(await act({ act: 'duplicate' }))).toEqual([15, 20, 25, 30, 30, 35, 40, 45]);
  });

  it('delays what overtakes without holding up the others', async () => {
    const free = { network: { latency, order: 'free' } };
    const times = await heard(
      [{ at: '25ms', do: 'message', name, act: 'delay', by: '8ms' }],
      'n2',
      'n1',
      free,
    );
    expect(times.slice(0, 7).map((at) => at / 1_000)).toEqual([15, 20, 25, 35, 38, 40, 45]);
  });

  it('that has arrived, or never was, does nothing', async () => {
    const straight = await heard([], 'n2', 'n1');
    expect(await heard([{ at: '31ms', do: 'message', name, act: 'drop' }], 'n2', 'n1')).toEqual(straight);
    expect(
      await heard([{ at: '25ms', do: 'message', name: 'n9>n1/x/y/0', act: 'drop' }], 'n2', 'n1'),
    ).toEqual(straight);
  });

  it('doubles it once only: two copies are all that can be told apart', async () => {
    const twice = [25, 26].map((at) => ({ at: `${at}ms`, do: 'message', name, act: 'duplicate' }));
    const { cluster } = await play(scenario(twice), { system: trial });
    expect(cluster.counts.duplicated).toBe(1);
  });
});

describe('members', () => {
  it('are told of who comes, who goes, and of weights, options and rebalancing', async () => {
    const script = [
      { at: '20ms', do: 'add', node: 'n10', name: 'Zulu', weight: 3 },
      { at: '40ms', do: 'weight', node: 'n1', weight: 5 },
      { at: '60ms', do: 'remove', node: 'n2' },
      { at: '80ms', do: 'option', name: 'depth', value: 7 },
      { at: '90ms', do: 'rebalance' },
      { at: '100ms', do: 'command', client: 'c1', text: 'say x @Zulu' },
    ];
    const { history, cluster } = await play(scenario(script), { level: 'operations', system: trial });
    const told = notes(history, 'told').filter(({ node }) => node === 'n1');
    const members = (detail: unknown) =>
      (detail as { members: { id: string; weight: number }[] }).members?.map(
        ({ id, weight }) => `${id}*${weight}`,
      );
    expect(told.map(({ at, detail }) => [at, members(detail) ?? detail])).toEqual([
      [20_000, ['n1*1', 'n2*1', 'n10*3']],
      [40_000, ['n1*5', 'n2*1', 'n10*3']],
      [60_000, ['n1*5', 'n10*3']],
      [80_000, { kind: 'option', name: 'depth', value: 7 }],
      [90_000, { kind: 'rebalance' }],
    ]);
    // The new node was told at once, the removed one is nobody.
    expect(notes(history, 'told').filter(({ node }) => node === 'n10').length).toBe(5);
    expect(notes(history, 'from n2').every(({ at }) => at < 70_000)).toBe(true);
    expect(cluster.options).toEqual({ depth: 7 });
    expect(cluster.members.map(({ id }) => id)).toEqual(['n1', 'n10']);
    expect(printed(history).get('c1.1')).toBe('["x"]');
  });

  it('that were removed are nobody: what is sent to them is lost so', async () => {
    const { history } = await play(scenario([{ at: '60ms', do: 'remove', node: 'n2' }]), {
      level: 'messages',
      system: trial,
    });
    const reasons = new Set(only(history, 'dropped').map(({ reason }) => reason));
    expect(reasons).toEqual(new Set(['nobody']));
  });
});

describe('the dice', () => {
  it('change what comes after and nothing before', async () => {
    const file = (salt: number | null): ScenarioFile => ({
      system: 'echo',
      options: { every: '20ms' },
      network: { drop: 0.1, duplicate: 0.1 },
      script: salt === null ? [] : [{ at: '1s', do: 'dice', salt }],
      until: '3s',
    });
    const text = async (salt: number | null): Promise<string[]> => {
      const { history } = await play(file(salt), { level: 'contents' });
      return history.filter(({ what }) => what !== 'action').map((event) => JSON.stringify(event));
    };
    const [none, one, again, two] = [await text(null), await text(1), await text(1), await text(2)];
    const before = (lines: readonly string[]): string[] =>
      lines.filter((line) => (JSON.parse(line) as { at: number }).at < 1_000_000);
    expect(before(one)).toEqual(before(none));
    expect(before(two)).toEqual(before(none));
    expect(again).toEqual(one);
    expect(before(none).length).toBeGreaterThan(200);
    for (const [left, right] of [
      [none, one],
      [one, two],
    ] as const)
      expect(left.slice(before(left).length)).not.toEqual(right.slice(before(right).length));
  });
});

describe('a person', () => {
  it('acts here and now, after the script’s acts of this instant; the same script later makes the same history', async () => {
    const file = scenario([{ at: '50ms', do: 'freeze', node: 'n2' }]);
    const live = build(file, { system: trial });
    await live.cluster.boot();
    await live.cluster.advanceTo(50_000);
    for (const raw of [
      { do: 'thaw', node: 'n2' },
      { do: 'kill', node: 'n1', how: 'process' },
    ]) {
      const read = readAction(
        raw,
        { at: live.cluster.position, nodes: live.scenario.nodes, clients: 1, options: live.cluster.options },
        trial.sketch,
      );
      if (!read.ok) throw new Error('the act was refused');
      await live.cluster.act(read.action);
    }
    await live.cluster.advanceTo(live.scenario.until);
    const script = [
      ...(file.script as object[]),
      { at: '50ms', do: 'thaw', node: 'n2' },
      { at: '50ms', do: 'kill', node: 'n1', how: 'process' },
    ];
    expect(summary(live)).toEqual(summary(await play(scenario(script), { system: trial })));
  });

  it('cannot act in the middle of a window', async () => {
    const { cluster } = await play(scenario([]), { until: 0, system: trial });
    const running = cluster.advanceTo(1_000);
    await expect(cluster.advanceTo(2_000)).rejects.toThrow('already busy');
    await running;
  });

  it('finds messages in flight by the order in which they arrive', async () => {
    const { cluster } = await play(scenario([]), { until: 42_000, system: trial });
    const flying = cluster.inFlight(3);
    expect(flying.map(({ arrives }) => arrives)).toEqual([45_000, 45_000, 50_000]);
    expect(flying.slice(0, 2).map(messageName).sort()).toEqual(['n1>n2/beat/beat/6', 'n2>n1/beat/beat/6']);
  });
});

describe('an overflow', () => {
  it('is a loss with its reason at the instant of the arrival', async () => {
    const narrow = systemFrom(
      programFrom({
        receive: (self, { operation }) => operation && self.reply(operation, { status: 'ok', value: 1 }),
      }),
      {
        service: { cost: 50_000, kinds: {}, line: 2 },
      },
    );
    const script = Array.from({ length: 6 }, () => ({
      at: '20ms',
      do: 'command',
      client: 'c1',
      text: 'say x',
    }));
    const { history } = await play(scenario(script, { until: '3s' }), { level: 'messages', system: narrow });
    const lost = only(history, 'dropped').map(({ at, reason, message }) => [at, reason, message.name]);
    expect(lost).toEqual([4, 5, 6].map((number) => [30_000, 'overflow', `c1>n1/c1.${number}/request/0`]));
    expect([...printed(history).values()]).toEqual(['1', '1', '1', 'unknown', 'unknown', 'unknown']);
  });
});
