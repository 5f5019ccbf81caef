import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heap } from '../../src/kernel/heap.ts';
import { runs } from '../support/scenarios.ts';

interface Entry {
  readonly due: number;
  readonly number: number;
}
const compare = (left: Entry, right: Entry): number => left.due - right.due || left.number - right.number;

/** A list that is sorted after every push: slow and plainly right. */
type Doing =
  | { readonly do: 'push'; readonly due: number }
  | { readonly do: 'pop' }
  | { readonly do: 'retain'; readonly modulus: number };
const doings: fc.Arbitrary<Doing[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.nat(20).map((due): Doing => ({ do: 'push', due })) },
    { weight: 4, arbitrary: fc.constant<Doing>({ do: 'pop' }) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 2, max: 4 }).map((modulus): Doing => ({ do: 'retain', modulus })),
    },
  ),
  { maxLength: 120, size: 'max' },
);

describe('a heap', () => {
  it('gives what a sorted list gives', () => {
    fc.assert(
      fc.property(doings, (steps) => {
        const heap = new Heap<Entry>(compare);
        let model: Entry[] = [];
        for (const [number, step] of steps.entries()) {
          if (step.do === 'push') {
            heap.push({ due: step.due, number });
            model = [...model, { due: step.due, number }].sort(compare);
          } else if (step.do === 'pop') {
            expect(heap.pop()).toEqual(model.shift());
          } else {
            heap.retain((entry) => entry.number % step.modulus !== 0);
            model = model.filter((entry) => entry.number % step.modulus !== 0);
          }
          expect(heap.size).toBe(model.length);
          expect(heap.peek()).toEqual(model[0]);
        }
        // What is saved as a plain list is a heap again when it is put back.
        const again = new Heap<Entry>(compare);
        again.replace(structuredClone(heap.items));
        expect(model.map(() => again.pop())).toEqual(model);
        expect(again.pop()).toBeUndefined();
      }),
      runs(300),
    );
  });
});
