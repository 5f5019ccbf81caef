/** What is asked of an instant, on a cache that has just lost a node: each word once when it is so and once when it is not. */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  cameTrueAt,
  concerns,
  holds,
  measure,
  says,
  type HistoryView,
} from '../../../src/history/predicates/index.ts';
import { openingOf } from '../../../src/lessons/opening.ts';
import { formatFault, readPredicate, type Counted, type Predicate } from '../../../src/scenario/index.ts';
import { sketches } from '../../../src/systems/registry.ts';
import { firstVisit } from '../../../src/views/starters.ts';
import { Stage } from '../../../tools/lab/lesson/stage.ts';

function read(raw: object): Predicate {
  const result = readPredicate(raw);
  if (!result.ok) throw new Error(result.faults.map(formatFault).join('\n'));
  return result.predicate;
}

let fallen: HistoryView;
let mended: HistoryView;

beforeAll(async () => {
  const opening = openingOf(JSON.parse(firstVisit.text), 1_000_000, sketches);
  if (!opening.ok) throw new Error(opening.says.join('\n'));
  const stage = await Stage.open(opening.opening, true);
  await stage.act({ kind: 'do', action: { do: 'kill', node: 'kvn2' } });
  await stage.act({ kind: 'do', action: { do: 'command', client: 'c1', text: 'GET key:6' } });
  await stage.wait(100_000);
  const view = await stage.view();
  fallen = { ...view, events: [...view.events] };
  await stage.wait(1_500_000);
  mended = await stage.view();
});

const WHEN_FALLEN: readonly (readonly [object, object])[] = [
  [
    { keys: 'readable', only: 'key:2', atMost: 0 },
    { keys: 'readable', only: 'key:2' },
  ],
  [
    { keys: 'known', only: 'key:6', atLeast: 1, atMost: 1 },
    { keys: 'lost', only: 'key:6' },
  ],
  [
    { keys: 'readable', atLeast: 21, atMost: 21 },
    { keys: 'readable', atLeast: 22 },
  ],
  [
    { keys: 'known', of: 'kvn3', atLeast: 16 },
    { keys: 'known', of: 'kvn2' },
  ],
  [
    { keys: 'at home', of: 'kvn2', atLeast: 5, atMost: 5 },
    { keys: 'at home', of: 'kvn2', atLeast: 6 },
  ],
  [{ keys: 'lost', atMost: 0 }, { keys: 'lost' }],
  [{ keys: 'thin', atMost: 0 }, { keys: 'thin' }],
  [{ keys: 'moved', atMost: 0 }, { keys: 'moved' }],
  [{ keys: 'differing', atMost: 0 }, { keys: 'differing' }],
  [
    { share: 'readable', atLeast: 0.8, atMost: 0.81 },
    { share: 'readable', atLeast: 0.9 },
  ],
  [
    { share: 'circle', of: 'kvn2', atLeast: 0.08 },
    { share: 'circle', of: 'kvn2', atMost: 0.08 },
  ],
  [
    { copies: 'key:2', atLeast: 2, atMost: 2 },
    { copies: 'key:2', atLeast: 3 },
  ],
  [
    { sets: 'deadly', atLeast: 6, atMost: 6 },
    { sets: 'deadly', atMost: 5 },
  ],
  [
    { answers: 'key:6', node: 'kvn3' },
    { answers: 'key:6', node: null },
  ],
  [
    { value: 'key:2', at: 'kvn2', is: null },
    { value: 'key:6', is: null },
  ],
  [
    { believes: 'kvn1', about: 'kvn2', is: 'up' },
    { believes: 'kvn1', about: 'kvn2', is: 'down' },
  ],
  [
    { since: { act: 'kill' }, holds: { message: '*', from: 'kvn2', atMost: 0 } },
    { since: { act: 'kill' }, holds: { message: '*', from: 'kvn1', atMost: 0 } },
  ],
  [
    { since: { act: 'kill' }, holds: { operation: { client: 'c1' }, status: 'ok' } },
    { since: { act: 'heal' }, holds: { nodes: 'up' } },
  ],
  [
    { ratio: { operation: { client: 'c1' }, status: 'ok' }, to: { act: 'command' }, atLeast: 1, atMost: 1 },
    { ratio: { act: 'command' }, to: { act: 'heal' }, atLeast: 0 },
  ],
];

describe('as soon as a node is gone', () => {
  test.each(WHEN_FALLEN)('%j holds, and %j does not', (so, not) => {
    expect(holds(read(so), fallen)).toBe(true);
    expect(holds(read(not), fallen)).toBe(false);
  });

  test('where a system tells nothing, nothing is so', () => {
    for (const [so] of WHEN_FALLEN)
      if (!('since' in so) && !('ratio' in so))
        expect(holds(read(so), { ...fallen, facts: null })).toBe(false);
  });
});

