/** What every placement promises, and what sets the kinds apart when the list of nodes changes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newPlacement } from '../../src/placement/new-placement.ts';
import {
  checkPlacement,
  inOrder,
  PLACEMENTS,
  type Placement,
  type PlacementKind,
} from '../../src/placement/placement.ts';
import { planKeys } from '../../src/placement/plan.ts';
import { even, keysOf, loadsOf, place, weighted, without } from './nodes.ts';

const KEYS = keysOf(2_000);

function primaries(placement: Placement, keys: readonly string[] = KEYS): string[] {
  return keys.map((key) => placement.owners(key, 1)[0] as string);
}

describe.each(PLACEMENTS)('%s', (kind) => {
  test('S0-11: no node twice, the first count of them, all once where there are no more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 7 }),
        fc.string({ maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (weights, key, count) => {
          const placement = place(kind, weighted(...weights), 7);
          const owners = placement.owners(key, count);
          expect(owners.length).toBe(Math.min(count, weights.length));
          expect(new Set(owners).size).toBe(owners.length);
          expect(owners).toEqual(placement.owners(key, 9).slice(0, count));
          expect(owners).toEqual(placement.ownersAt(placement.position(key), count));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('nobody owns a key where there are no nodes; one node owns all', () => {
    expect(place(kind, []).owners('key', 3)).toEqual([]);
    expect(place(kind, even(1)).owners('key', 3)).toEqual(['n1']);
  });

  test('a count that is no positive whole number is refused', () => {
    for (const count of [0, -1, 1.5, NaN])
      expect(() => place(kind, even(3)).owners('key', count)).toThrow('at least 1');
  });

  test('the order in which the nodes are named changes nothing', () => {
    const nodes = weighted(1, 3, 2, 1, 1);
    const [one, other] = [place(kind, nodes), place(kind, nodes.toReversed())];
    expect(other.nodes).toEqual(one.nodes);
    for (const key of KEYS.slice(0, 300)) expect(other.owners(key, 3)).toEqual(one.owners(key, 3));
  });

  test('one tag, one place', () => {
    const placement = place(kind, even(9));
    expect(placement.owners('{user:7}.cart', 3)).toEqual(placement.owners('{user:7}.name', 3));
    expect(placement.owners('{user:7}.cart', 3)).toEqual(placement.owners('user:7', 3));
  });

  test('remove, then add again: the identical table', () => {
    const nodes = weighted(1, 2, 1, 1);
    const before = place(kind, nodes).stretches;
    const owners = KEYS.map((key) => place(kind, nodes).owners(key, 3));
    // Made anew after so many others that no memo remembers.
    for (let other = 0; other < 200; other += 1) place(kind, [{ id: `other ${other}`, weight: 1 }], 1);
    place(kind, without(nodes, 'n2'));
    const after = place(kind, [...without(nodes, 'n2'), { id: 'n2', weight: 2 }]);
    expect(after.stretches).toEqual(before);
    expect(KEYS.map((key) => after.owners(key, 3))).toEqual(owners);
  });

  test('shares follow weights', () => {
    const loads = loadsOf(place(kind, weighted(1, 2, 1, 4)), keysOf(20_000));
    for (const [index, weight] of [1, 2, 1, 4].entries()) {
      const share = (loads.get(`n${index + 1}`) as number) / 20_000;
      expect(Math.abs(share / (weight / 8) - 1)).toBeLessThan(
        kind === 'ring' || kind === 'bounded' ? 0.25 : 0.05,
      );
    }
  });
});

/** Those that move no key between two nodes that stay. */
const LEAST: readonly PlacementKind[] = ['ring', 'rendezvous'];

describe.each(LEAST)('movement of %s, with no tolerance', (kind) => {
  test('adding X moves keys only to X', () => {
    for (const added of ['n5', 'aaa', 'zzz']) {
      const before = place(kind, even(4));
      const after = place(kind, [...even(4), { id: added, weight: 1 }]);
      for (const { before: old, after: now } of planKeys(KEYS, before, after, 1)) {
        expect(old[0]).not.toBe(added);
        expect(now).toEqual([added]);
      }
    }
  });

  test('removing X moves only the keys of X', () => {
    const before = place(kind, even(5));
    const after = place(kind, without(even(5), 'n3'));
    const moved = planKeys(KEYS, before, after, 1);
    for (const change of moved) expect(change.before).toEqual(['n3']);
    expect(moved.length).toBe(loadsOf(before, KEYS).get('n3'));
  });

  test('the mean share that moves is 1/(n+1)', () => {
    let moved = 0;
    for (let cluster = 0; cluster < 60; cluster += 1) {
      const nodes = Array.from({ length: 5 }, (_, node) => ({ id: `${cluster}/${node}`, weight: 1 }));
      const changes = planKeys(KEYS, place(kind, nodes.slice(1), 40), place(kind, nodes, 40), 1);
      moved += changes.length / KEYS.length / 60;
    }
    expect(Math.abs(moved - 1 / 5)).toBeLessThan(0.01);
  });

  test('with copies, a replica set that changes gains exactly X and loses exactly one', () => {
    const before = place(kind, weighted(1, 2, 1, 1, 3));
    const after = place(kind, weighted(1, 2, 1, 1, 3, 2));
    const changes = planKeys(KEYS, before, after, 3);
    expect(changes.length).toBeGreaterThan(500);
    for (const { gains, losses } of changes) {
      expect(gains.map(({ node }) => node)).toEqual(['n6']);
      expect(losses.length).toBe(1);
    }
    // And read the other way round: X leaves, exactly one comes.
    for (const { gains, losses } of planKeys(KEYS, after, before, 3)) {
      expect(losses).toEqual(['n6']);
      expect(gains.length).toBe(1);
    }
  });

  test('a node that gains weight only takes, one that loses weight only gives', () => {
    const light = place(kind, weighted(1, 1, 1));
    const heavy = place(kind, weighted(1, 2, 1));
    for (const { after } of planKeys(KEYS, light, heavy, 1)) expect(after).toEqual(['n2']);
    for (const { before } of planKeys(KEYS, heavy, light, 1)) expect(before).toEqual(['n2']);
  });

  test('S0-19: 3 → 4 nodes, 10 000 keys: 15–35 % of the primaries move, none between two old nodes', () => {
    const moved = planKeys(keysOf(10_000), place(kind, even(3)), place(kind, even(4)), 1);
    expect(moved.length).toBeGreaterThanOrEqual(1_500);
    expect(moved.length).toBeLessThanOrEqual(3_500);
    for (const { after } of moved) expect(after).toEqual(['n4']);
  });
});

