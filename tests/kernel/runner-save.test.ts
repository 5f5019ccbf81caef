/** A runner that was saved and loaded does what it would have done. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiskFiles } from '../../src/kernel/disk.ts';
import type { Advance, Envelope, NodeAct } from '../../src/kernel/protocol.ts';
import { Runner } from '../../src/kernel/runner.ts';
import {
  newTable,
  openImage,
  extendImage,
  tableDelete,
  tableSet,
  tableSize,
  type Table,
} from '../../src/kernel/table.ts';
import { arrival, programFrom, startOf, type Parts } from '../support/bench.ts';
import { runs } from '../support/scenarios.ts';

interface State {
  readonly seen: Table<number>;
  readonly alarms: number[];
}

/** Uses everything that a save must keep: state, tables, timers, cancelled ones, its generator, its disk. */
const busy: Parts = {
  boot: (): State => ({ seen: newTable(), alarms: [] }),
  receive: (self, { kind }, state: State) => {
    tableSet(state.seen, `${kind}${Math.floor(self.random() * 20)}`, self.now);
    state.alarms.push(self.after(Math.floor(self.random() * 2_000), { kind: 'alarm' }));
    if (state.alarms.length > 3) self.cancel(state.alarms.shift() as number);
    if (self.random() < 0.3) self.send('n1', { kind: 'own' });
    self.disk.append('log', Uint8Array.of(state.alarms.length));
    self.disk.sync({ kind: 'synced' });
    self.work(Math.floor(self.random() * 40));
  },
  tick: (self, { kind }, state: State) => {
    tableDelete(state.seen, `a${Math.floor(self.random() * 20)}`);
    self.note(kind, {
      size: tableSize(state.seen),
      log: self.disk.size('log'),
      failed: self.disk.failed,
      clock: self.clock,
    });
  },
};

const start = startOf({
  service: { cost: 30, kinds: { alarm: 0, b: 200 }, line: 5 },
  diskLaw: { min: 50, max: 800, capacity: 500 },
});

type Doing = NodeAct extends infer Act ? (Act extends { at: number } ? Omit<Act, 'at'> : never) : never;
const doing: fc.Arbitrary<Doing> = fc.constantFrom<Doing>(
  { do: 'freeze' },
  { do: 'thaw' },
  { do: 'thaw' },
  { do: 'slow', times: 7 },
  { do: 'dice', chance: [3, 4] },
  { do: 'disk', act: 'full', times: 1 },
  { do: 'disk', act: 'fail', times: 2 },
  { do: 'disk', act: 'slow', times: 5 },
  { do: 'disk', act: 'ok', times: 1 },
  { do: 'tell', message: { kind: 'told' }, root: 'operator' },
);

const step = fc.record({
  length: fc.integer({ min: 1, max: 900 }),
  acts: fc.array(doing, { maxLength: 2 }),
  kinds: fc.array(fc.tuple(fc.nat(1_000), fc.constantFrom('a', 'b')), { maxLength: 5 }),
});

interface Step {
  readonly until: number;
  readonly arrivals: readonly Envelope[];
  readonly acts: readonly NodeAct[];
}

function stepsFrom(
  draws: readonly { length: number; acts: readonly Doing[]; kinds: readonly (readonly [number, string])[] }[],
): Step[] {
  let at = 0;
  return draws.map(({ length, acts, kinds }) => {
    const from = at;
    at += length;
    const times = kinds.map(
      ([share, kind]) => [from + Math.floor((share * (length - 1)) / 1_000), kind] as const,
    );
    const arrivals = [...times]
      .sort(([left], [right]) => left - right)
      .map(([when, kind], index) => arrival(when, { kind }, { number: from * 10 + index }));
    return { until: at, arrivals, acts: acts.map((act) => ({ ...act, at: from }) as NodeAct) };
  });
}

const play = (runner: Runner, steps: readonly Step[]): Advance[] =>
  steps.map(({ until, arrivals, acts }) => runner.advance(until, structuredClone(arrivals), acts));

