/** What the inspector says of nodes and links. */
import { describe, expect, test } from 'vitest';
import { numberIn } from '../../../src/views/inspector/fields.ts';
import { delayOf, latencyText, linkFacts } from '../../../src/views/inspector/link-facts.ts';
import {
  airOf,
  deviceText,
  keptBy,
  linkMarks,
  noticeOf,
  peersOf,
  skewText,
} from '../../../src/views/inspector/node-facts.ts';
import { at, kill, opened } from '../systems/running.ts';

const scenario = JSON.stringify({ version: 1, system: 'cache', nodes: 5, options: { virtualNodes: 2 } });

describe('what nodes make of each other', () => {
  test('when they heard each other last, and who takes whom for dead', async () => {
    const lab = await opened(scenario, [kill('n2', 3_000)]);
    const early = await at(lab, 2_900_000);
    const heard = peersOf(early.inside, 'n1').get('n2');
    expect(heard).toMatchObject({ isSuspected: false, isDown: false });
    expect(heard?.silence).toBeLessThan(1_000_000);
    const just = await at(lab, 3_000_001);
    expect(noticeOf(just.inside, 'n2')).toEqual({ noticed: [], doubting: [] });
    const late = await at(lab, 9_000_000);
    expect(noticeOf(late.inside, 'n2')).toEqual({ noticed: ['n1', 'n3', 'n4', 'n5'], doubting: [] });
    // Of the dead nothing is known.
    expect(peersOf(late.inside, 'n2').size).toBe(0);
  });

  test('keys come by name, each once', async () => {
    const script = ['pear', 'apple', 'fig'].map((key) => ({
      ...{ at: '100ms', do: 'command', client: 'c1' },
      text: `SET ${key} 1`,
    }));
    const lab = await opened(scenario, script);
    const { inside } = await at(lab, 2_000_000);
    const kept = ['n1', 'n2', 'n3', 'n4', 'n5'].map((id) => keptBy(inside, id));
    expect(kept.reduce((sum, one) => sum + (one?.count ?? 0), 0)).toBe(9);
    for (const one of kept) {
      const names = one?.keys.map(({ key }) => key) ?? [];
      expect(names).toEqual([...names].sort());
      expect(one?.hints).toEqual([]);
    }
    expect(keptBy(inside, 'c1')).toBeNull();
  });
});

const flight = (from: string, to: string) => ({
  name: `${from}>${to}`,
  from,
  to,
  kind: 'beat',
  copy: 0,
  sent: 0,
  arrives: 1,
});

test('in the air: from and to a node, or between two', () => {
  const flights = [flight('n1', 'n2'), flight('n2', 'n3'), flight('n2', 'n1')];
  expect(airOf(flights, 'n1').map(({ name }) => name)).toEqual(['n1>n2', 'n2>n1']);
  expect(airOf(flights, 'n3', 'n2').map(({ name }) => name)).toEqual(['n2>n3']);
});

test('a link is marked by rules for just these two', () => {
  const network = {
    ...{ isolated: [], partitions: [] },
    rules: [
      { from: 'n2', to: 'n1', drop: 0.3 },
      { from: '*', to: 'n1', block: true },
      { from: 'n1', to: 'n2', kind: 'copy', block: true },
    ],
  };
  expect(linkMarks(network, 'n1', 'n2')).toEqual({ isSlow: false, isLossy: true, isCut: false });
});

test('clocks and disks in words', () => {
  expect(skewText({ by: 0, drift: 0 })).toBe('right');
  expect(skewText({ by: -5_000_000, drift: 0 })).toBe('5 s slow');
  expect(skewText({ by: 0, drift: 20 })).toBe('+20 ppm');
  expect(deviceText({ full: false, failures: 0, times: 1 })).toBe('well');
  expect(deviceText({ full: true, failures: 2, times: 10 })).toBe('full, 10× slower, failing 2 times');
  expect(deviceText({ full: false, failures: Number.MAX_SAFE_INTEGER, times: 1 })).toBe('failing every time');
});

test('a law in words', () => {
  const law = {
    latency: { law: 'uniform', min: 5_000, max: 15_000 },
    drop: 0.125,
    duplicate: 0,
    reorder: 0,
    bandwidth: 2_000,
    block: true,
    inOrder: true,
  } as const;
  const facts = linkFacts({ from: 'n1', to: 'n2', law, isSpecial: true, refusal: 'block' }, (id) => id);
  expect(facts.map(({ value }) => value)).toEqual([
    '5 ms to 15 ms',
    '12.5 %',
    '0 %',
    '0 %',
    '2 KB a second',
    'cut',
  ]);
  expect(latencyText({ law: 'exponential', min: 1_000, mean: 9_000 })).toBe('about 9 ms, at least 1 ms');
  expect(delayOf(law.latency)).toBe(10);
});

test.each([
  ['5', 5],
  [' 1,5 ', 1.5],
  ['-3', -3],
  ['\u22122', -2],
  ['', null],
  ['abc', null],
  ['1e3', null],
  ['101', null],
  ['NaN', null],
])('the number in %j is %j', (text, number) => {
  expect(numberIn(text, -100, 100)).toBe(number);
});
