import { describe, expect, test } from 'vitest';
import { createCacheEngine, type CacheEngine } from '../../src/store/cache-engine.ts';
import { NOT_FLOAT, OUT_OF_MEMORY, WRONG_TYPE } from '../../src/store/refusals.ts';
import { Engine } from './engine.ts';

function open(): { readonly engine: Engine; readonly cache: CacheEngine } {
  const engine = new Engine();
  return { engine, cache: createCacheEngine((args) => engine.ask(...args)) };
}

const ALL_BYTES = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));
const NOTHING = { found: false };

describe('every method of the engine', () => {
  test('set, get, del', () => {
    const { engine, cache } = open();
    expect(cache.set('k', ALL_BYTES)).toEqual({ value: true });
    expect(cache.get('k')).toEqual({ found: true, value: ALL_BYTES });
    expect(cache.get('absent')).toEqual(NOTHING);
    expect(cache.set('brief', '', 50)).toEqual({ value: true });
    expect(cache.get('brief')).toEqual({ found: true, value: '' });
    engine.clock += 50;
    expect(cache.get('brief')).toEqual(NOTHING);
    expect(cache.set('k', 'v', 0)).toEqual({ error: "ERR invalid expire time in 'set' command" });
    expect(cache.del('k', 'absent', 'k')).toEqual({ value: 1 });
  });

  test('lPush, rPush, lPop, rPop, lRange', () => {
    const { cache } = open();
    expect(cache.lPush('l', 'b', 'a')).toEqual({ value: 2 });
    expect(cache.rPush('l', 'c')).toEqual({ value: 3 });
    expect(cache.lRange('l', 0, -1)).toEqual({ value: ['a', 'b', 'c'] });
    expect(cache.lRange('l', 5, 9)).toEqual({ value: [] });
    expect(cache.lPop('l')).toEqual({ found: true, value: 'a' });
    expect(cache.rPop('l')).toEqual({ found: true, value: 'c' });
    expect([cache.lPop('absent'), cache.rPop('absent')]).toEqual([NOTHING, NOTHING]);
  });

  test('sAdd, sRem, sMembers, sInter', () => {
    const { cache } = open();
    expect(cache.sAdd('s', 'a', 'b', 'a')).toEqual({ value: 2 });
    expect(cache.sAdd('t', 'b', 'c')).toEqual({ value: 2 });
    expect(cache.sInter('s', 't')).toEqual({ value: ['b'] });
    expect(cache.sInter('s', 'absent')).toEqual({ value: [] });
    expect(cache.sRem('s', 'a', 'x')).toEqual({ value: 1 });
    expect(cache.sMembers('s')).toEqual({ value: ['b'] });
    expect(cache.sMembers('absent')).toEqual({ value: [] });
  });

  test('hSet, hGet, hDel, hGetAll', () => {
    const { cache } = open();
    const fields = new Map([
      ['f', '1'],
      ['g', '2'],
    ]);
    expect(cache.hSet('h', fields)).toEqual({ value: 2 });
    expect(cache.hGetAll('h')).toEqual({ value: fields });
    expect(cache.hGet('h', 'f')).toEqual({ found: true, value: '1' });
    expect([cache.hGet('h', 'x'), cache.hGet('absent', 'f')]).toEqual([NOTHING, NOTHING]);
    expect(cache.hDel('h', 'f', 'x')).toEqual({ value: 1 });
    expect(cache.hGetAll('absent')).toEqual({ value: new Map() });
    expect(cache.hSet('h', new Map())).toEqual({ error: "ERR wrong number of arguments for 'hset' command" });
  });

  test('zAdd, zRange, zRem', () => {
    const { cache } = open();
    const scored = [
      { member: 'low', score: -Infinity },
      { member: 'a', score: 0.1 },
      { member: 'b', score: 0.1 },
      { member: 'high', score: Infinity },
    ];
    expect(cache.zAdd('z', ...[...scored].reverse())).toEqual({ value: 4 });
    expect(cache.zRange('z', 0, -1)).toEqual({ value: scored });
    expect(cache.zRange('z', -3, 1)).toEqual({ value: scored.slice(1, 2) });
    expect(cache.zRem('z', 'a', 'x')).toEqual({ value: 1 });
    expect(cache.zRange('absent', 0, -1)).toEqual({ value: [] });
    expect(cache.zAdd('z', { member: 'n', score: NaN })).toEqual(NOT_FLOAT);
  });

  test('says why not, in Redis’s words', () => {
    const { engine, cache } = open();
    cache.set('string', 'v');
    const wrong = [
      cache.lPush('string', 'a'),
      cache.rPush('string', 'a'),
      cache.lPop('string'),
      cache.rPop('string'),
      cache.lRange('string', 0, -1),
      cache.sAdd('string', 'a'),
      cache.sRem('string', 'a'),
      cache.sMembers('string'),
      cache.sInter('string'),
      cache.hSet('string', new Map([['f', 'v']])),
      cache.hGet('string', 'f'),
      cache.hDel('string', 'f'),
      cache.hGetAll('string'),
      cache.zAdd('string', { member: 'a', score: 1 }),
      cache.zRange('string', 0, -1),
      cache.zRem('string', 'a'),
    ];
    expect(new Set(wrong)).toEqual(new Set([WRONG_TYPE]));
    cache.sAdd('set', 'a');
    expect(cache.get('set')).toEqual(WRONG_TYPE);
    engine.run('CONFIG SET maxmemory 1');
    expect(cache.set('k', 'v')).toEqual(OUT_OF_MEMORY);
    expect(cache.del()).toEqual({ error: "ERR wrong number of arguments for 'del' command" });
  });
});
