/**
 * The keyspace: the only file that adds, changes and removes entries, so that expiry, accounting, journals and whatever else wants to know
 * of a change (WATCH, blocked clients, notifications) need to be told in one place.
 *
 * How a command meets an entry:
 *
 *     lookup, lookupString, lookupCollection    for reading: counts a hit or a miss, and that the key was used
 *     writable, writableCollection              for changing it: counts the use
 *     glance                                    to look at it from outside (TTL, TYPE, OBJECT …): a hit or a miss, but no use
 *     peek                                      unseen: nothing is counted
 *     put, create                               a new value, in place of an old one or where none was
 *     changed                                   after anything inside a value was changed, always
 *     remove                                    when it is gone, or has become empty
 *
 * What has reached its deadline is gone for every one of them.
 */
import { slotClear, slotInsert, slotMark, slotRemove, slotTouch, slotUnmark } from '../kernel/slot-table.ts';
import type { Bytes } from './bytes.ts';
import type { Context } from './context.ts';
import { newLfuWord, useLfuWord } from './eviction/lfu-counter.ts';
import { lruClock } from './eviction/lru-clock.ts';
import { rankInserted, rankRemoved, rankUsed } from './eviction/ranking.ts';
import type { Integer } from './integers.ts';
import { bytesOf } from './memory.ts';
import { WRONG_TYPE } from './refusals.ts';
import type { Settings } from './settings.ts';
import type { Database, Entry, Store } from './store.ts';
import { isString, type Collection, type CollectionType, type StringValue, type Value } from './values.ts';

export function peek(context: Context, key: Bytes): Entry | undefined {
  const entry = context.db.entries.map.get(key);
  if (entry === undefined || entry.deadline === null || !isPast(context, entry.deadline)) return entry;
  expire(context, context.db, entry);
  return undefined;
}

/** To who replays, nothing has ever expired: it says itself what did. */
export function isPast({ now, session }: Context, deadline: Integer): boolean {
  return deadline <= now && !session.replaying;
}

export function glance(context: Context, key: Bytes): Entry | undefined {
  const entry = peek(context, key);
  const { stats } = context.store;
  if (entry === undefined) stats.misses += 1;
  else stats.hits += 1;
  return entry;
}

export function lookup(context: Context, key: Bytes): Entry | undefined {
  const entry = glance(context, key);
  if (entry !== undefined) use(context, entry);
  return entry;
}

export function writable(context: Context, key: Bytes): Entry | undefined {
  const entry = peek(context, key);
  if (entry !== undefined) use(context, entry);
  return entry;
}

/** As `lookup`; refuses any other type. */
export function lookupString(context: Context, key: Bytes): Entry<StringValue> | undefined {
  return asString(lookup(context, key));
}

/** As `writable`; refuses any other type. */
export function writableString(context: Context, key: Bytes): Entry<StringValue> | undefined {
  return asString(writable(context, key));
}

/** The collection at a key, for reading. The type parameter is the record that this type keeps. */
export function lookupCollection<Held extends Collection>(
  context: Context,
  key: Bytes,
  type: CollectionType,
): Held | undefined {
  return asCollection<Held>(lookup(context, key), type)?.value;
}

/** The entry of the collection at a key, for changing it. */
export function writableCollection<Held extends Collection>(
  context: Context,
  key: Bytes,
  type: CollectionType,
): Entry<Held> | undefined {
  return asCollection<Held>(writable(context, key), type);
}

function asString(entry: Entry | undefined): Entry<StringValue> | undefined {
  if (entry !== undefined && !isString(entry.value)) throw WRONG_TYPE;
  return entry as Entry<StringValue> | undefined;
}

function asCollection<Held extends Collection>(
  entry: Entry | undefined,
  type: CollectionType,
): Entry<Held> | undefined {
  if (entry === undefined) return undefined;
  if (typeof entry.value === 'string' || entry.value.type !== type) throw WRONG_TYPE;
  return entry as Entry<Value> as Entry<Held>;
}

