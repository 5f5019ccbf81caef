import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fold } from '../../src/kernel/fold.ts';
import { ValueReader, ValueWriter } from '../../src/workers/wire-values.ts';

const writer = new ValueWriter();
const reader = new ValueReader();

function through(value: unknown): unknown {
  writer.begin();
  writer.value(value);
  reader.open(writer.bytes.slice(0, writer.at), 0);
  const read = reader.value();
  expect(reader.at).toBe(writer.at);
  return read;
}

/** Texts of any code units: half surrogate pairs too. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
  .map((units) => String.fromCharCode(...units));
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  anyText,
  fc.string({ minLength: 60, maxLength: 70 }),
);
const key = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', 'toString', 'kind', '1', '0', ''));
const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true }),
  fc.constantFrom(
    0,
    -0,
    127,
    128,
    -1,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    -(2 ** 31) - 1,
    Number.MAX_VALUE,
    Number.MIN_VALUE,
  ),
  text,
  fc.uint8Array({ maxLength: 100 }),
);
const { data } = fc.letrec((tie) => ({
  data: fc.oneof({ maxDepth: 5 }, leaf, tie('list'), tie('record')),
  list: fc.array(tie('data'), { maxLength: 6 }),
  record: fc
    .array(fc.tuple(key, tie('data')), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries)),
}));

describe('values on the wire', () => {
  it('come out as they went in', () => {
    fc.assert(
      // Not by vitest's equality: it trips over a field named `constructor`.
      fc.property(data, (value) => isDeepStrictEqual(through(value), value)),
      { numRuns: 1_000 },
    );
  });

  it('keep the order of fields, so that their chains are equal', () => {
    const chainOf = (value: unknown): unknown => {
      const fold = new Fold();
      fold.data(value);
      return fold.chain();
    };
    fc.assert(
      fc.property(data, (value) => {
        expect(chainOf(through(value))).toEqual(chainOf(value));
      }),
    );
  });

  it('keep long texts, whole ones and broken ones', () => {
    for (const length of [23, 24, 25, 63, 64, 4_095, 4_096, 4_097, 100_000]) {
      for (const unit of ['a', 'é', '語', '🙂', '\udc00', 'ab\ud83d']) {
        const long = unit.repeat(length);
        expect(through([long, 1])).toStrictEqual([long, 1]);
      }
    }
  });

  it('keep __proto__ as a field of their own', () => {
    const read = through(JSON.parse('{"__proto__": {"a": 1}, "b": 2}')) as object;
    expect(Object.keys(read)).toEqual(['__proto__', 'b']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect((read as { a?: unknown }).a).toBeUndefined();
  });

  it('leave out what is undefined, and make null of what cannot be data', () => {
    const read = through({ gone: undefined, list: [undefined, () => 1, Symbol('s'), 5n] });
    expect(read).toStrictEqual({ list: [null, null, null, null] });
    expect(through(undefined)).toBeNull();
  });

  it('give bytes a buffer of their own', () => {
    const large = new Uint8Array(1_000).fill(7);
    const [read] = through([large.subarray(10, 20)]) as [Uint8Array];
    expect(read).toStrictEqual(new Uint8Array(10).fill(7));
    expect(read.buffer.byteLength).toBe(10);
  });

  it('are cut below the depth at which every chain gives up, and there only', () => {
    const nest = (levels: number): unknown => {
      let value: unknown = 'bottom';
      for (let level = 0; level < levels; level += 1) value = [value, 'after'];
      return value;
    };
    // The outermost list is at depth 0: 129 of them are the most that a chain takes.
    expect(through(nest(129))).toStrictEqual(nest(129));
    for (const levels of [130, 1_000]) {
      const read = through(nest(levels));
      expect(() => new Fold().data(nest(levels))).toThrow('deeper');
      expect(() => new Fold().data(read)).toThrow('deeper');
    }
    expect(through('sound again')).toBe('sound again');
  });

  it('end, even when they contain themselves', () => {
    const circle: unknown[] = [];
    circle.push(circle, { circle });
    expect(() => new Fold().data(through(circle))).toThrow('deeper');
  });

  it('that are no values are refused', () => {
    reader.open(Uint8Array.of(0xff), 0);
    expect(() => reader.value()).toThrow('make no sense');
  });

  it('let go of the memory of a huge one', () => {
    through('x'.repeat(5_000_000));
    through(1);
    expect(writer.bytes.length).toBeLessThan(100_000);
  });
});
