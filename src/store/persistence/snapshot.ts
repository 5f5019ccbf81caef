/**
 * A snapshot: every entry of a store at one instant. A command happens at one instant too, so between two of them everything is consistent
 * and nothing need be copied, forked or held still. The log's frame around it is its checksum.
 *
 * What comes out of it is encoded as Redis would encode it after a restart: as small as the settings allow, whatever it was before. (A log
 * that is replayed repeats what happened, and ends with the encodings that there were.)
 *
 * Only data is in it. Settings, users and sessions belong to the node's configuration and to its connections.
 */
import type { Context, StoreHost } from '../context.ts';
import type { Integer } from '../integers.ts';
import { packHash, type Hash } from '../hashes.ts';
import { create, setDeadline } from '../keyspace.ts';
import { packSet, type MemberSet } from '../sets.ts';
import type { Settings } from '../settings.ts';
import { packSortedSet, type SortedSet } from '../sorted-sets.ts';
import type { Database, Session, Store } from '../store.ts';
import { isString, textOf, type Value } from '../values.ts';
import { newBytesIn, readBytes, readCount, type BytesIn } from './bytes-in.ts';
import { bytesWritten, newBytesOut, writeBytes, writeCount } from './bytes-out.ts';
import { readData, writeData } from './plain-data.ts';

/** Raised whenever a type keeps its values in another way. */
const FORMAT = 1;

export function takeSnapshot(store: Store): Uint8Array {
  const out = newBytesOut();
  writeCount(out, FORMAT);
  for (const { index, entries } of store.databases) {
    if (entries.slots.length === 0) continue;
    writeCount(out, index);
    writeCount(out, entries.slots.length);
    // In the order of slots, so that what is drawn by chance afterwards is the same.
    for (const { key, value, word, deadline } of entries.slots) {
      writeBytes(out, key);
      writeCount(out, word);
      writeData(out, deadline);
      writeData(out, value);
    }
  }
  return bytesWritten(out);
}

/** Fills an empty store. What has expired meanwhile is still there, and goes as it would have gone. */
export function loadSnapshot(store: Store, session: Session, bytes: Uint8Array, host: StoreHost): void {
  const source = newBytesIn(bytes);
  const format = readCount(source);
  if (format !== FORMAT)
    throw new Error(`the snapshot has format ${format}, and only ${FORMAT} is known here`);
  while (source.offset < bytes.length) {
    const db = store.databases[readCount(source)] as Database;
    const context: Context = {
      ...{ store, session, host, db, now: host.clock },
      ...{ commandName: 'restore', changes: 0, effects: null },
    };
    for (let left = readCount(source); left > 0; left -= 1) loadEntry(context, source);
  }
}

function loadEntry(context: Context, source: BytesIn): void {
  const key = readBytes(source);
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