/** Gives a key that has no entry its first value. */
export function create<Held extends Value>(context: Context, key: Bytes, value: Held): Entry<Held> {
  const { settings } = context.store;
  const word = countsUses(settings) ? newLfuWord(context.now) : lruClock(context.now);
  const entry: Entry<Held> = { key, value, word, deadline: null, bytes: 0, slot: 0, mark: -1 };
  slotInsert(context.db.entries, entry as Entry<Value>);
  const { ranking } = context.store;
  if (ranking !== null) rankInserted(ranking, context.db.index, key);
  charge(context.store, entry);
  return entry;
}

/** Gives a key a new value. Its deadline is forgotten, unless it shall be kept. Counts one change. */
export function put(context: Context, key: Bytes, value: Value, keepDeadline = false): Entry {
  context.changes += 1;
  const entry = writable(context, key);
  if (entry === undefined) return create(context, key, value);
  entry.value = value;
  if (!keepDeadline && entry.deadline !== null) forgetDeadline(context.db, entry);
  slotTouch(context.db.entries, entry);
  charge(context.store, entry);
  return entry;
}

/** Tells that something inside this entry's value has changed; `count` is for the statistics. */
export function changed(context: Context, entry: Entry, count = 1): void {
  context.changes += count;
  slotTouch(context.db.entries, entry);
  charge(context.store, entry);
}

/** Takes an entry away. Counts no change: the command knows how many it makes. */
export function remove(context: Context, entry: Entry): void {
  drop(context.store, context.db, entry);
}

export function setDeadline(context: Context, entry: Entry, deadline: Integer | null): void {
  if (deadline === null) forgetDeadline(context.db, entry);
  else entry.deadline = deadline;
  if (deadline !== null) slotMark(context.db.entries, entry);
  slotTouch(context.db.entries, entry);
  charge(context.store, entry);
}

function forgetDeadline(db: Database, entry: Entry): void {
  entry.deadline = null;
  slotUnmark(db.entries, entry);
}

/** Removes what has expired, and says so to the log; a passive store leaves that to others. */
export function expire(context: Pick<Context, 'store' | 'host'>, db: Database, entry: Entry): void {
  const { store, host } = context;
  if (store.passive) return;
  drop(store, db, entry);
  store.stats.expired += 1;
  host.propagate(db.index, ['DEL', entry.key]);
}

/** Removes an entry without a word to anybody. */
export function drop(store: Store, db: Database, entry: Entry): void {
  if (store.ranking !== null) rankRemoved(store.ranking, db.index, entry.key);
  slotRemove(db.entries, entry);
  store.bytes -= entry.bytes;
}

/** Empties a database; answers how many entries there were. */
export function clearDatabase(store: Store, { index, entries }: Database): number {
  const count = entries.slots.length;
  for (const entry of entries.slots) {
    store.bytes -= entry.bytes;
    if (store.ranking !== null) rankRemoved(store.ranking, index, entry.key);
  }
  slotClear(entries);
  return count;
}

function charge(store: Store, entry: Entry<Value>): void {
  const bytes = bytesOf(entry.key, entry.value, entry.deadline);
  store.bytes += bytes - entry.bytes;
  entry.bytes = bytes;
  if (store.bytes > store.bytesPeak) store.bytesPeak = store.bytes;
}

/** Whether the policy keeps count of uses instead of their time. */
export function countsUses(settings: Settings): boolean {
  const policy = settings['maxmemory-policy'];
  return policy === 'allkeys-lfu' || policy === 'volatile-lfu';
}

function use(context: Context, entry: Entry): void {
  const { settings, ranking } = context.store;
  if (ranking !== null) rankUsed(ranking, context.db.index, entry.key);
  const word = countsUses(settings) ? usedWord(context, entry) : lruClock(context.now);
  if (word === entry.word) return;
  entry.word = word;
  slotTouch(context.db.entries, entry);
}

function usedWord({ store, host, now }: Context, entry: Entry): number {
  const { 'lfu-log-factor': factor, 'lfu-decay-time': decayMinutes } = store.settings;
  return useLfuWord(entry.word, now, { factor, decayMinutes }, () => host.random());
}