test('when it has been replaced, its keys have another home and three copies', () => {
  expect(measure(read({ keys: 'moved' }), mended)).toBe(5);
  expect(measure(read({ share: 'moved' }), mended)).toBeCloseTo(5 / 26);
  expect(measure(read({ copies: 'key:2' }), mended)).toBe(3);
  expect(measure(read({ grown: 'kvn3' }), mended)).toBeGreaterThan(1.3);
  expect(measure(read({ grown: 'kvn4' }), mended)).toBeCloseTo(1);
  expect(holds(read({ answers: 'key:2', node: 'kvn3' }), mended)).toBe(true);
  expect(measure(read({ since: { act: 'kill' }, holds: { act: 'command' } }), mended)).toBe(1);
  expect(measure(read({ node: 'kvn1', is: 'up' }), mended)).toBeNull();
  expect(measure(read({ grown: 'kvn9' }), mended)).toBeNull();
});

test('what came true has its instant', () => {
  expect(cameTrueAt({ act: 'kill' }, fallen)).toBe(1_000_000);
  expect(cameTrueAt({ act: 'kill', atLeast: 2 }, fallen)).toBeNull();
});

test('of this instant nothing can be asked within a span of time', () => {
  for (const raw of [
    { within: '1s', holds: { keys: 'readable' } },
    { since: { act: 'kill' }, holds: { copies: 'apple' } },
  ]) {
    const result = readPredicate(raw);
    expect(result.ok ? '' : result.faults[0]?.says).toContain('asked of this instant');
  }
  expect(readPredicate({ since: { nodes: 'up' }, holds: { nodes: 'up' } }).ok).toBe(false);
  expect(readPredicate({ keys: 'cheerful' }).ok).toBe(false);
  expect(readPredicate({ share: 'moved', atLeast: 2 }).ok).toBe(false);
});

test('whoever keeps only what can matter comes to the same', () => {
  const asked: readonly object[] = [
    { act: 'kill' },
    { node: 'kvn2', is: 'down' },
    { message: 'items', fate: 'arrived' },
    { since: { act: 'kill' }, holds: { message: 'copy', atMost: 0 } },
    { within: '2s', after: { act: 'kill' }, holds: { note: 'standing', atLeast: 2 } },
    { ratio: { message: 'beat' }, to: { message: 'beat', fate: 'arrived' }, atLeast: 1 },
    { any: [{ not: { note: 'forced' } }, { act: 'heal' }] },
  ];
  for (const one of asked) {
    const predicate = read(one);
    const events = mended.events.filter(concerns([predicate]));
    expect(events.length).toBeLessThan(mended.events.length);
    expect(holds(predicate, { ...mended, events }), JSON.stringify(one)).toBe(holds(predicate, mended));
  }
  const all = concerns([read({ message: '*' } as Counted)]);
  expect(mended.events.filter(all).filter(({ what }) => what === 'sent').length).toBe(
    mended.events.filter(({ what }) => what === 'sent').length,
  );
});

test('each says in a sentence what it asks, with the names that people use', () => {
  const name = (id: string): string => (id === 'kvn3' ? 'Charlie' : id);
  const said = (raw: object): string => says(read(raw), name);
  expect(said({ keys: 'readable', atLeast: 26 })).toBe('at least 26 keys can be read');
  expect(said({ keys: 'readable', only: 'kiwi', atMost: 0 })).toBe(
    'of “kiwi” alone at most 0 keys can be read',
  );
  expect(said({ keys: 'lost', of: 'kvn3' })).toBe('some keys of Charlie are lost');
  expect(said({ share: 'moved', atMost: 0.3 })).toBe('at most 0.3 of all keys have another home');
  expect(said({ share: 'circle', of: 'kvn3', atLeast: 0.3 })).toBe(
    'at least 0.3 of the circle is answered by Charlie',
  );
  expect(said({ grown: 'kvn3', atLeast: 2 })).toBe(
    'Charlie answers for at least 2 times as much of the circle as before',
  );
  expect(said({ sets: 'deadly', atLeast: 6, atMost: 6 })).toBe('exactly 6 sets of nodes are deadly');
  expect(said({ copies: 'apple', atLeast: 3 })).toBe('at least 3 copies of apple are alive and new');
  expect(said({ value: 'apple', at: 'kvn3', is: 'red' })).toBe('apple is “red” with Charlie');
  expect(said({ value: 'apple', is: null })).toBe('apple is nothing');
  expect(said({ answers: 'apple', node: 'kvn3' })).toBe('Charlie answers for apple');
  expect(said({ answers: 'apple', node: null })).toBe('nobody answers for apple');
  expect(said({ believes: 'kvn1', about: 'kvn3', is: 'suspected' })).toBe(
    'kvn1 believes that Charlie is suspected',
  );
  expect(said({ since: { act: 'heal' }, holds: { node: 'kvn3', is: 'up' } })).toBe(
    'since some act “heal”: Charlie is up',
  );
});
