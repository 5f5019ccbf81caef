/** What the panel shows is what the lab has told, in the order of time and of the page, in words for people. */
import { describe, expect, test } from 'vitest';
import type { MetricsAnswer, Point } from '../../../src/lab/metering/records.ts';
import { Gathered, lineOf, valueOf, valueText } from '../../../src/views/metrics/chart-data.ts';
import { headOf, rowsOf } from '../../../src/views/metrics/reading.ts';
import { words } from '../../../src/views/words/panels.ts';

const point = (at: number, ...values: number[]): Point => ({ at, values: Float64Array.from(values) });

const answer = (points: readonly Point[], more: Partial<MetricsAnswer> = {}): MetricsAnswer => ({
  generation: 1,
  cursor: points.length,
  charts: [{ name: 'operations', form: 'rates', unit: 'each' }],
  figures: ['items'],
  series: [
    { chart: 'operations', who: null, part: '' },
    { chart: 'operations', who: 'n2', part: '' },
    { chart: 'operations', who: 'n1', part: '' },
    { chart: null, who: null, part: 'items' },
  ],
  step: 125_000,
  window: 1_000_000,
  points,
  isWhole: true,
  ...more,
});

describe('what is gathered', () => {
  test('stands in the order of time, whenever it came, and nodes as the page has them', () => {
    const gathered = new Gathered();
    gathered.take(answer([point(250_000, 3, 1, 2, 9)]), ['n1', 'n2']);
    const data = gathered.take(answer([point(125_000, 1, 0, 1, 9)]), ['n1', 'n2']);
    expect(data.times).toEqual([125_000, 250_000]);
    const chart = data.charts[0] as (typeof data.charts)[number];
    expect(chart.lines.map(({ who }) => who)).toEqual([null, 'n1', 'n2']);
    const line = lineOf(chart, 'n1');
    expect(line && valueOf(data, 1, line)).toBe(2);
    expect(data.figures).toHaveLength(1);
  });

  test('is worth nothing any more with another generation', () => {
    const gathered = new Gathered();
    gathered.take(answer([point(125_000, 1, 0, 1, 9)]), []);
    const data = gathered.take(answer([point(250_000, 2, 1, 1, 9)], { generation: 2 }), []);
    expect(data.times).toEqual([250_000]);
    expect(gathered.generation).toBe(2);
  });

  test('is read: all together, and whoever says anything', () => {
    const data = new Gathered().take(answer([point(125_000, 212.4, NaN, 12.25, 9)]), ['n1', 'n2']);
    const chart = data.charts[0] as (typeof data.charts)[number];
    const rows = rowsOf(chart, data, 0, { nameOf: (id) => `Node ${id}` });
    expect(rows.map(({ label, texts }) => [label, ...texts])).toEqual([
      [words.metrics.all, '212/s'],
      ['Node n1', '12/s'],
    ]);
    expect(headOf(chart, data, 0, null)).toEqual([{ label: '', text: '212/s' }]);
    expect(headOf(chart, data, 0, 'n1')).toEqual([{ label: '', text: '12/s' }]);
    // Nobody like that has a line: what all say is said.
    expect(headOf(chart, data, 0, 'c1')).toEqual([{ label: '', text: '212/s' }]);
  });
});

test('values have units and at most three digits', () => {
  const text = (unit: 'each' | 'bytes' | 'time' | 'share', form: 'rates' | 'levels', value: number) =>
    valueText({ unit, form }, value);
  expect(text('each', 'rates', 3.25)).toBe('3.3/s');
  expect(text('each', 'levels', 1_234)).toBe('1\u202f234');
  expect(text('bytes', 'rates', 12_345.6)).toBe('12.3 KB/s');
  expect(text('time', 'levels', 12_345.6)).toBe('12.3 ms');
  expect([text('share', 'levels', 1), text('share', 'levels', 0.9999), text('share', 'levels', 0.5)]).toEqual(
    ['100 %', '99.9 %', '50 %'],
  );
  expect(text('time', 'levels', NaN)).toBe('–');
});
