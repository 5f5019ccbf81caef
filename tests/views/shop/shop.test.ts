/** The shop on a real cluster: slow the first time, fast the second, and it sells on while nodes die. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Lab } from '../../../src/lab/lab.ts';
import { cardsFor } from '../../../src/views/gallery/cards.ts';
import {
  KEPT_FOR,
  lookUp,
  PRICES,
  SOURCE_TAKES,
  tallyOf,
  wanted,
  type Counter,
  type Lookup,
} from '../../../src/views/shop/shop.ts';
import { localLab } from '../../support/lab.ts';

const SECOND = 1_000_000;
let lab: Lab;
let counter: Counter;

async function opened(): Promise<[Lab, Counter]> {
  const card = (await cardsFor('en')).find(({ opens }) => opens === 'shop');
  const fresh = localLab();
  expect(await fresh.open({ text: card?.text ?? '', at: card?.at ?? 0 })).toEqual({ ok: true });
  return [
    fresh,
    {
      ask: (text) => fresh.ask('c1', text),
      pass: async (by) => (await fresh.pass(by)).ok,
    },
  ];
}

beforeEach(async () => {
  [lab, counter] = await opened();
  return () => lab.dispose();
});

/** Nobody waits for what is put into the cache; here it has to have come. */
async function settled(product: number): Promise<Pick<Lookup, 'found' | 'took'>> {
  const seen = await lookUp(counter, product);
  await lab.pass(200_000);
  return seen;
}

describe('cache-aside', () => {
  test('the first look is slow and from the source, the second fast and from the cache', async () => {
    const [first, second] = [await settled(0), await settled(0)];
    expect([first.found, second.found]).toEqual(['source', 'cache']);
    expect(first.took).toBeGreaterThan(SOURCE_TAKES);
    expect(second.took).toBeLessThan(SOURCE_TAKES / 5);
    // Another product is not there for that.
    expect((await settled(1)).found).toBe('source');
  });

  test('what was put there goes by itself, and is asked of the source again', async () => {
    await settled(0);
    await lab.pass(KEPT_FOR * SECOND + SECOND);
    expect((await settled(0)).found).toBe('source');
  });

  test('who looks in the cache sees what the shop has put there', async () => {
    await settled(3);
    expect(await lab.ask('c1', 'GET product:3')).toMatchObject({ text: `"${PRICES[3]}"` });
  });
});

describe('while nodes die', () => {
  test('one is killed: every product is still sold, and what it had is in the cache as before', async () => {
    for (const product of PRICES.keys()) await settled(product);
    const owner = (await lab.keepers('product:0'))?.primary ?? '';
    await lab.act({ do: 'kill', node: owner });
    const seen = [];
    for (const product of PRICES.keys()) seen.push(await settled(product));
    expect(seen.every(({ took }) => took !== null)).toBe(true);
    expect(seen.map(({ found }) => found)).toEqual(PRICES.map(() => 'cache'));
    // Who asked the dead one first has waited longer than before, and less long than the source takes.
    const longest = Math.max(...seen.map(({ took }) => took ?? 0));
    expect(longest).toBeGreaterThan(100_000);
    expect(longest).toBeLessThan(SOURCE_TAKES);
  });

  test('all are killed: nobody answers, and the source has it in the end', async () => {
    await settled(0);
    for (const node of ['kvn1', 'kvn2', 'kvn3', 'kvn4', 'kvn5', 'kvn6']) await lab.act({ do: 'kill', node });
    const { found, took } = await settled(0);
    expect(found).toBe('nobody');
    // It has waited for the cluster first.
    expect(took).toBeGreaterThan(2 * SOURCE_TAKES);
  });
});

test('time that is stopped leaves a customer without an answer, and says so', async () => {
  const stopped: Counter = { ask: (text) => lab.ask('c1', text), pass: () => Promise.resolve(false) };
  expect(await lookUp(stopped, 0)).toEqual({ found: 'stopped', took: null });
  const refused: Counter = { ...counter, ask: () => Promise.resolve({ ok: false, says: ['no'] }) };
  expect(await lookUp(refused, 0)).toEqual({ found: 'stopped', took: null });
});

test('the same customers wait equally long in every run, and leave the same history', async () => {
  const visit = async (shop: Counter): Promise<unknown[]> => {
    const seen = [];
    for (let customer = 0; customer < 12; customer += 1) seen.push(await lookUp(shop, wanted(customer)));
    return seen;
  };
  const [other, otherCounter] = await opened();
  expect(await visit(counter)).toEqual(await visit(otherCounter));
  expect(await lab.scenario()).toBe(await other.scenario());
  await other.dispose();
});

test('customers want some products more than others, and each of them at some time', () => {
  const visits = Array.from({ length: 400 }, (_, visit) => wanted(visit));
  const counts = PRICES.map((_, product) => visits.filter((one) => one === product).length);
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(counts[0]).toBeGreaterThan(2 * (counts.at(-1) ?? 0));
});

test('a tally counts who has an answer', () => {
  const one = (number: number, found: Lookup['found'], took: number | null): Lookup => {
    return { number, product: 0, found, took, isByHand: true };
  };
  expect(tallyOf([])).toEqual({ all: 0, cache: 0, average: null });
  expect(
    tallyOf([one(1, 'source', 600), one(2, 'cache', 200), one(3, null, null), one(4, 'stopped', null)]),
  ).toEqual({ all: 2, cache: 1, average: 400 });
});
