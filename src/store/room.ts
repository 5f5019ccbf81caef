/**
 * Room in memory. Before a command runs, entries are evicted until what it may add fits under `maxmemory`; so the limit holds after a
 * command too. (Redis looks only at what is there already, and may end a command above its limit.)
 */
import type { Bytes } from './bytes.ts';
import type { Context } from './context.ts';
import { newRanking, rankedVictim, rankInserted } from './eviction/ranking.ts';
import { isTeaching } from './eviction/teaching.ts';
import { sampledVictim, type Candidates, type SampledPolicy } from './eviction/sampled.ts';
import { drop } from './keyspace.ts';
import { COLLECTION_BYTES, DEADLINE_BYTES, ENTRY_BYTES } from './memory.ts';
import { OUT_OF_MEMORY } from './refusals.ts';
import type { EvictionPolicy } from './settings.ts';
import type { Database, Entry, Store } from './store.ts';

/** What any one argument may add beside its bytes: half an entry (they come in pairs), or an element with a score. */
const ARGUMENT_BYTES = ENTRY_BYTES / 2;

/** The most that a command can add out of its own arguments. What copies other data asks `reserve`. */
export function growthOf(args: readonly Bytes[]): number {
  let growth = ENTRY_BYTES + COLLECTION_BYTES + DEADLINE_BYTES;
  for (let index = 1; index < args.length; index += 1)
    growth += (args[index] as Bytes).length + ARGUMENT_BYTES;
  return growth;
}

/** Evicts until so many bytes more would fit. False when they do not and nobody may go. */
export function makeRoom(context: Pick<Context, 'store' | 'host' | 'now'>, growth: number): boolean {
  const { store, host, now } = context;
  const { settings } = store;
  const policy = settings['maxmemory-policy'];
  if ((store.ranking?.policy ?? null) !== (isTeaching(policy) ? policy : null)) rankAnew(store, policy);
  const limit = settings.maxmemory - growth;
  if (limit >= store.bytes || settings.maxmemory === 0) return true;
  if (policy === 'noeviction' || store.passive) return false;
  const random = () => host.random();
  const candidates = candidatesOf(store, random);
  while (store.bytes > limit) {
    const victim = chooseVictim(store, policy as SampledPolicy, candidates, random, now);
    if (victim === undefined) return false;
    const [db, entry] = victim;
    drop(store, db, entry);
    store.stats.evicted += 1;
    host.propagate(db.index, ['DEL', entry.key]);
  }
  return true;
}

/**
 * For a command that is about to make something larger than its arguments, such as a union. To be called before the first change and with no
 * entry in hand, for any of them may have to go: look up afterwards.
 */
export function reserve(context: Context, growth: number): void {
  // What is repeated had its room when it happened.
  if (!context.session.replaying && !makeRoom(context, growth)) throw OUT_OF_MEMORY;
}

/** The policy has changed: those that keep an order of all keys begin with the keys that there are. */
function rankAnew(store: Store, policy: EvictionPolicy): void {
  store.ranking = isTeaching(policy) ? newRanking(policy) : null;
  if (store.ranking === null) return;
  for (const { index, entries } of store.databases) {
    for (const { key } of entries.slots) rankInserted(store.ranking, index, key);
  }
}

function chooseVictim(
  store: Store,
  policy: SampledPolicy,
  candidates: Candidates,
  random: () => number,
  now: number,
): readonly [Database, Entry] | undefined {
  const { settings, ranking } = store;
  const sampled = {
    samples: settings['maxmemory-samples'],
    factor: settings['lfu-log-factor'],
    decayMinutes: settings['lfu-decay-time'],
  };
  const victim =
    ranking === null
      ? sampledVictim(policy, store.pool, candidates, sampled, now)
      : rankedVictim(ranking, random);
  if (victim === undefined) return undefined;
  const db = store.databases[victim.database] as Database;
  return [db, db.entries.map.get(victim.key) as Entry];
}

function candidatesOf(store: Store, random: () => number): Candidates {
  const entriesOf = (database: number) => (store.databases[database] as Database).entries;
  const among = (database: number, scope: 'all' | 'volatile') =>
    scope === 'all' ? entriesOf(database).slots : entriesOf(database).marked;
  const entryOf = (database: number, key: Bytes) => entriesOf(database).map.get(key) as Entry;
  return {
    databases: store.databases.length,
    count: (database, scope) => among(database, scope).length,
    sample: (database, scope, count) => {
      const list = among(database, scope);
      const draw = () => (list[Math.floor(random() * list.length)] as Entry).key;
      return list.length === 0 ? [] : Array.from({ length: count }, draw);
    },
    has: (database, scope, key) => {
      const entry = entriesOf(database).map.get(key);
      return entry !== undefined && (scope === 'all' || entry.deadline !== null);
    },
    word: (database, key) => entryOf(database, key).word,
    expiresAt: (database, key) => Number(entryOf(database, key).deadline),
  };
}
