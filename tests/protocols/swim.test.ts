import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seedChain } from '../../src/kernel/chance.ts';
import { Generator } from '../../src/kernel/generator.ts';
import {
  askHelpers,
  beginPeriod,
  forget,
  newSwim,
  receive,
  standingOf,
  SWIM_DEFAULTS,
  type Rumour,
  type Send,
  type Standing,
  type Swim,
  type SwimOptions,
} from '../../src/protocols/swim.ts';

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `n${index + 1}`);
}

/** Members and a network without delay. What is cut or dead swallows messages. */
class Village {
  readonly swims: Map<string, Swim>;
  readonly dead = new Set<string>();
  sent = 0;
  isCut: (from: string, to: string) => boolean = () => false;
  readonly #generator: Generator;
  readonly random = (): number => this.#generator.next();

  constructor(
    readonly ids: readonly string[],
    readonly options: SwimOptions = SWIM_DEFAULTS,
    seed = 1,
  ) {
    this.#generator = new Generator(seedChain(seed));
    this.swims = new Map(ids.map((id) => [id, newSwim(id, 1, ids)]));
  }

  swim(id: string): Swim {
    return this.swims.get(id) as Swim;
  }

  living(): string[] {
    return this.ids.filter((id) => !this.dead.has(id));
  }

  deliver(from: string, sends: readonly Send[]): void {
    for (const { to, message } of sends) {
      this.sent += 1;
      if (this.dead.has(to) || this.isCut(from, to)) continue;
      const copy = JSON.parse(JSON.stringify(message));
      this.deliver(to, receive(this.swim(to), this.options, from, copy).sends);
    }
  }

  periods(count: number): void {
    for (let period = 0; period < count; period += 1) {
      for (const id of this.living())
        this.deliver(id, beginPeriod(this.swim(id), this.options, this.random).sends);
      for (const id of this.living())
        this.deliver(id, askHelpers(this.swim(id), this.options, this.random).sends);
    }
  }

  /** What the living hold of one. */
  opinions(of: string): Set<Standing | undefined> {
    return new Set(this.living().flatMap((id) => (id === of ? [] : [standingOf(this.swim(id), of)])));
  }
}

const OTHERS: readonly Standing[] = ['suspect', 'dead'];

describe('SWIM (Das, Gupta and Motivala, 2002): probing', () => {
  for (const [count, expected] of [
    [8, 1.515],
    [64, 1.575],
  ] as const) {
    test(`expected first detection 1/(1−(1−1/(n−1))^(n−1)) periods: ${expected} for n = ${count}`, () => {
      const options: SwimOptions = { ...SWIM_DEFAULTS, targets: 'random', suspicionPeriods: 1e9 };
      const village = new Village(names(count), options);
      const [dead = '', ...living] = village.ids;
      const runs = count === 64 ? 700 : 2_500;
      let periods = 0;
      for (let run = 0; run < runs; run += 1) {
        for (let isFound = false; !isFound; periods += 1) {
          for (const id of living) {
            const { sends } = beginPeriod(village.swim(id), options, village.random);
            if (sends[0]?.to === dead) isFound = true;
            const { probe } = village.swim(id);
            if (probe !== null) probe.answered = true;
          }
        }
      }
      const law = 1 / (1 - (1 - 1 / (count - 1)) ** (count - 1));
      expect(law).toBeCloseTo(expected, 3);
      expect(Math.abs(periods / runs - law)).toBeLessThan(0.06);
    });
  }

  test('a shuffled list: each member pings each other at least once in 2n − 3 periods', () => {
    const count = 7;
    const swim = newSwim('n1', 1, names(count));
    const generator = new Generator(seedChain(3));
    const last = new Map(names(count).map((id) => [id, 0]));
    for (let period = 1; period < 2_000; period += 1) {
      const { sends } = beginPeriod(swim, SWIM_DEFAULTS, () => generator.next());
      const to = sends[0]?.to as string;
      expect(to).not.toBe('n1');
      expect(period - (last.get(to) as number)).toBeLessThanOrEqual(2 * count - 3);
      last.set(to, period);
      if (swim.probe !== null) swim.probe.answered = true;
    }
  });

  test('without faults nobody is suspected, and the load on each does not grow with their number', () => {
    for (const count of [2, 5, 40]) {
      const village = new Village(names(count));
      village.periods(60);
      for (const id of village.ids) expect([...village.opinions(id)]).toEqual(['alive']);
      // A ping and its answer.
      expect(village.sent).toBe(60 * count * 2);
    }
  });

  test('one bad link is not taken for a death: helpers ping in one’s place', () => {
    const village = new Village(names(5));
    village.isCut = (from, to) => `${from} ${to}` === 'n1 n2' || `${from} ${to}` === 'n2 n1';
    village.periods(80);
    for (const id of village.ids) expect([...village.opinions(id)]).toEqual(['alive']);
    // Without helpers it would be.
    const alone = new Village(names(5), { ...SWIM_DEFAULTS, helpers: 0 });
    alone.isCut = village.isCut;
    let suspected = 0;
    for (let period = 0; period < 80; period += 1) {
      alone.periods(1);
      if (standingOf(alone.swim('n1'), 'n2') !== 'alive') suspected += 1;
    }
    expect(suspected).toBeGreaterThan(0);
  });

  test('no more helpers are asked than wanted, and none where the answer came', () => {
    const swim = newSwim('n1', 1, names(9));
    const random = () => 0.5;
    const target = beginPeriod(swim, SWIM_DEFAULTS, random).sends[0]?.to as string;
    const { sends } = askHelpers(swim, SWIM_DEFAULTS, random);
    expect(sends.length).toBe(3);
    expect(new Set(sends.map(({ to }) => to)).size).toBe(3);
    expect(sends.map(({ to }) => to)).not.toContain(target);
    receive(swim, SWIM_DEFAULTS, target, { kind: 'ack', sequence: swim.sequence, rumours: [] });
    expect(askHelpers(swim, SWIM_DEFAULTS, random).sends).toEqual([]);
  });
});

