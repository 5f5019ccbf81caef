import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLLECTION_BYTES, ELEMENT_BYTES } from '../../src/store/memory.ts';
import { OUT_OF_MEMORY } from '../../src/store/refusals.ts';
import { difference, intersection, union } from '../../src/store/sets-algebra.ts';
import {
  addMember,
  hasMember,
  memberAt,
  membersOf,
  newSet,
  removeMember,
  setSize,
} from '../../src/store/sets.ts';
import type { MemberSet } from '../../src/store/sets.ts';
import { Engine } from './engine.ts';

const LIMIT = 6;

const integer = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map(String),
  fc.constantFrom('9007199254740993', '-9007199254740993', '9223372036854775807', '-9223372036854775808'),
);
const text = fc.constantFrom('', 'a', '\0\xff', '01', '-0', '9223372036854775808', '1.5');
const member = fc.oneof({ weight: 4, arbitrary: integer }, { weight: 1, arbitrary: text });

function setOf(members: Iterable<string>): MemberSet {
  const set = newSet();
  for (const held of members) addMember(set, held, LIMIT);
  return set;
}

function isInteger(text: string): boolean {
  return /^(0|-?[1-9]\d*)$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
}

describe('a set', () => {
  test('is a set, whatever its encoding, and keeps its bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), member), { maxLength: 60 }), (steps) => {
        const set = newSet();
        const model = new Set<string>();
        let isTable = false;
        for (const [add, held] of steps) {
          if (add) expect(addMember(set, held, LIMIT)).toBe(!model.has(held));
          else expect(removeMember(set, held)).toBe(model.has(held));
          if (add) model.add(held);
          else model.delete(held);
          isTable ||= model.size > LIMIT || (add && !isInteger(held));
          const payload = [...model].reduce((sum, { length }) => sum + ELEMENT_BYTES + length, 0);
          expect(set.bytes).toBe(COLLECTION_BYTES + payload);
          expect(set.encoding).toBe(isTable ? 'hashtable' : 'intset');
          expect(setSize(set)).toBe(model.size);
          expect(hasMember(set, held)).toBe(model.has(held));
          expect(membersOf(set).sort()).toEqual([...model].sort());
          expect(Array.from({ length: model.size }, (_, place) => memberAt(set, place))).toEqual(
            membersOf(set),
          );
        }
        for (const held of model) removeMember(set, held);
        expect(set.bytes).toBe(COLLECTION_BYTES);
      }),
    );
  });

  test('of integers answers in ascending order', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), (integers) => {
        const set = newSet();
        for (const held of integers) addMember(set, String(held), 512);
        const ascending = [...new Set(integers)].sort((left, right) => (left < right ? -1 : 1));
        expect(membersOf(set)).toEqual(ascending.map(String));
      }),
    );
  });

  test('combines with others as sets do', () => {
    const lists = fc.array(fc.option(fc.array(member, { maxLength: 12 }), { nil: undefined }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(lists, (contents) => {
        const sources = contents.map((content) => content && setOf(content));
        const [first = [], ...rest] = contents;
        const all = [...new Set(contents.flatMap((content) => content ?? []))];
        const sorted = (set: MemberSet) => membersOf(set).sort();
        expect(sorted(union(sources, LIMIT))).toEqual(all.sort());
        const inAll = all.filter((held) => contents.every((content) => content?.includes(held)));
        expect(sorted(intersection(sources, LIMIT))).toEqual(inAll);
        const onlyFirst = all.filter(
          (held) => first.includes(held) && !rest.some((content) => content?.includes(held)),
        );
        expect(sorted(difference(sources, LIMIT))).toEqual(onlyFirst);
      }),
    );
  });
});

