/** The chain sees every difference of structure, and none where there is none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fold, type Chain } from '../../src/kernel/fold.ts';
import { runs } from '../support/scenarios.ts';

function chainOf(...values: unknown[]): string {
  const fold = new Fold();
  for (const value of values) fold.data(value);
  return fold.chain().join(' ');
}

const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true }).map((value) => value + 0),
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 9 }),
);
const data = fc.letrec((tie) => ({
  data: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 3 }), tie('data'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).data;

/** What the chain should tell apart, written another way: as text with types. */
function spelled(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes(${value.join()})`;
  if (Array.isArray(value)) return `[${value.map(spelled).join()}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => `${JSON.stringify(key)}:${spelled(field)}`)
      .join()}}`;
  // JSON knows no infinity; and to a chain, as to JSON, -0 is 0.
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

describe('a fold', () => {
  it('differs where data differ and only there', () => {
    fc.assert(
      fc.property(data, data, (one, other) => {
        expect(chainOf(one) === chainOf(other)).toBe(spelled(one) === spelled(other));
        expect(chainOf(structuredClone(one))).toBe(chainOf(one));
      }),
      runs(2_000),
    );
  });

  it('sees how things are grouped', () => {
    const shapes = [
      [[]],
      [[[]]],
      [[], []],
      [{}],
      [{ a: {} }],
      [{ a: null }],
      [{ a: [] }],
      [null],
      [0],
      [false],
      [''],
      ['0'],
      [[1, 2]],
      [[1], 2],
      [1, [2]],
      [1, 2],
      [['a', 'b']],
      [['ab']],
      ['ab'],
      ['a', 'b'],
      [{ a: 'b' }],
      [{ ab: '' }],
      [Uint8Array.of()],
      [Uint8Array.of(0)],
      [Uint8Array.of(0, 0)],
      [Uint8Array.of(0, 0, 0, 0)],
      [Uint8Array.of(1, 2, 3, 4, 5)],
      ['\0'],
      ['\0\0'],
      [1],
      [1.5],
      [-1],
      [2 ** 31],
      [-(2 ** 31)],
      [2 ** 32],
      [2 ** 53],
      [true],
      ['true'],
      [{ a: 1, b: 2 }],
      [{ b: 2, a: 1 }],
      [[null]],
      [[0]],
      [{ 0: 0 }],
    ];
    const chains = shapes.map((shape) => chainOf(...shape));
    const same = chains.flatMap((chain, index) =>
      chains.indexOf(chain) < index ? [[shapes[chains.indexOf(chain)], shapes[index]]] : [],
    );
    expect(same).toEqual([]);
  });

  it('changes with any one bit of any bytes, and is changed by all that follows alike', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.nat(),
        fc.array(data, { maxLength: 3 }),
        (bytes, draw, rest) => {
          const changed = bytes.slice();
          const place = draw % (bytes.length * 8);
          changed[place >> 3] = (changed[place >> 3] as number) ^ (1 << (place & 7));
          expect(chainOf(changed)).not.toBe(chainOf(bytes));
          // Each step can be undone, so what differs once differs for ever.
          expect(chainOf(changed, ...rest)).not.toBe(chainOf(bytes, ...rest));
        },
      ),
      runs(500),
    );
  });

  it('skips fields that are undefined, as JSON does', () => {
    expect(chainOf({ a: undefined, b: 1, c: undefined })).toBe(chainOf({ b: 1 }));
    expect(chainOf({ a: undefined })).toBe(chainOf({}));
    expect(chainOf([undefined])).toBe(chainOf([null]));
    expect(chainOf([undefined])).not.toBe(chainOf([]));
  });

  it('goes on from a chain as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.array(data, { maxLength: 6 }), fc.nat(6), (values, cut) => {
        const first = new Fold();
        for (const value of values.slice(0, cut)) first.data(value);
        const second = Fold.from(structuredClone(first.chain()) as Chain);
        for (const value of values.slice(cut)) second.data(value);
        expect(second.chain().join(' ')).toBe(chainOf(...values));
      }),
      runs(200),
    );
  });

  it('refuses what nests too deep, before the stack does', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100; level += 1) deep = [deep];
    expect(() => chainOf(deep)).not.toThrow();
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(() => chainOf(deep)).toThrow('nests deeper');
  });

  it('has no two alike among two hundred thousand small messages', () => {
    const seen = new Set<string>();
    for (let id = 0; id < 400; id += 1) {
      for (let number = 0; number < 500; number += 1) seen.add(chainOf({ kind: 'token', id, number }));
    }
    expect(seen.size).toBe(200_000);
  });
});
