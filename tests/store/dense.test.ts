import fc from 'fast-check';
import { expect, test } from 'vitest';
import { denseDelete, denseGet, denseHas, denseSet, denseSize, newDense } from '../../src/store/dense.ts';

test('dense arrays with an index are a map whose places have no gaps', () => {
  const step = fc.tuple(fc.boolean(), fc.constantFrom(...'abcdefgh'), fc.integer());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const dense = newDense<number>();
      const model = new Map<string, number>();
      for (const [add, key, value] of steps) {
        if (add) expect(denseSet(dense, key, value)).toBe(!model.has(key));
        else expect(denseDelete(dense, key)).toBe(model.has(key));
        if (add) model.set(key, value);
        else model.delete(key);
        expect(denseSize(dense)).toBe(model.size);
        expect(denseHas(dense, key)).toBe(model.has(key));
        for (const [known, held] of model) expect(denseGet(dense, known)).toBe(held);
        dense.keys.forEach((known, place) => expect(dense.places.get(known)).toBe(place));
      }
      expect(dense.keys.map((key, place) => [key, dense.values[place]]).sort()).toEqual([...model].sort());
    }),
  );
});