describe('a runner', () => {
  it('that was saved at any instant and loaded again goes on as before', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 25 }), fc.nat(1_000), (draws, share) => {
        const steps = stepsFrom(draws);
        const straight = play(new Runner(programFrom(busy), start), steps);
        const cut = Math.floor((share * steps.length) / 1_001);
        const first = new Runner(programFrom(busy), start);
        const before = play(first, steps.slice(0, cut));
        // A first save leaves journals to a second one.
        const early = first.save();
        const middle = first.save();
        const images = new Map();
        for (const save of [...(early.state?.tables ?? []), ...(middle.state?.tables ?? [])]) {
          images.set(save.table, extendImage(images.get(save.table), save));
        }
        const disk = new DiskFiles();
        for (const { writes } of before) for (const write of writes) if ('number' in write) disk.apply(write);
        const second = Runner.load(
          programFrom(busy),
          { ...start, disk: disk.content() },
          structuredClone(middle),
          images,
        );
        expect(second.next()).toBe(first.next());
        expect(play(second, steps.slice(cut))).toEqual(straight.slice(cut));
        // Whoever was saved was not disturbed.
        expect(play(first, steps.slice(cut))).toEqual(straight.slice(cut));
        for (const image of images.values()) expect(openImage(image).size).toBeLessThanOrEqual(60);
      }),
      runs(150),
    );
  });

  it('gives a timer that was cancelled while it waited no place in the line, saved or not', () => {
    // While a is served, b and then the alarm come to wait; a cancels the alarm, and b is served: in the line stands a dead timer.
    const parts: Parts = {
      boot: (self) => ({ alarm: self.after(200, { kind: 'alarm' }) }),
      receive: (self, _message, state) => self.cancel(state.alarm),
    };
    const own = startOf({ service: { cost: 1_000, kinds: {}, line: 2 } });
    const first = new Runner(programFrom(parts), own);
    first.advance(1_500, [arrival(100, { kind: 'a' }), arrival(150, { kind: 'b' })], []);
    const second = Runner.load(programFrom(parts), own, structuredClone(first.save()), new Map());
    const late = [
      arrival(1_600, { kind: 'c' }),
      arrival(1_700, { kind: 'd' }),
      arrival(1_800, { kind: 'e' }),
    ];
    expect(second.advance(9_000, structuredClone(late), []).overflow).toEqual(
      first.advance(9_000, late, []).overflow,
    );
  });

  it('shows its state by pages, and nothing before it booted', () => {
    const runner = new Runner(programFrom({ boot: () => ({ list: [1, 2, 3], name: 'x' }) }), startOf());
    expect(runner.look('inspect', null)).toEqual({});
    runner.advance(10, [], []);
    expect(runner.look('glance', null)).toEqual({ list: [1, 2, 3], name: 'x' });
    expect(runner.look('inspect', { path: ['list'], offset: 1, limit: 1 })).toMatchObject({
      size: 3,
      rows: [{ name: '1', text: '2' }],
    });
  });

  it('numbers its events and sends on from its earlier lives', () => {
    const runner = new Runner(
      programFrom({ boot: (self) => self.send('n2', { kind: 'hello' }) }),
      startOf({ events: 40, sends: 7 }),
    );
    const advance = runner.advance(10, [], []);
    expect(advance.sends[0]).toMatchObject({ number: 7, cause: 41, from: 'n1', to: 'n2', sent: 0 });
    expect(advance).toMatchObject({ events: 41, sent: 8 });
  });
});

describe('roots', () => {
  it('travel from a request to all that it causes, but not with a timer that does not speak of it', () => {
    const runner = new Runner(
      programFrom({
        receive: (self, message) => {
          self.send('n3', { kind: 'copy' });
          if (message.kind !== 'request') return;
          self.send('n1', { kind: 'own' });
          self.after(10, { kind: 'retry', operation: 'c1.7' });
          self.after(20, { kind: 'beat' });
        },
        tick: (self) => self.send('n3', { kind: 'tick' }),
      }),
      startOf(),
    );
    const { sends } = runner.advance(1_000, [arrival(100, { kind: 'request' }, { root: 'c1.7' })], []);
    expect(sends.map(({ kind, root, sent }) => `${kind} ${root} ${sent}`)).toEqual([
      'copy c1.7 100',
      'copy c1.7 100',
      'tick c1.7 110',
      'tick beat 120',
    ]);
  });
});
