import { describe, expect, test } from 'vitest';
import { loadState, saveState } from '../../src/kernel/state.ts';
import { extendImage, type TableImage } from '../../src/kernel/table.ts';
import type { Context } from '../../src/store/context.ts';
import { changed, create, lookupCollection, remove, writableCollection } from '../../src/store/keyspace.ts';
import { COLLECTION_BYTES, ELEMENT_BYTES, ENTRY_BYTES } from '../../src/store/memory.ts';
import { WRONG_TYPE } from '../../src/store/refusals.ts';
import type { Database, Store } from '../../src/store/store.ts';
import type { Collection } from '../../src/store/values.ts';
import { Engine } from './engine.ts';

/** The least that is a collection. */
interface Bag extends Collection {
  readonly type: 'list';
  readonly items: string[];
}

function newBag(): Bag {
  return { type: 'list', encoding: 'quicklist', bytes: COLLECTION_BYTES, items: [] };
}

function fill(bag: Bag, item: string): void {
  bag.items.push(item);
  bag.bytes += ELEMENT_BYTES + item.length;
}

function contextOf({ store, session, host, clock }: Engine): Context {
  const db = store.databases[0] as Database;
  return { store, session, host, commandName: 'test', db, now: clock, changes: 0, effects: null };
}

describe('collections in the keyspace', () => {
  test('are charged for what they hold, and meet their own type only', () => {
    const engine = new Engine();
    const context = contextOf(engine);
    const entry = create(context, 'bag', newBag());
    fill(entry.value, 'apple');
    changed(context, entry);
    expect(context.changes).toBe(1);
    expect(engine.store.bytes).toBe(ENTRY_BYTES + 3 + COLLECTION_BYTES + ELEMENT_BYTES + 5);
    expect(lookupCollection<Bag>(context, 'bag', 'list')?.items).toEqual(['apple']);
    expect(engine.run('TYPE bag')).toEqual({ status: 'list' });
    expect(engine.run('OBJECT ENCODING bag')).toBe('quicklist');
    for (const line of ['GET bag', 'INCR bag', 'APPEND bag x', 'GETDEL bag', 'SET bag x GET', 'STRLEN bag']) {
      expect(engine.run(line)).toBe(WRONG_TYPE);
    }
    expect(engine.run('MGET bag')).toEqual([null]);
    expect(() => lookupCollection(context, 'bag', 'hash')).toThrow();
    remove(context, entry);
    expect(engine.store.bytes).toBe(0);
  });

  test('changed in place after a save, they are in the next one as they have become', () => {
    const engine = new Engine();
    const context = contextOf(engine);
    const images = new Map<number, TableImage>();
    let number = 0;
    const save = () => {
      const { rest, tables } = saveState(engine.store, () => (number += 1));
      for (const table of tables) images.set(table.table, extendImage(images.get(table.table), table));
      return loadState(rest, new Map(images)) as Store;
    };
    const items = (store: Store) => (store.databases[0]?.entries.map.get('bag')?.value as Bag).items;
    const entry = create(context, 'bag', newBag());
    const first = save();
    fill(entry.value, 'pear');
    changed(context, writableCollection<Bag>(context, 'bag', 'list') as typeof entry);
    const second = save();
    expect([items(first), items(second)]).toEqual([[], ['pear']]);
  });
});
