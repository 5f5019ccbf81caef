import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsOf, fieldValue, hashSize, newHash, pairsOf, removeField } from '../../src/store/hashes.ts';
import { setField, valuesOf } from '../../src/store/hashes.ts';
import { COLLECTION_BYTES, ELEMENT_BYTES } from '../../src/store/memory.ts';
import { OUT_OF_MEMORY } from '../../src/store/refusals.ts';
import { Engine } from './engine.ts';

const limits = { entries: 6, length: 5 };

const field = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('', 'a', 'b', 'c', 'd', 'e', 'f', 'g', '\0\xff', '1') },
  { weight: 1, arbitrary: fc.constantFrom('longer') },
);
const value = fc.oneof(
  { weight: 19, arbitrary: fc.constantFrom('', '1', 'five5', '\xff\r\n') },
  { weight: 1, arbitrary: fc.constantFrom('longer') },
);
const step = fc.tuple(fc.boolean(), field, value);

describe('a hash', () => {
  test('is a map, whatever its encoding, and keeps its bytes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const hash = newHash();
        const model = new Map<string, string>();
        let isTable = false;
        for (const [add, name, content] of steps) {
          if (add) expect(setField(hash, name, content, limits)).toBe(!model.has(name));
          else expect(removeField(hash, name)).toBe(model.has(name));
          if (add) model.set(name, content);
          else model.delete(name);
          isTable ||=
            model.size > limits.entries || (add && Math.max(name.length, content.length) > limits.length);
          const payload = [...model].reduce(
            (sum, [key, text]) => sum + ELEMENT_BYTES + key.length + text.length,
            0,
          );
          expect(hash.bytes).toBe(COLLECTION_BYTES + payload);
          expect(hash.encoding).toBe(isTable ? 'hashtable' : 'listpack');
          expect(hashSize(hash)).toBe(model.size);
          expect(fieldValue(hash, name)).toBe(model.get(name));
          const pairs = fieldsOf(hash).map((key, index) => [key, valuesOf(hash)[index]]);
          expect(pairs.flat()).toEqual(pairsOf(hash));
          // A listpack keeps the order of coming, as the Map of the language does.
          if (isTable) expect(pairs.sort()).toEqual([...model].sort());
          else expect(pairs).toEqual([...model]);
        }
        for (const name of model.keys()) removeField(hash, name);
        expect(hash.bytes).toBe(COLLECTION_BYTES);
      }),
    );
  });
});

describe('HINCRBYFLOAT', () => {
  test('adds with 64 bits of mantissa, and is propagated as what came out', () => {
    const engine = new Engine();
    engine.run('HSET h f 10.5');
    expect(engine.run('HINCRBYFLOAT h f 0.1')).toBe('10.6');
    expect(engine.effects.at(-1)?.args).toEqual(['HSET', 'h', 'f', '10.6']);
  });

  test.each(['inf', '-inf', 'nan', 'x'])('refuses %s before it makes anything', (increment) => {
    const engine = new Engine();
    expect(engine.run(`HINCRBYFLOAT h f ${increment}`)).toHaveProperty('error');
    expect(engine.run('EXISTS h')).toBe(0);
    expect(engine.store.bytes).toBe(0);
  });

  test('makes room for a sum that is longer than what was added', () => {
    const engine = new Engine({ maxmemory: 2_000 });
    expect(engine.run('HINCRBYFLOAT h f 1e4900')).toBe(OUT_OF_MEMORY);
    expect(engine.store.bytes).toBe(0);
    engine.run('CONFIG SET maxmemory-policy allkeys-lru');
    engine.run('CONFIG SET maxmemory 5400');
    engine.ask('HSET', 'h', 'f', '1', 'g', 'x'.repeat(1_000));
    // The hash itself has to go, so that nothing is added to.
    expect(engine.run('HINCRBYFLOAT h f 1e4900')).toHaveLength(4_901);
    expect(engine.run('HLEN h')).toBe(1);
    expect(engine.store.bytes).toBeLessThanOrEqual(5_400);
    const copy = new Engine();
    for (const { args } of engine.effects) copy.ask(...args);
    expect(copy.contents()).toEqual(engine.contents());
  });
});

describe('a key that held a hash', () => {
  test('goes with the last field, and so do its bytes', () => {
    const engine = new Engine();
    engine.run('HSET h a 1 b 2');
    expect(engine.run('HDEL h a b c')).toBe(2);
    expect(engine.run('EXISTS h')).toBe(0);
    expect(engine.store.bytes).toBe(0);
    expect(engine.effects.at(-1)?.args).toEqual(['HDEL', 'h', 'a', 'b', 'c']);
  });

  test.each(['HSETNX h a 2', 'HDEL h x', 'HINCRBY h t 1', 'HINCRBY h a 9223372036854775807', 'HSET h a'])(
    '%s changes nothing, and says nothing',
    (line) => {
      const engine = new Engine();
      engine.run('HSET h a 1 t text');
      const before = engine.contents();
      engine.run(line);
      expect(engine.effects.length).toBe(1);
      expect(engine.contents()).toEqual(before);
    },
  );
});

describe('HSCAN', () => {
  test('meets every field that stays, whatever the encoding', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 60 })), { maxLength: 12 })),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(10, 40),
        (changes, count, limit) => {
          const engine = new Engine({ 'hash-max-listpack-entries': limit });
          const staying = Array.from({ length: 30 }, (_, index) => `stay${index}`);
          engine.ask('HSET', 'h', ...staying.flatMap((name) => [name, `${name}!`]));
          const met = new Map<string, string>();
          let cursor = '0';
          let at = 0;
          do {
            const [next, pairs] = engine.run(`HSCAN h ${cursor} COUNT ${count}`) as [string, string[]];
            for (let index = 0; index < pairs.length; index += 2) {
              met.set(pairs[index] as string, pairs[index + 1] as string);
            }
            cursor = next;
            for (const [add, number] of changes[at] ?? []) {
              engine.run(add ? `HSET h ${number} v` : `HDEL h ${number}`);
            }
            at += 1;
          } while (cursor !== '0');
          expect(staying.every((name) => met.get(name) === `${name}!`)).toBe(true);
        },
      ),
    );
  });
});
