/** What an owner keeps beside the data, and entries that travel to another store. */
import { expect, test } from 'vitest';
import { ANNEX, type Annex } from '../../../src/store/persistence/effects.ts';
import { entryBytes, loadEntryBytes } from '../../../src/store/persistence/snapshot.ts';
import type { Entry } from '../../../src/store/store.ts';
import { PaperDisk } from '../../protocols/paper-disk.ts';
import { MAKERS } from '../differential/samples.ts';
import { Engine } from '../engine.ts';
import { DryNode } from './dry-node.ts';

/** Versions of keys. */
class Versions implements Annex {
  readonly heard: string[] = [];
  readonly versions = new Map<string, string>();

  *all(): Iterable<readonly string[]> {
    for (const version of this.versions) yield version;
  }

  restore([key = '', version = '']: readonly string[]): void {
    this.heard.push(`${key} ${version}`);
    this.versions.set(key, version);
  }
}

test('an annex is of the same instant as the data, from the log, from a snapshot, or from both', () => {
  const disk = new PaperDisk();
  const versions = new Versions();
  const node = new DryNode(disk, { appendfsync: 'no' }, { annex: versions });
  const raise = (key: string, version: string) => {
    node.persistence.effects.push({ database: ANNEX, args: [key, version] });
    versions.versions.set(key, version);
  };
  raise('a', '1');
  node.run('SET a x');
  raise('b', '\xff');
  node.run('SET b y');
  const fromLog = new Versions();
  expect(new DryNode(disk, {}, { annex: fromLog }).data).toBe(node.data);
  expect(fromLog.heard).toEqual(['a 1', 'b \xff']);
  node.run('BGREWRITEAOF');
  raise('a', '2');
  node.run('SET a z');
  const fromBoth = new Versions();
  expect(new DryNode(disk, {}, { annex: fromBoth }).data).toBe(node.data);
  expect(fromBoth.heard).toEqual(['a 1', 'b \xff', 'a 2']);
  expect(fromBoth.versions).toEqual(versions.versions);
  // Whoever keeps nothing beside the data reads the data alone.
  expect(new DryNode(disk).data).toBe(node.data);
});

test('an entry of any type travels to another store and takes the place of what stands there', () => {
  const [source, target] = [new Engine(), new Engine()];
  for (const maker of MAKERS) source.ask(...maker);
  source.run('SET brief v PX 5000');
  const { store, session, host } = target;
  const [from, to] = [source.store.databases[0], store.databases[0]];
  if (from === undefined || to === undefined) throw new Error('there is no database 0');
  for (const entry of from.entries.slots) {
    target.ask('RPUSH', entry.key, 'in the way');
    loadEntryBytes({ store, session, host }, to, entry.key, entryBytes(entry));
  }
  const shown = ({ key, word, deadline, bytes }: Entry) => ({ key, word, deadline, bytes });
  expect(to.entries.slots.map(shown)).toEqual(from.entries.slots.map(shown));
  expect(store.bytes).toBe(source.store.bytes);
  for (const { key } of from.entries.slots) expect(target.ask('TYPE', key)).toEqual(source.ask('TYPE', key));
});
