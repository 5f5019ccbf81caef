/**
 * A snapshot: every entry of a store at one instant. A command happens at one instant too, so between two of them everything is consistent
 * and nothing need be copied, forked or held still. The log's frame around it is its checksum.
 *
 * What comes out of it is encoded as Redis would encode it after a restart: as small as the settings allow, whatever it was before. (A log
 * that is replayed repeats what happened, and ends with the encodings that there were.)
 *
 * Only data is in it. Settings, users and sessions belong to the node's configuration and to its connections.
 */
import type { Bytes } from '../bytes.ts';
import type { Context, StoreHost } from '../context.ts';
import type { Integer } from '../integers.ts';
import { packHash, type Hash } from '../hashes.ts';
import { create, drop, setDeadline } from '../keyspace.ts';
import { packSet, type MemberSet } from '../sets.ts';
import type { Settings } from '../settings.ts';
import { packSortedSet, type SortedSet } from '../sorted-sets.ts';
import type { Database, Entry, Session, Store } from '../store.ts';
import { isString, textOf, type Value } from '../values.ts';
import { newBytesIn, readBytes, readCount, type BytesIn } from './bytes-in.ts';
import { bytesWritten, newBytesOut, writeBytes, writeCount, type BytesOut } from './bytes-out.ts';
import { ANNEX, type Annex } from './effects.ts';
import { readData, writeData } from './plain-data.ts';

/** Raised whenever a type keeps its values in another way. */
const FORMAT = 1;

export function takeSnapshot(store: Store, annex?: Annex): Uint8Array {
  const out = newBytesOut();
  writeCount(out, FORMAT);
  for (const { index, entries } of store.databases) {
    if (entries.slots.length === 0) continue;
    writeCount(out, index);
    writeCount(out, entries.slots.length);
    // In the order of slots, so that what is drawn by chance afterwards is the same.
    for (const entry of entries.slots) {
      writeBytes(out, entry.key);
      writeEntry(out, entry);
    }
  }
  for (const args of annex?.all() ?? []) {
    writeCount(out, ANNEX);
    writeData(out, args);
  }
  return bytesWritten(out);
}

/** One entry as it may travel to another store. */
export function entryBytes(entry: Entry): Uint8Array {
  const out = newBytesOut();
  writeEntry(out, entry);
  return bytesWritten(out);
}

/** Puts an entry that came from another store in the place of whatever stands there. */
export function loadEntryBytes(
  { store, session, host }: Pick<Context, 'store' | 'session' | 'host'>,
  db: Database,
  key: Bytes,
  bytes: Uint8Array,
): void {
  const before = db.entries.map.get(key);
  if (before !== undefined) drop(store, db, before);
  loadEntry(restoring(store, session, host, db), key, newBytesIn(bytes));
}

function restoring(store: Store, session: Session, host: StoreHost, db: Database): Context {
  return {
    ...{ store, session, host, db, now: host.clock },
    ...{ commandName: 'restore', changes: 0, effects: null },
  };
}

/** Fills an empty store. What has expired meanwhile is still there, and goes as it would have gone. */
export function loadSnapshot(
  store: Store,
  session: Session,
  bytes: Uint8Array,
  host: StoreHost,
  annex?: Annex,
): void {
  const source = newBytesIn(bytes);
  const format = readCount(source);
  if (format !== FORMAT)
    throw new Error(`the snapshot has format ${format}, and only ${FORMAT} is known here`);
  while (source.offset < bytes.length) {
    const index = readCount(source);
    if (index === ANNEX) {
      const args = readData(source) as readonly Bytes[];
      annex?.restore(args);
      continue;
    }
    const db = store.databases[index] as Database;
    const context = restoring(store, session, host, db);
    for (let left = readCount(source); left > 0; left -= 1) loadEntry(context, readBytes(source), source);
  }
}

function writeEntry(out: BytesOut, { word, deadline, value }: Entry): void {
  writeCount(out, word);
  writeData(out, deadline);
  writeData(out, value);
}

function loadEntry(context: Context, key: Bytes, source: BytesIn): void {
  const word = readCount(source);
  const deadline = readData(source) as Integer | null;
  const entry = create(context, key, packed(readData(source) as Value, context.store.settings));
  entry.word = word;
  if (deadline !== null) setDeadline(context, entry, deadline);
}

function packed(value: Value, settings: Settings): Value {
  if (isString(value)) return textOf(value);
  switch (value.type) {
    case 'hash':
      packHash(value as Hash, {
        entries: settings['hash-max-listpack-entries'],
        length: settings['hash-max-listpack-value'],
      });
      break;
    case 'set':
      packSet(value as MemberSet, settings['set-max-intset-entries']);
      break;
    case 'zset':
      packSortedSet(value as SortedSet, settings);
      break;
    case 'list':
      break;
  }
  return value;
}
