import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEffects, encodeEffects } from '../../../src/store/persistence/effects.ts';
import { pack, unpack } from '../../../src/store/persistence/messagepack.ts';
import { loadSnapshot, takeSnapshot } from '../../../src/store/persistence/snapshot.ts';
import { MAKERS } from '../differential/samples.ts';
import { Engine } from '../engine.ts';
import { ATOMS, CONTAINERS, NUMBERS, OTHERS, STRANGERS, TEXTS } from './messagepack-examples.ts';

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const octets = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

const TOO_EARLY = 'what was written on the disk ends too early';
const FOREIGN = 'what was written on the disk is not of this store: ';

describe('published examples', () => {
  const examples = [...ATOMS, ...NUMBERS, ...TEXTS, ...OTHERS, ...CONTAINERS].map(
    ([value, first = '', ...others]) => ({ value, first, others }),
  );

  test.each(examples)('$first, and every other way to write the same', ({ value, first, others }) => {
    for (const hex of [first, ...others]) expect([hex, unpack(octets(hex))]).toEqual([hex, value]);
  });

  test.each(examples)('$first is what is written, and comes back', ({ value, first }) => {
    const bytes = pack(value);
    expect(hexOf(bytes)).toBe(first);
    expect(unpack(bytes)).toStrictEqual(value);
  });

  test('a byte string takes a byte a character, whatever is in it', () => {
    const all = String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code));
    const heads = [
      ['x', 1],
      ['\xff', 2],
      ['x'.repeat(300), 3],
      ['\xff'.repeat(70_000), 5],
      [all, 3],
    ] as const;
    for (const [text, head] of heads) {
      expect(pack(text).length).toBe(text.length + head);
      expect(unpack(pack(text))).toBe(text);
    }
  });
});

describe('what the format lacks', () => {
  test.each([
    [undefined, 'c70010'],
    [-0, 'c70011'],
    [5n, 'd41235'],
    [2n ** 64n, 'c714123138343436373434303733373039353531363136'],
    [new Map([['b', 1]]), 'd61392a16201'],
    [new Set(['z', 'a']), 'c7051492a17aa161'],
    [Uint8Array.of(255, 0), 'd62092ccff00'],
    [Int32Array.of(-1), 'd52591ff'],
    [Float64Array.of(-0), 'd62791c70011'],
  ])('%s is an extension', (value, hex) => {
    expect(hexOf(pack(value))).toBe(hex);
    expect(unpack(octets(hex))).toStrictEqual(value);
  });
});

describe('plain data', () => {
  const value = {
    text: '\0\xff\r\n',
    numbers: [0, -0, 1, -1, 127, 128, 2 ** 53 - 1, 1 - 2 ** 53, 2 ** 53, 0.1, NaN, -Infinity, 5e-324],
    words: [
      null,
      undefined,
      true,
      false,
      2n ** 64n,
      -(2n ** 64n),
      -1n,
      2n ** 53n,
      2n ** 63n - 1n,
      -(2n ** 63n),
    ],
    map: new Map<unknown, unknown>([
      ['b', [1, [2]]],
      ['a', new Map([[1, { deep: [] }]])],
    ]),
    set: new Set(['z', '\xe9', 'a']),
    typed: [Int32Array.of(-1, 2 ** 31 - 1), Float64Array.of(0.5, -0), Uint8Array.of(255), new Int8Array(0)],
    absent: undefined,
  };

  test('comes back to the last bit, and stays what it was', () => {
    const before = structuredClone(value);
    const back = unpack(pack(value)) as typeof value;
    expect(back).toStrictEqual(value);
    expect([...back.map.keys()]).toEqual(['b', 'a']);
    expect([...back.set]).toEqual(['z', '\xe9', 'a']);
    expect(Object.keys(back)).toEqual(Object.keys(value));
    expect(value).toStrictEqual(before);
  });

  test('of any kind comes back', () => {
    const bytes = fc.uint8Array().map((all) => String.fromCharCode(...all));
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        bytes,
        fc.double(),
        fc.integer(),
        fc.maxSafeInteger(),
        fc.bigInt(),
        fc.constantFrom(null, undefined, true, false),
        fc.float64Array(),
        fc.uint16Array(),
        fc.array(tie('tree')),
        fc.array(tie('tree')).map((items) => new Set(items)),
        fc.array(fc.tuple(tie('tree'), tie('tree'))).map((pairs) => new Map(pairs)),
        fc
          .array(fc.tuple(fc.stringMatching(/^[a-z]{1,20}$/), tie('tree')))
          .map((all) => Object.fromEntries(all)),
      ),
    }));
    fc.assert(
      fc.property(tree, (made) => {
        expect(unpack(pack(made))).toStrictEqual(made);
      }),
    );
  });

  test('is what a value is made of, and nothing else', () => {
    for (const stray of [() => 0, Symbol('s'), { deep: [() => 0] }])
      expect(() => pack(stray)).toThrow('cannot be part');
    expect(() => pack(new DataView(new ArrayBuffer(1)))).toThrow('no codec');
  });
});

