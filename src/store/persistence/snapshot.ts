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
import { ANNEX, type Annex } from './effects.ts';
import { foreign, listOf, pack, unpack } from './messagepack.ts';

/** Raised whenever a type keeps its values in another way. */
const FORMAT = 2;

/** A list of its format, of the databases that hold anything, and of what the annex tells, each of them a list with its number before it. */
export function takeSnapshot(store: Store, annex?: Annex): Uint8Array {
  const parts: unknown[] = [FORMAT];
  for (const { index, entries } of store.databases) {
    if (entries.slots.length === 0) continue;
    const part: unknown[] = [index];
    // In the order of slots, so that what is drawn by chance afterwards is the same.
    for (const { key, word, deadline, value } of entries.slots) part.push(key, word, deadline, value);
    parts.push(part);
  }
  for (const args of annex?.all() ?? []) parts.push([ANNEX, ...args]);
  return pack(parts);
}

/** One entry as it may travel to another store. */
export function entryBytes({ word, deadline, value }: Entry): Uint8Array {
  return pack([word, deadline, value]);
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
  loadEntry(restoring(store, session, host, db), [key, ...listOf(unpack(bytes))], 0);
}

function restoring(store: Store, session: Session, host: StoreHost, db: Database): Context {
  return {
    store,
    session,
    host,
    db,
    now: host.clock,
    commandName: 'restore',
    changes: 0,
    effects: null,
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
  const [format, ...parts] = listOf(unpack(bytes));
  if (format !== FORMAT)
    throw new Error(`the snapshot has format ${String(format)}, and only ${FORMAT} is known here`);
  for (const part of parts.map(listOf)) {
    const [index] = part;
    if (index === ANNEX) {
      annex?.restore(part.slice(1) as readonly Bytes[]);
      continue;
    }
    const db = store.databases[index as number];
    if (db === undefined) throw new Error(`the snapshot has a database ${String(index)}, and here is none`);
    const context = restoring(store, session, host, db);
    for (let place = 1; place < part.length; place += ENTRY_ITEMS) loadEntry(context, part, place);
  }
}

/** Key, word, deadline and value. */
const ENTRY_ITEMS = 4;

function loadEntry(context: Context, list: readonly unknown[], place: number): void {
  const [key, word, deadline, value] = [list[place], list[place + 1], list[place + 2], list[place + 3]];
  if (typeof key !== 'string' || typeof word !== 'number' || !isValue(value)) {
    throw foreign('an entry is not whole');
  }
  const entry = create(context, key, packed(value, context.store.settings));
  entry.word = word;
  if (deadline !== null) setDeadline(context, entry, deadline as Integer);
}

/** Of what a collection holds, its type has to answer for itself: it comes as it went. */
function isValue(value: unknown): value is Value {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'type' in value);
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
