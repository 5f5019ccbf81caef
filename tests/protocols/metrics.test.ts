import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantile } from '../../src/protocols/histogram.ts';
import {
  checkDefinitions,
  count,
  exposition,
  histogramOf,
  newMetrics,
  observe,
  setGauge,
  valueOf,
  wholeHistogram,
  type Definition,
  type Metrics,
} from '../../src/protocols/metrics.ts';
import { readExposition } from './exposition.ts';

const HITS: Definition = { name: 'cache_hits_total', kind: 'counter', help: 'Keys found.', labels: [] };
const OPERATIONS: Definition = {
  name: 'cache_operations_total',
  kind: 'counter',
  help: 'Operations, by command and how they ended.',
  labels: ['command', 'outcome'],
};
const ITEMS: Definition = { name: 'cache_items', kind: 'gauge', help: 'Keys held.', labels: ['database'] };
const LATENCY: Definition = {
  name: 'cache_latency_seconds',
  kind: 'histogram',
  help: 'From the request to its answer.',
  labels: ['command'],
};
const ALL = [HITS, OPERATIONS, ITEMS, LATENCY];

function filled(): Metrics {
  const metrics = newMetrics();
  count(metrics, HITS);
  count(metrics, HITS, [], 4);
  count(metrics, OPERATIONS, ['get', 'ok']);
  count(metrics, OPERATIONS, ['set', 'unknown'], 2);
  setGauge(metrics, ITEMS, ['0'], 12);
  setGauge(metrics, ITEMS, ['0'], 7.5);
  for (const micros of [100, 128, 129, 1_024, 90_000_000]) observe(metrics, LATENCY, ['get'], micros);
  observe(metrics, LATENCY, ['set'], 2_000);
  return metrics;
}

describe('metrics', () => {
  test('counters add, gauges are set, histograms gather', () => {
    const metrics = filled();
    expect(valueOf(metrics, HITS)).toBe(5);
    expect(valueOf(metrics, OPERATIONS, ['set', 'unknown'])).toBe(2);
    expect(valueOf(metrics, OPERATIONS, ['set', 'ok'])).toBe(0);
    expect(valueOf(metrics, ITEMS, ['0'])).toBe(7.5);
    expect(histogramOf(metrics, LATENCY, ['get']).count).toBe(5);
    expect(histogramOf(metrics, LATENCY, ['del']).count).toBe(0);
    expect(wholeHistogram(metrics, LATENCY).count).toBe(6);
    expect(quantile(wholeHistogram(metrics, LATENCY), 1)).toBe(90_000_000);
  });

  test('a counter never falls', () => {
    const metrics = filled();
    for (const by of [-1, 0, NaN]) count(metrics, HITS, [], by);
    expect(valueOf(metrics, HITS)).toBe(5);
  });

  test('are plain data', () => {
    expect(structuredClone(filled())).toEqual(filled());
  });

  test('wrong definitions are refused in a sentence', () => {
    expect(checkDefinitions(ALL)).toBeUndefined();
    const refused = (change: Partial<Definition>) => checkDefinitions([{ ...HITS, ...change }]);
    expect(refused({ name: 'cache-hits' })).toBe('"cache-hits" is no name for a metric.');
    for (const label of ['le', 'quantile', '__name__', '1st', 'a-b', ''])
      expect(refused({ labels: [label] })).toBe(`"${label}" is no name for a label of cache_hits_total.`);
    expect(refused({ labels: ['a', 'a'] })).toContain('the label a twice');
    expect(checkDefinitions([HITS, HITS])).toContain('defined twice');
  });
});

describe('the text format of Prometheus', () => {
  test('help, type, series of every source', () => {
    const metrics = newMetrics();
    count(metrics, HITS, [], 3);
    const text = exposition(
      [HITS],
      [
        { labels: [['node', 'n1']], metrics },
        { labels: [['node', 'n2']], metrics },
      ],
    );
    expect(text).toBe(
      [
        '# HELP cache_hits_total Keys found.',
        '# TYPE cache_hits_total counter',
        'cache_hits_total{node="n1"} 3',
        'cache_hits_total{node="n2"} 3',
        '',
      ].join('\n'),
    );
  });

  test('histograms: buckets are exact and cumulative, in seconds, and end with all', () => {
    const families = readExposition(exposition(ALL, [{ labels: [], metrics: filled() }]));
    expect(families.map(({ name, type }) => `${name} ${type}`)).toEqual(
      ALL.map(({ name, kind }) => `${name} ${kind}`),
    );
    const of = (ending: string, le?: string) =>
      families[3]?.samples.find(
        ({ name, labels }) =>
          name === `cache_latency_seconds${ending}` && labels['command'] === 'get' && labels['le'] === le,
      )?.value;
    expect(of('_bucket', '0.000128')).toBe(2);
    expect(of('_bucket', '0.000256')).toBe(3);
    expect(of('_bucket', '0.001024')).toBe(4);
    expect(of('_bucket', '67.108864')).toBe(4);
    expect(of('_bucket', '+Inf')).toBe(5);
    expect(of('_count')).toBe(5);
    expect(of('_sum')).toBeCloseTo(90.001381, 9);
  });

  test('whatever stands in labels and help comes out as it went in', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', '\\', '\n', '{', '}', ',', '=', ' ', 'n', 'あ'),
    });
    fc.assert(
      fc.property(text, text, text, text, (command, outcome, node, help) => {
        const metrics = newMetrics();
        count(metrics, OPERATIONS, [command, outcome], 2);
        const [family] = readExposition(
          exposition([{ ...OPERATIONS, help }], [{ labels: [['node', node]], metrics }]),
        );
        expect(family).toEqual({
          name: OPERATIONS.name,
          help,
          type: 'counter',
          samples: [{ name: OPERATIONS.name, labels: { node, command, outcome }, value: 2 }],
        });
      }),
    );
  });

  test('numbers of every size are numbers of the format', () => {
    for (const value of [0, 1e21, 1e-9, -2.5, Infinity, -Infinity, NaN]) {
      const metrics = newMetrics();
      setGauge(metrics, ITEMS, ['0'], value);
      const [family] = readExposition(exposition([ITEMS], [{ labels: [], metrics }]));
      expect(family?.samples[0]?.value).toBe(value);
    }
  });

  test('the reader that judges this is strict', () => {
    const head = '# HELP a b\n# TYPE a counter\n';
    for (const wrong of [
      'a 1',
      'a{x="1} 1\n',
      'a{x="\\t"} 1\n',
      'b 1\n',
      'a -1\n',
      'a one\n',
      'a 1\na 1\n',
      'a  1\n',
      '\n',
    ])
      expect(() => readExposition(head + wrong)).toThrow();
    const histogram = '# HELP a b\n# TYPE a histogram\na_bucket{le="1"} 2\n';
    for (const wrong of [
      '',
      'a_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n',
      'a_bucket{le="+Inf"} 3\na_sum 1\na_count 2\n',
    ])
      expect(() => readExposition(histogram + wrong)).toThrow();
    expect(readExposition(`${histogram}a_bucket{le="+Inf"} 3\na_sum 1\na_count 3\n`).length).toBe(1);
  });
});
