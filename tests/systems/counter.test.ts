import { describe, expect, it } from 'vitest';
import { NOT_APPLICABLE, type Scene } from '../../src/kernel/system.ts';
import { counterInvariants } from '../../src/systems/counter/invariants.ts';
import { play, type ScenarioFile } from '../support/cluster.ts';
import { notes, only, printed } from '../support/histories.ts';

const type = (at: string, text: string) => ({ at, do: 'command', client: 'c1', text });
const scenario = (script: readonly object[], more: object = {}): ScenarioFile => ({
  system: 'counter',
  network: { latency: { law: 'constant', min: '10ms' } },
  script,
  ...more,
});
const replies = async (script: readonly object[], more: object = {}): Promise<string[]> => {
  const { history } = await play(scenario(script, more), { level: 'operations' });
  return [...printed(history).values()];
};
const ASK = [type('6s', 'GET')];

describe('counter', () => {
  it('counts up, says how far it is, and mirrors it to the others', async () => {
    expect(
      await replies([
        type('100ms', 'INCR'),
        type('200ms', 'bump'),
        type('300ms', 'GET'),
        type('3s', 'GET @Bravo'),
        type('4s', 'INCR @n2'),
      ]),
    ).toEqual(['(integer) 1', '(integer) 2', '(integer) 2', '(integer) 2', '(error) only Alfa counts']);
  });

  it('refuses what is no command, in a sentence', async () => {
    expect(await replies([type('1s', 'DECR'), type('2s', 'GET it'), type('3s', '@n1')])).toEqual([
      'There is no command DECR. There are INCR, BUMP and GET.',
      'GET takes no words after it.',
      'There is no command of no words. There are INCR, BUMP and GET.',
    ]);
  });

  it('answers INCR when it is synced and BUMP at once', async () => {
    const { history } = await play(scenario([type('100ms', 'INCR'), type('1s', 'BUMP')]), {
      level: 'operations',
    });
    const [incr, bump] = only(history, 'settled').map(({ at }) => at) as [number, number];
    // Two ways of 10 ms and service of 20 µs for each event; the disk takes half a millisecond at least.
    expect(bump).toBe(1_020_020);
    expect(incr).toBeGreaterThanOrEqual(120_540);
    expect(incr).toBeLessThanOrEqual(122_040);
  });

  it('has after a power loss every synced increment; unsynced ones may be lost, and the history says how many bytes were', async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 40; seed += 1) {
      const bumps = Array.from({ length: 5 }, (_, index) => type(`${200 + index}ms`, 'BUMP'));
      const file = scenario(
        [
          type('100ms', 'INCR'),
          ...bumps,
          { at: '1s', do: 'kill', node: 'n1' },
          { at: '2s', do: 'restart', node: 'n1' },
          ...ASK,
        ],
        { seed },
      );
      const { history } = await play(file, { level: 'operations' });
      const value = Number(/\d+/.exec(printed(history).get('c1.7') ?? '')?.[0]);
      const lost = only(history, 'stopped')[0]?.bytesLost as number;
      expect(value).toBeGreaterThanOrEqual(1);
      // Every record that is not there any more was eight bytes; what is left of one that was cut is repaired at the start.
      expect(value).toBe(6 - Math.ceil(lost / 8));
      const torn = notes(history, 'torn log').map(({ detail }) => (detail as { bytes: number }).bytes);
      expect(torn).toEqual(lost % 8 === 0 ? [] : [8 - (lost % 8)]);
      seen.add(`value ${value}`).add(torn.length > 0 ? 'torn' : 'whole');
    }
    expect([...seen].sort()).toEqual(expect.arrayContaining(['torn', 'value 1', 'value 6', 'whole']));
  });

  it('loses nothing written when only its process is killed', async () => {
    const bumps = Array.from({ length: 5 }, (_, index) => type(`${200 + index}ms`, 'BUMP'));
    const script = [
      ...bumps,
      { at: '1s', do: 'kill', node: 'n1', how: 'process' },
      { at: '2s', do: 'restart', node: 'n1' },
      ...ASK,
    ];
    expect((await replies(script)).at(-1)).toBe('(integer) 5');
  });

  it('counts a request that comes twice once', async () => {
    const script = [
      type('100ms', 'BUMP'),
      { at: '105ms', do: 'message', name: 'c1>n1/c1.1/request/0', act: 'duplicate' },
      ...ASK,
    ];
    const { history, cluster } = await play(scenario(script), { level: 'operations' });
    expect(cluster.counts.duplicated).toBe(1);
    expect(printed(history).get('c1.2')).toBe('(integer) 1');
  });

  it('says when its disk is full or failing, and keeps the promise it made before', async () => {
    const script = [
      type('100ms', 'INCR'),
      { at: '200ms', do: 'disk', node: 'n1', act: 'full' },
      type('300ms', 'INCR'),
      { at: '400ms', do: 'disk', node: 'n1', act: 'ok' },
      { at: '500ms', do: 'disk', node: 'n1', act: 'fail' },
      type('600ms', 'INCR'),
    ];
    expect(await replies(script)).toEqual([
      '(integer) 1',
      '(error) the disk is full',
      '(error) the disk failed: the increment may be lost',
    ]);
  });

  it('keeps every synced increment when it starts on a disk that is full and has a torn record to repair', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const script = [
        type('100ms', 'INCR'),
        type('200ms', 'INCR'),
        type('800ms', 'BUMP'),
        { at: '1s', do: 'disk', node: 'n1', act: 'torn' },
        { at: '1001ms', do: 'kill', node: 'n1', how: 'process' },
        { at: '2s', do: 'restart', node: 'n1' },
        { at: '2s', do: 'disk', node: 'n1', act: 'full' },
        { at: '3s', do: 'kill', node: 'n1', how: 'process' },
        { at: '4s', do: 'restart', node: 'n1' },
        { at: '4s', do: 'disk', node: 'n1', act: 'full' },
        { at: '5s', do: 'disk', node: 'n1', act: 'ok' },
        type('6s', 'INCR'),
        { at: '7s', do: 'kill', node: 'n1' },
        { at: '8s', do: 'restart', node: 'n1' },
        type('9s', 'GET'),
      ];
      // What was counted after the disk was well again must not stand behind the record that nobody could repair.
      expect((await replies(script, { seed })).slice(3)).toEqual(['(integer) 3', '(integer) 3']);
    }
  });

  it('finds the end of a log that was torn or corrupted, and says so', async () => {
    const incrs = Array.from({ length: 6 }, (_, index) => type(`${100 + 10 * index}ms`, 'INCR'));
    for (const act of ['torn', 'corrupt']) {
      const script = [
        ...incrs,
        { at: '1s', do: 'disk', node: 'n1', act },
        { at: '2s', do: 'kill', node: 'n1' },
        { at: '3s', do: 'restart', node: 'n1' },
        ...ASK,
      ];
      const { history } = await play(scenario(script), { level: 'operations' });
      expect(notes(history, 'torn log').length).toBe(1);
      expect(Number(/\d+/.exec(printed(history).get('c1.7') ?? '')?.[0])).toBeLessThan(6);
    }
  });
});

