/** The language between a frame and the page around it: each order as it is written in docs/embedding.md, and nothing else at all. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOrder } from '../../src/share/embed.ts';

const order = (fields: object): unknown => ({ ringside: 1, ...fields });

describe('an order', () => {
  test.each([
    [
      { do: 'open', scenario: '{}' },
      { do: 'open', scenario: '{}' },
    ],
    [
      { do: 'open', link: '#s=1abc', at: '2s', id: 'a' },
      { do: 'open', link: '#s=1abc', at: 2_000_000, id: 'a' },
    ],
    [{ do: 'play' }, { do: 'play' }],
    [
      { do: 'play', pace: 0.1, id: 7 },
      { do: 'play', pace: 0.1, id: 7 },
    ],
    [{ do: 'pause' }, { do: 'pause' }],
    [
      { do: 'seek', at: 1500 },
      { do: 'seek', at: 1_500_000 },
    ],
    [{ do: 'step' }, { do: 'step' }],
    [
      { do: 'step', by: 'back' },
      { do: 'step', by: 'back' },
    ],
    [
      { do: 'select', node: 'n1' },
      { do: 'select', what: { kind: 'node', id: 'n1' } },
    ],
    [
      { do: 'select', key: 'apple' },
      { do: 'select', what: { kind: 'key', key: 'apple' } },
    ],
    [
      { do: 'select', from: 'n1', to: 'n2' },
      { do: 'select', what: { kind: 'link', from: 'n1', to: 'n2' } },
    ],
    [{ do: 'select' }, { do: 'select', what: null }],
    [
      { do: 'dark', on: true },
      { do: 'dark', on: true },
    ],
    [{ do: 'dark' }, { do: 'dark', on: null }],
  ])('%j', (written, read) => {
    expect(readOrder(order(written))).toEqual(read);
  });
});

describe('no order', () => {
  class Order {
    ringside = 1;
    do = 'play';
  }
  const cyclic: Record<string, unknown> = { ringside: 1, do: 'play' };
  cyclic['self'] = cyclic;
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'play'],
    ['a list', [order({ do: 'play' })]],
    ['without the envelope', { do: 'play' }],
    ['another version', { ringside: 2, do: 'play' }],
    ['a word that is none', order({ do: 'kill', node: 'n1' })],
    ['a word of every object', order({ do: 'constructor' })],
    ['toString', order({ do: 'toString' })],
    ['one field more', order({ do: 'play', then: 'x' })],
    ['a cycle', cyclic],
    ['a class', new Order()],
    ['a Map', new Map([['do', 'play']])],
    ['nothing to open', order({ do: 'open' })],
    ['two things to open', order({ do: 'open', scenario: '{}', link: '#s=1' })],
    ['a scenario that is no text', order({ do: 'open', scenario: {} })],
    ['a scenario without end', order({ do: 'open', scenario: 'x'.repeat(1_000_001) })],
    ['a link without end', order({ do: 'open', link: '#s=1'.padEnd(8_001, 'x') })],
    ['no pace', order({ do: 'play', pace: Infinity })],
    ['no time', order({ do: 'seek', at: 'soon' })],
    ['before the beginning', order({ do: 'seek', at: -1 })],
    ['no instant', order({ do: 'seek' })],
    ['two at once', order({ do: 'select', node: 'n1', key: 'apple' })],
    ['half a link', order({ do: 'select', from: 'n1' })],
    ['an id without end', order({ do: 'play', id: 'x'.repeat(65) })],
    ['an id that is an object', order({ do: 'play', id: {} })],
    [
      'a getter that throws',
      Object.defineProperty({ ringside: 1 }, 'do', {
        enumerable: true,
        get: () => {
          throw new Error('x');
        },
      }),
    ],
    ['its own proto', JSON.parse('{"ringside":1,"do":"play","__proto__":{"pace":1}}')],
  ])('%s', (_, data) => {
    expect(readOrder(data)).toBeNull();
  });

  test('whatever else a stranger puts together', () => {
    fc.assert(
      fc.property(fc.anything({ withMap: true, withBigInt: true, withDate: true }), (data) => {
        expect(readOrder(data)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

test('the examples of the document are orders', () => {
  const text = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8');
  const examples = [...text.matchAll(/^(\{ "ringside": 1, "do".*\})$/gm)].map(([, one = '']) => one);
  expect(examples.length).toBeGreaterThanOrEqual(7);
  for (const one of examples) expect([one, readOrder(JSON.parse(one))]).not.toContain(null);
});