describe('random members', () => {
  test('of a positive count are different ones, of a negative one any', () => {
    const engine = new Engine();
    for (const key of ['SADD integers', 'SADD words x']) {
      engine.run(`${key} ${Array.from({ length: 20 }, (_, index) => index).join(' ')}`);
    }
    for (const key of ['integers', 'words']) {
      const { set: all } = engine.run(`SMEMBERS ${key}`) as { set: string[] };
      for (let count = 0; count < 25; count += 1) {
        const drawn = engine.run(`SRANDMEMBER ${key} ${count}`) as string[];
        expect(new Set(drawn).size).toBe(Math.min(count, all.length));
        expect(drawn.length).toBe(Math.min(count, all.length));
        const again = engine.run(`SRANDMEMBER ${key} -${count + 1}`) as string[];
        expect(again.length).toBe(count + 1);
        expect([...drawn, ...again].every((held) => all.includes(held))).toBe(true);
      }
    }
  });

  test('come about equally often', () => {
    const engine = new Engine();
    engine.run('SADD s a b c d');
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 2_000; draw += 1) {
      for (const held of engine.run('SRANDMEMBER s 2') as string[])
        counts.set(held, (counts.get(held) ?? 0) + 1);
    }
    for (const held of 'abcd') expect(Math.abs((counts.get(held) ?? 0) - 1_000)).toBeLessThan(120);
  });

  test.each(['-9223372036854775808', '-9223372036854775807', '-1048577'])(
    '%s of them are refused',
    (count) => {
      const engine = new Engine();
      engine.run('SADD s a');
      expect(engine.run(`SRANDMEMBER s ${count}`)).toHaveProperty('error');
    },
  );

  test('that are taken are propagated by name', () => {
    const engine = new Engine();
    engine.run('SADD s a b c d');
    const one = engine.run('SPOP s') as string;
    expect(engine.effects.at(-1)?.args).toEqual(['SREM', 's', one]);
    const { set: two } = engine.run('SPOP s 2') as { set: string[] };
    expect(engine.effects.at(-1)?.args).toEqual(['SREM', 's', ...two]);
    engine.run('SPOP s 0');
    engine.run('SRANDMEMBER s');
    expect(engine.effects.length).toBe(3);
    engine.run('SPOP s 9');
    expect(engine.effects.at(-1)?.args).toEqual(['DEL', 's']);
    expect(engine.store.bytes).toBe(0);
  });
});

describe('SSCAN', () => {
  test('meets every member that stays, whatever the encoding', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 60 })), { maxLength: 12 })),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(10, 40),
        (changes, count, limit) => {
          const engine = new Engine({ 'set-max-intset-entries': limit });
          const staying = Array.from({ length: 30 }, (_, index) => String(-1 - index));
          engine.ask('SADD', 's', ...staying);
          const met = new Set<string>();
          let cursor = '0';
          let step = 0;
          do {
            const [next, members] = engine.run(`SSCAN s ${cursor} COUNT ${count}`) as [string, string[]];
            for (const held of members) met.add(held);
            cursor = next;
            for (const [add, number] of changes[step] ?? [])
              engine.run(`${add ? 'SADD' : 'SREM'} s ${number}`);
            step += 1;
          } while (cursor !== '0');
          expect(staying.every((held) => met.has(held))).toBe(true);
        },
      ),
    );
  });
});

describe('sets and memory', () => {
  test('a union that has no room is refused, and nothing has changed', () => {
    const engine = new Engine();
    engine.ask('SADD', 'a', ...Array.from({ length: 50 }, (_, index) => `a${index}`));
    engine.run('SADD d x');
    engine.run(`CONFIG SET maxmemory ${engine.store.bytes + 600}`);
    expect(engine.run('SUNIONSTORE d a')).toBe(OUT_OF_MEMORY);
    expect(engine.run('SMEMBERS d')).toEqual({ set: ['x'] });
  });

  test('where a source had to go for the result, a copy comes to the same', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom('SDIFFSTORE', 'SUNIONSTORE', 'SINTERSTORE'),
        (seed, command) => {
          const engine = new Engine({ 'maxmemory-policy': 'allkeys-random' }, seed);
          const row = (from: number, length: number) =>
            Array.from({ length }, (_, index) => `m${from + index}`);
          engine.ask('SADD', 'a', ...row(0, 40));
          engine.ask('SADD', 'b', ...row(10, 30));
          engine.ask('SADD', 'c', ...row(0, 20));
          const limit = engine.store.bytes + 700;
          engine.run(`CONFIG SET maxmemory ${limit}`);
          engine.run(`${command} d a b c`);
          engine.run('SMOVE a e m1');
          expect(engine.store.bytes).toBeLessThanOrEqual(limit);
          const copy = new Engine();
          for (const { args } of engine.effects) copy.ask(...args);
          expect(copy.contents()).toEqual(engine.contents());
        },
      ),
    );
  });

  test('SMOVE to where nothing is makes room first', () => {
    const engine = new Engine();
    engine.run('SADD a 1 2');
    engine.run(`CONFIG SET maxmemory ${engine.store.bytes}`);
    expect(engine.run('SMOVE a b 1')).toBe(OUT_OF_MEMORY);
    expect(engine.run('SMOVE a b 3')).toBe(0);
    expect(engine.run('SCARD a')).toBe(2);
  });
});