describe('the counter’s invariants', () => {
  const [neverLost, neverTwice] = counterInvariants as [
    (typeof counterInvariants)[number],
    (typeof counterInvariants)[number],
  ];
  const scene = (
    value: number | null,
    answers: readonly number[],
    faults: readonly string[] = [],
  ): Scene => ({
    witnesses: new Map(value === null ? [] : [['n1', { value, promised: 0 }]]),
    notes: [],
    outcomes: new Map(
      answers.map((answer, index) => [
        `c1.${index}`,
        { body: { do: 'incr' }, status: 'ok', value: answer, invoked: 0, settled: 0 },
      ]),
    ),
    options: {},
    ended: true,
    faults: new Map(faults.map((fault) => [fault, 1])),
  });

  it('see a lost increment and a value given twice', () => {
    expect(neverLost.holds(scene(3, [1, 3])).ok).toBe(true);
    expect(neverLost.holds(scene(2, [1, 3])).ok).toBe(false);
    expect(neverTwice.holds(scene(3, [1, 2, 3])).ok).toBe(true);
    expect(neverTwice.holds(scene(3, [1, 2, 2])).ok).toBe(false);
  });

  it('judge long runs too', () => {
    const answers = Array.from({ length: 300_000 }, (_, index) => index + 1);
    expect(neverLost.holds(scene(300_000, answers)).ok).toBe(true);
  });

  it('judge nobody who is not there, nor a disk that was broken on purpose', () => {
    expect(neverLost.holds(scene(null, [9]))).toEqual(NOT_APPLICABLE);
    for (const fault of ['wipe n1', 'disk torn n1', 'disk corrupt n1']) {
      expect(neverLost.holds(scene(0, [9], [fault]))).toEqual(NOT_APPLICABLE);
      expect(neverTwice.holds(scene(0, [9, 9], [fault]))).toEqual(NOT_APPLICABLE);
    }
    expect(neverLost.holds(scene(0, [9], ['kill n1', 'disk fail n1', 'wipe n2'])).ok).toBe(false);
  });
});