describe('SWIM: suspicion and rumours', () => {
  test('a dead one is suspect before it is dead, and in a few periods more everybody knows', () => {
    const village = new Village(names(20));
    village.periods(5);
    village.dead.add('n7');
    let isSuspected = false;
    for (let period = 0; period < 3; period += 1) {
      village.periods(1);
      expect(village.opinions('n7').has('dead')).toBe(false);
      isSuspected ||= village.opinions('n7').has('suspect');
    }
    expect(isSuspected).toBe(true);
    village.periods(20);
    expect([...village.opinions('n7')]).toEqual(['dead']);
    for (const id of village.living()) expect([...village.opinions(id)]).toEqual(['alive']);
  });

  test('a suspect that lives denies, in a later incarnation, and is not declared dead', () => {
    const village = new Village(names(6));
    village.periods(8);
    village.isCut = (from, to) => from === 'n3' || to === 'n3';
    for (let period = 0; !village.opinions('n3').has('suspect'); period += 1) village.periods(1);
    village.isCut = () => false;
    village.periods(12);
    expect([...village.opinions('n3')]).toEqual(['alive']);
    expect(village.swim('n3').incarnation).toBeGreaterThan(1);
  });

  test('after a partition both sides find each other again; without asking the dead they never would', () => {
    for (const revivalPeriods of [10, 0]) {
      const village = new Village(names(6), { ...SWIM_DEFAULTS, revivalPeriods });
      const side = (id: string) => Number(id.slice(1)) <= 3;
      village.isCut = (from, to) => side(from) !== side(to);
      village.periods(40);
      expect(standingOf(village.swim('n1'), 'n4')).toBe('dead');
      expect(standingOf(village.swim('n4'), 'n1')).toBe('dead');
      village.isCut = () => false;
      village.periods(80);
      const opinions = new Set(village.ids.flatMap((id) => [...village.opinions(id)]));
      expect([...opinions].toSorted()).toEqual(revivalPeriods === 0 ? ['alive', 'dead'] : ['alive']);
    }
  });

  test('who comes back without memory learns what was said of it, and denies', () => {
    const village = new Village(names(5));
    village.periods(3);
    village.dead.add('n2');
    village.periods(30);
    expect([...village.opinions('n2')]).toEqual(['dead']);
    village.dead.delete('n2');
    village.swims.set('n2', newSwim('n2', 0, ['n1']));
    village.periods(20);
    expect([...village.opinions('n2')]).toEqual(['alive']);
    expect(village.swim('n2').members.size).toBe(4);
  });

  test('who joins by one seed is known to all', () => {
    const ids = names(12);
    const village = new Village(ids);
    village.swims.set('n12', newSwim('n12', 1, ['n1']));
    for (const id of ids.slice(0, 11)) forget(village.swim(id), 'n12');
    village.periods(15);
    expect([...village.opinions('n12')]).toEqual(['alive']);
    expect(village.swim('n12').members.size).toBe(11);
  });

  test('all believe the same in whatever order they hear: the later incarnation, and within one the worse', () => {
    const rumours = fc.array(
      fc.record({
        member: fc.constantFrom('n2', 'n3'),
        standing: fc.constantFrom<Standing>('alive', ...OTHERS),
        incarnation: fc.integer({ min: 0, max: 3 }),
      }),
      { maxLength: 12 },
    );
    const after = (heard: readonly Rumour[]) => {
      const swim = newSwim('n1', 1, ['n2']);
      for (const rumour of heard)
        receive(swim, SWIM_DEFAULTS, 'n2', { kind: 'ack', sequence: 0, rumours: [rumour] });
      return new Map(['n2', 'n3'].map((id) => [id, swim.members.get(id)]));
    };
    fc.assert(
      fc.property(rumours, (heard) => {
        expect(after(heard.toReversed())).toEqual(after(heard));
        expect(after([...heard, ...heard])).toEqual(after(heard));
      }),
    );
  });

  test('a rumour is passed on so often and no more, and a message carries no more than it may', () => {
    const swim = newSwim('n1', 1, names(30));
    const options = { ...SWIM_DEFAULTS, rumoursMax: 4 };
    const heard = names(30)
      .slice(1)
      .map((member): Rumour => ({ member, standing: 'alive', incarnation: 5 }));
    receive(swim, options, 'n2', { kind: 'ack', sequence: 0, rumours: heard });
    const told = new Map<string, number>();
    for (let period = 0; period < 500; period += 1) {
      const { sends } = receive(swim, options, 'n2', { kind: 'ping', sequence: period, rumours: [] });
      expect(sends[0]?.message.rumours.length).toBeLessThanOrEqual(4);
      for (const { member } of sends[0]?.message.rumours ?? []) told.set(member, (told.get(member) ?? 0) + 1);
    }
    // Three times five bits of 29.
    expect(told.size).toBe(30);
    expect([...new Set(told.values())]).toEqual([15]);
    expect(swim.spread).toEqual([]);
  });

  test('the state is plain data', () => {
    const village = new Village(names(4));
    village.dead.add('n4');
    village.periods(9);
    expect(structuredClone(village.swim('n1'))).toEqual(village.swim('n1'));
  });
});
