import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policies, policyNames, type PolicyName } from '../../../src/store/eviction/policies.ts';
import {
  fifoModel,
  lfuModel,
  lruModel,
  s3FifoModel,
  sieveModel,
  wTinyLfuModel,
  type Model,
} from './models.ts';

/** A key is referred to, or removed from outside. */
type Step = { readonly do: 'refer' | 'remove'; readonly key: string };

const steps = (keys: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      do: fc.constantFrom('refer', 'refer', 'refer', 'refer', 'refer', 'refer', 'remove' as const),
      key: fc.integer({ min: 0, max: keys - 1 }).map((number) => `k${number}`),
    }),
    { maxLength: 300 },
  );

const half = () => 0.5;

/** Plays steps in a cache of its own, which knows by itself who is resident; says what happened at each. */
function play(
  name: PolicyName,
  capacity: number,
  played: readonly Step[],
  cloneAt = -1,
  limitKnown = true,
): string[] {
  const policy = policies[name];
  const future = played.filter((step) => step.do === 'refer').map(({ key }) => key);
  let state = policy.create(limitKnown ? capacity : 0, future);
  let resident = new Set<string>();
  return played.map((step, index) => {
    if (index === cloneAt) {
      const left = state;
      state = structuredClone(state);
      // Whoever goes on with the original must not be heard here.
      for (const key of resident) policy.onRemove(left, key);
      resident = new Set(resident);
    }
    if (step.do === 'remove') {
      policy.onRemove(state, step.key);
      return resident.delete(step.key) ? 'removed' : '';
    }
    const isHit = policy.onHit(state, step.key);
    expect(isHit).toBe(resident.has(step.key));
    if (isHit) return 'hit';
    let gone = '';
    if (resident.size === capacity) {
      gone = policy.victim(state, half) as string;
      expect(resident.delete(gone)).toBe(true);
    }
    policy.onInsert(state, step.key);
    resident.add(step.key);
    expect(resident.size).toBeLessThanOrEqual(capacity);
    return `in, out ${gone}`;
  });
}

function playModel(model: Model, capacity: number, played: readonly Step[]): string[] {
  const resident = new Set<string>();
  return played.map((step) => {
    if (step.do === 'remove') {
      model.remove(step.key);
      return resident.delete(step.key) ? 'removed' : '';
    }
    if (model.hit(step.key)) return 'hit';
    let gone = '';
    if (resident.size === capacity) {
      gone = model.victim() as string;
      resident.delete(gone);
    }
    model.insert(step.key);
    resident.add(step.key);
    return `in, out ${gone}`;
  });
}

describe('each policy does what its plainest model does', () => {
  const models: readonly (readonly [PolicyName, (capacity: number) => Model])[] = [
    ['lru', lruModel],
    ['fifo', fifoModel],
    ['lfu', lfuModel],
    ['sieve', sieveModel],
    ['s3fifo', s3FifoModel],
    ['wtinylfu', wTinyLfuModel],
  ];
  test.each(models)('%s', (name, model) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.constantFrom(4, 12, 60), (capacity, keys) =>
        fc.assert(
          fc.property(steps(keys), (played) => {
            expect(play(name, capacity, played)).toEqual(playModel(model(capacity), capacity, played));
          }),
          { numRuns: 4 },
        ),
      ),
      { numRuns: 60 },
    );
  });
});

describe.each(policyNames)('%s', (name) => {
  test('evicts whom it holds, one for each newcomer; goes on equally from a clone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        steps(50),
        fc.nat(300),
        fc.boolean(),
        (capacity, played, cloneAt, limitKnown) => {
          expect(play(name, capacity, played, cloneAt, limitKnown)).toEqual(
            play(name, capacity, played, -1, limitKnown),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  test('empties to the last key, and then has nobody', () => {
    const policy = policies[name];
    const state = policy.create(0);
    const keys = Array.from({ length: 300 }, (_, index) => `key ${index}`);
    for (const key of keys) policy.onInsert(state, key);
    for (const key of keys) expect(policy.onHit(state, key)).toBe(true);
    const gone = keys.map(() => policy.victim(state, half));
    expect(gone.toSorted()).toEqual(keys.toSorted());
    expect(policy.victim(state, half)).toBeUndefined();
    for (const key of keys) expect(policy.onHit(state, key)).toBe(false);
  });

  test('does not mind the removal of a stranger', () => {
    const policy = policies[name];
    const state = policy.create(2);
    policy.onRemove(state, 'stranger');
    policy.onInsert(state, 'resident');
    policy.onRemove(state, 'stranger');
    expect(policy.victim(state, half)).toBe('resident');
    policy.onRemove(state, 'resident');
    expect(policy.victim(state, half)).toBeUndefined();
  });

  test('keeps plain data only, whatever the size', () => {
    const policy = policies[name];
    const state = policy.create(5_000);
    for (let number = 0; number < 5_000; number += 1) policy.onInsert(state, `key ${number}`);
    const copy = structuredClone(state);
    expect(copy).toEqual(state);
    expect(policy.victim(copy, half)).toEqual(policy.victim(state, half));
  });
});

test('random: everybody is as likely to go', () => {
  const policy = policies.random;
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 1_000; draw += 1) {
    const state = policy.create(4);
    for (const key of ['a', 'b', 'c', 'd']) policy.onInsert(state, key);
    const gone = policy.victim(state, () => draw / 1_000) as string;
    counts.set(gone, (counts.get(gone) ?? 0) + 1);
  }
  expect([...counts]).toEqual([
    ['a', 250],
    ['b', 250],
    ['c', 250],
    ['d', 250],
  ]);
});
