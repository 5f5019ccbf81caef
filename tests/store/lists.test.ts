import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  listAt,
  listInsert,
  listPop,
  listPush,
  listRemove,
  listSet,
  listSlice,
  newList,
  type End,
  type List,
} from '../../src/store/lists.ts';
import { COLLECTION_BYTES, ELEMENT_BYTES } from '../../src/store/memory.ts';
import { Engine } from './engine.ts';

const end = fc.constantFrom<End>('left', 'right');
const value = fc.constantFrom('', 'a', 'b', 'longer');
const place = fc.nat({ max: 50 });

/** One act on a list and on the array that it should be. */
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('push' as const), end, value }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pop' as const), end }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('set' as const), place, value }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('insert' as const), place, value }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), end, value, place }) },
);
type Act = typeof act extends fc.Arbitrary<infer Kind> ? Kind : never;

function play(list: List, model: string[], step: Act): void {
  if (step.kind === 'push') {
    listPush(list, step.end, step.value);
    if (step.end === 'left') model.unshift(step.value);
    else model.push(step.value);
  } else if (step.kind === 'insert') {
    const index = step.place % (model.length + 1);
    listInsert(list, index, step.value);
    model.splice(index, 0, step.value);
  } else if (step.kind === 'remove') {
    expect(listRemove(list, step.value, step.end, step.place)).toBe(removeFrom(model, step));
  } else if (model.length > 0 && step.kind === 'pop') {
    expect(listPop(list, step.end)).toBe(step.end === 'left' ? model.shift() : model.pop());
  } else if (model.length > 0 && step.kind === 'set') {
    listSet(list, step.place % model.length, step.value);
    model[step.place % model.length] = step.value;
  }
}

function removeFrom(model: string[], step: Act & { kind: 'remove' }): number {
  let removed = 0;
  for (; removed < step.place; removed += 1) {
    const at = step.end === 'left' ? model.indexOf(step.value) : model.lastIndexOf(step.value);
    if (at < 0) break;
    model.splice(at, 1);
  }
  return removed;
}

describe('a list', () => {
  test('is the array that it should be, and counts its bytes', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 150 }), fc.nat(60), fc.nat(60), (steps, start, count) => {
        const list = newList();
        const model: string[] = [];
        for (const step of steps) play(list, model, step);
        expect(Array.from({ length: list.size }, (_, index) => listAt(list, index))).toEqual(model);
        if (start < model.length)
          expect(listSlice(list, start, count)).toEqual(model.slice(start, start + count));
        const held = model.reduce((sum, element) => sum + ELEMENT_BYTES + element.length, 0);
        expect(list.bytes).toBe(COLLECTION_BYTES + held);
        // Nothing that is gone is kept alive, and the ring is never far larger than what it holds.
        expect(list.ring.filter((element) => element !== '').length).toBe(
          model.filter((element) => element !== '').length,
        );
        expect(list.ring.length).toBeLessThanOrEqual(Math.max(4, 4 * model.length));
      }),
    );
  });

  test('takes a million pushes and pops at both ends', () => {
    const list = newList();
    for (let index = 0; index < 500_000; index += 1) {
      listPush(list, 'left', 'l');
      listPush(list, 'right', 'r');
    }
    expect([list.size, listAt(list, 499_999), listAt(list, 500_000)]).toEqual([1_000_000, 'l', 'r']);
    while (list.size > 0) listPop(list, list.size % 2 === 0 ? 'left' : 'right');
    expect([list.bytes, list.ring.length]).toEqual([COLLECTION_BYTES, 4]);
  });
});

describe('the commands of lists', () => {
  test.each([
    ['LPUSH l a b', ['LPUSH', 'l', 'a', 'b']],
    ['LPOP l 2', ['LPOP', 'l', '2']],
    ['LMOVE l l LEFT RIGHT', ['LMOVE', 'l', 'l', 'LEFT', 'RIGHT']],
    ['LTRIM l 1 -1', ['LTRIM', 'l', '1', '-1']],
    ['LREM l 0 y', ['LREM', 'l', '0', 'y']],
  ])('%s is propagated as it came', (line, effect) => {
    const engine = new Engine();
    engine.run('RPUSH l x y z');
    engine.run(line);
    expect(engine.effects.at(-1)?.args).toEqual(effect);
  });

  test.each([
    'LPOP l 0',
    'LTRIM l 0 -1',
    'LREM l 0 n',
    'LPUSHX n a',
    'LMOVE n l LEFT LEFT',
    'LINSERT l BEFORE n a',
  ])('%s changes nothing, and says nothing', (line) => {
    const engine = new Engine();
    engine.run('RPUSH l x y z');
    engine.run(line);
    expect([engine.effects.length, engine.run('LRANGE l 0 -1')]).toEqual([1, ['x', 'y', 'z']]);
  });

  test.each(['LPOP l 2', 'LREM l -5 x', 'LTRIM l 5 6', 'LTRIM l 1 0', 'LMOVE l m LEFT LEFT'])(
    '%s leaves no empty list behind',
    (line) => {
      const engine = new Engine();
      engine.run(line.includes('LMOVE') ? 'RPUSH l x' : 'RPUSH l x x');
      engine.run(line);
      expect(engine.run('EXISTS l')).toBe(0);
      engine.run('DEL m');
      expect(engine.store.bytes).toBe(0);
    },
  );

  test('a list of one element can be turned, and keeps its time to live', () => {
    const engine = new Engine();
    engine.run('RPUSH l x');
    engine.run('EXPIRE l 100');
    expect(engine.run('RPOPLPUSH l l')).toBe('x');
    expect([engine.run('LRANGE l 0 -1'), engine.run('TTL l')]).toEqual([['x'], 100]);
  });
});