describe('bytes that are not whole, or of somebody else', () => {
  test('of every type, cut short anywhere', () => {
    const engine = new Engine();
    for (const maker of MAKERS) engine.ask(...maker);
    for (const { key, value } of engine.store.databases[0]?.entries.slots ?? []) {
      const bytes = pack(value);
      expect([key, unpack(bytes)]).toEqual([key, value]);
      for (let length = 0; length < bytes.length; length += 1) {
        expect(() => unpack(bytes.slice(0, length))).toThrow(TOO_EARLY);
      }
    }
    const record = encodeEffects([{ database: 300, args: ['SET', 'k', 'v'.repeat(200)] }]);
    for (let length = 0; length < record.length; length += 1) {
      expect(() => decodeEffects(record.slice(0, length))).toThrow(TOO_EARLY);
    }
    const snapshot = takeSnapshot(engine.store);
    for (let length = 0; length < snapshot.length; length += 1) {
      expect(() => load(snapshot.slice(0, length))).toThrow(TOO_EARLY);
    }
  });

  test('what stands behind the end is noticed', () => {
    for (const hex of ['0000', '9100c0', 'a161c1', '00a9'])
      expect(() => unpack(octets(hex))).toThrow(/what was written/);
  });

  test.each([
    'c1',
    '91c1',
    ...STRANGERS,
    'd61381a16101',
    'd5139101',
    'd41278',
    'c70012',
    'd52091c0',
    '81c001',
  ])('%s', (hex) => {
    expect(() => unpack(octets(hex))).toThrow(FOREIGN);
  });

  test('records and snapshots of another shape', () => {
    const strays = [null, 1, 'SET', {}, [1], [[]], [['SET', 'k']], [[0, 'SET', 1]], [[0, 'SET', null]]];
    for (const stray of strays) expect(() => decodeEffects(pack(stray))).toThrow(FOREIGN);
    for (const stray of [
      null,
      2,
      {},
      [2, 0],
      [2, [0, 'k']],
      [2, [0, 'k', 1, null, 5]],
      [2, [0, 1, 1, null, 'v']],
    ]) {
      expect(() => load(pack(stray))).toThrow(FOREIGN);
    }
    expect(() => load(pack([1]))).toThrow('the snapshot has format 1, and only 2 is known here');
    expect(() => load(pack([2, [16, 'k', 0, null, 'v']]))).toThrow('the snapshot has a database 16');
  });

  test('whatever comes, it is one of these sentences', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          unpack(bytes);
        } catch (error) {
          expect((error as Error).message).toMatch(/^what was written on the disk /);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

function load(bytes: Uint8Array): void {
  const { store, session, host } = new Engine();
  loadSnapshot(store, session, bytes, host);
}

test('effects come back as they were', () => {
  const effects = fc.array(
    fc.record({
      database: fc.nat(20),
      args: fc.array(fc.uint8Array().map((all) => String.fromCharCode(...all))),
    }),
  );
  fc.assert(
    fc.property(effects, (list) => {
      expect(decodeEffects(encodeEffects(list))).toEqual(list);
    }),
  );
});
