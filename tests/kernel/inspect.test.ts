import { describe, expect, it } from 'vitest';
import { page } from '../../src/kernel/inspect.ts';

const state = {
  text: 'x'.repeat(500),
  none: null,
  list: [10, 20, 30],
  map: new Map<string, unknown>([
    ['a', { b: [true] }],
    ['c', 1],
  ]),
  set: new Set(['p', 'q']),
  bytes: Uint8Array.of(5, 6),
};
const at = (path: string[], offset = 0, limit = 100) => page(state, { path, offset, limit });

describe('a page', () => {
  it('lists the fields of a value, each cut to a line', () => {
    expect(at([]).rows).toEqual([
      { name: 'text', kind: 'string', size: 0, text: `${'x'.repeat(200)}…` },
      { name: 'none', kind: 'null', size: 0, text: 'null' },
      { name: 'list', kind: 'list', size: 3, text: 'list of 3' },
      { name: 'map', kind: 'map', size: 2, text: 'map of 2' },
      { name: 'set', kind: 'set', size: 2, text: 'set of 2' },
      { name: 'bytes', kind: 'bytes', size: 2, text: 'bytes of 2' },
    ]);
  });

  it('goes down a path, through maps and lists alike', () => {
    expect(at(['map', 'a', 'b']).rows).toEqual([{ name: '0', kind: 'boolean', size: 0, text: 'true' }]);
    expect(at(['bytes']).rows.length).toBe(2);
    expect(at(['set']).rows[1]).toMatchObject({ name: '1', text: 'q' });
  });

  it('gives a part of a long list and says how long it is', () => {
    const long = { list: Array.from({ length: 100_000 }, (_, index) => index) };
    expect(page(long, { path: ['list'], offset: 99_998, limit: 10 })).toMatchObject({
      size: 100_000,
      rows: [{ text: '99998' }, { text: '99999' }],
    });
  });

  it('is empty where there is nothing', () => {
    expect(at(['nowhere'])).toEqual({ size: 0, rows: [] });
    expect(at(['list', '0', 'deeper'])).toEqual({ size: 0, rows: [] });
    expect(page(undefined, { path: [], offset: 0, limit: 1 })).toEqual({ size: 0, rows: [] });
    expect(page({ ['__proto__']: 1 }, { path: ['constructor'], offset: 0, limit: 1 })).toEqual({
      size: 0,
      rows: [],
    });
  });
});