describe('movement of the others', () => {
  const movedShare = (kind: PlacementKind, before: number, after: number) =>
    planKeys(KEYS, place(kind, even(before)), place(kind, even(after)), 1).length / KEYS.length;

  test('modulo: from n to n+1 nodes n/(n+1) of the keys move', () => {
    expect(Math.abs(movedShare('modulo', 4, 5) - 4 / 5)).toBeLessThan(0.03);
  });

  test('jump: a node that joins at the end takes its share and nothing else moves, also the tenth', () => {
    for (const count of [4, 9]) {
      const changes = planKeys(KEYS, place('jump', even(count)), place('jump', even(count + 1)), 1);
      for (const { after } of changes) expect(after).toEqual([`n${count + 1}`]);
      expect(Math.abs(changes.length / KEYS.length - 1 / (count + 1))).toBeLessThan(0.02);
    }
  });

  test('jump: a node that leaves from the middle moves keys of others, too', () => {
    const changes = planKeys(KEYS, place('jump', even(5)), place('jump', without(even(5), 'n2')), 1);
    expect(changes.some(({ before }) => before[0] !== 'n2')).toBe(true);
  });

  test('Maglev: little more than the least at M = 65 537, but not nothing', () => {
    const keys = keysOf(20_000);
    const changes = planKeys(keys, place('maglev', even(9)), place('maglev', without(even(9), 'n4')), 1);
    const extra = changes.filter(({ before }) => before[0] !== 'n4').length / keys.length;
    expect(extra).toBeGreaterThan(0);
    expect(extra).toBeLessThan(0.03);
  });

  test('bounded loads: somewhat more than the ring', () => {
    const changes = planKeys(KEYS, place('bounded', even(4)), place('bounded', even(5)), 1);
    expect(changes.length / KEYS.length).toBeGreaterThan(1 / 5 - 0.05);
    expect(changes.length / KEYS.length).toBeLessThan(1 / 2);
  });
});

describe('what makes no placement', () => {
  const options = { kind: 'ring', virtualNodes: 150 } as const;

  test('S0-09, S0-10: is refused in a sentence that names it', () => {
    const refused = (weight: unknown) => checkPlacement([{ id: 'n1', weight: weight as number }], options);
    for (const weight of [0, -1, 1.5, 101, NaN, Infinity, '2', null, undefined])
      expect(refused(weight)).toBe('The weight of node n1 must be a whole number from 1 to 100.');
    for (const virtualNodes of [0, 513, 1.5, NaN])
      expect(checkPlacement([], { ...options, virtualNodes })).toContain('from 1 to 512');
    expect(checkPlacement([...even(2), { id: 'n2', weight: 1 }], options)).toBe('Node n2 is there twice.');
    expect(checkPlacement([{ id: '', weight: 1 }], options)).toBe('A node needs an id.');
    expect(checkPlacement([], { ...options, kind: 'spiral' as PlacementKind })).toContain('"spiral"');
    expect(checkPlacement(weighted(1, 100), options)).toBeUndefined();
    expect(() => newPlacement(weighted(0), options)).toThrow('The weight of node n1');
  });

  test('the tenth node stands behind the ninth', () => {
    expect(inOrder(even(11).toReversed()).map(({ id }) => id)).toEqual(even(11).map(({ id }) => id));
  });
});

test('the primaries of one list are the same for ever', () => {
  const first = Object.fromEntries(
    PLACEMENTS.map((kind) => [kind, primaries(place(kind, weighted(1, 2, 1)), keysOf(12)).join(' ')]),
  );
  expect(first).toMatchInlineSnapshot(`
    {
      "bounded": "n1 n1 n2 n1 n2 n2 n2 n1 n1 n3 n2 n3",
      "jump": "n2 n2 n1 n2 n1 n2 n2 n2 n2 n2 n2 n2",
      "maglev": "n2 n2 n1 n1 n2 n2 n2 n1 n2 n2 n2 n2",
      "modulo": "n2 n1 n1 n2 n1 n1 n2 n3 n2 n1 n2 n3",
      "rendezvous": "n2 n3 n1 n3 n2 n2 n2 n2 n3 n2 n1 n3",
      "ring": "n1 n1 n2 n1 n2 n2 n2 n1 n1 n3 n2 n3",
      "slots": "n1 n2 n2 n3 n1 n2 n2 n3 n1 n2 n2 n1",
    }
  `);
});
