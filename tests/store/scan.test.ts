import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engine } from './engine.ts';

const change = fc.tuple(fc.constantFrom('SET', 'DEL'), fc.integer({ min: 0, max: 200 }));

describe('SCAN', () => {
  test('meets every key that is there from the first step to the last, whatever comes and goes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { maxLength: 20 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 0, max: 100 }),
        (changes, count, passing) => {
          const engine = new Engine();
          const staying = Array.from({ length: 50 }, (_, index) => `stay${index}`);
          for (const key of staying) engine.run(`SET ${key} v`);
          for (let index = 0; index < passing; index += 1) engine.run(`SET pass${index} v`);
          const met = new Set<string>();
          let cursor = '0';
          let step = 0;
          do {
            const [next, keys] = engine.run(`SCAN ${cursor} COUNT ${count}`) as [string, string[]];
            for (const key of keys) met.add(key);
            cursor = next;
            for (const [verb, number] of changes[step] ?? []) {
              engine.run(verb === 'SET' ? `SET pass${number} v` : `DEL pass${number}`);
            }
            step += 1;
          } while (cursor !== '0');
          for (const key of staying) expect(met.has(key)).toBe(true);
        },
      ),
    );
  });

  test('a walk over what does not change meets each key once', () => {
    const engine = new Engine();
    for (let index = 0; index < 1_000; index += 1) engine.run(`SET k${index} v`);
    const met: string[] = [];
    let cursor = '0';
    do {
      const [next, keys] = engine.run(`SCAN ${cursor} COUNT 7`) as [string, string[]];
      met.push(...keys);
      cursor = next;
    } while (cursor !== '0');
    expect(met.length).toBe(1_000);
    expect(new Set(met).size).toBe(1_000);
  });

  test.each(['12345678901234567890', '-1', '999'])('a cursor from nowhere (%s) harms nobody', (cursor) => {
    const engine = new Engine();
    engine.run('SET k v');
    expect(engine.run(`SCAN ${cursor}`)).toEqual(['0', ['k']]);
  });
});
