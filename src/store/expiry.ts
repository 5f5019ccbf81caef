/**
 * Active expiry: keys that nobody asks for again have to go too, or they would hold their memory for ever.
 *
 * Looking at all of them would take for ever as well. So each round samples: 20 keys that have a deadline, by chance; those past it go; and
 * where more than a tenth of a sample had to go, the database is sampled again, for there must be more. What is expired but still there is
 * thus kept around a tenth of the volatile keys, whatever their number.
 *
 * A round is bounded, by samples and not by time: it must do the same in every run. What did not fit comes in the next one, beginning with the
 * database where this one stopped.
 */
import type { StoreHost } from './context.ts';
import { expire } from './keyspace.ts';
import type { Database, Entry, Store } from './store.ts';

const SAMPLE = 20;
/** Share of a sample, in percent, above which the database is sampled again; each step of `active-expire-effort` takes one off. */
const STALE_PERCENT = 10;
/** Samples of one round at effort 1. At ten rounds a second that is enough for 32 000 deadlines a second. */
const SAMPLES_MAX = 160;

/** One round; called ten times a second of the node's clock. Answers how many expired. */
export function expireSome(store: Store, host: StoreHost): number {
  if (store.passive) return 0;
  const effort = store.settings['active-expire-effort'] - 1;
  const stale = (SAMPLE * (STALE_PERCENT - effort)) / 100;
  let samplesLeft = SAMPLES_MAX * (1 + effort);
  let expired = 0;
  for (let turn = 0; turn < store.databases.length && samplesLeft > 0; turn += 1) {
    const db = store.databases[store.expiryTurn % store.databases.length] as Database;
    let gone = SAMPLE;
    while (gone > stale && samplesLeft > 0 && db.entries.marked.length > 0) {
      gone = expireSample(store, db, host);
      expired += gone;
      samplesLeft -= 1;
    }
    if (samplesLeft > 0) store.expiryTurn = (store.expiryTurn + 1) % store.databases.length;
  }
  return expired;
}

function expireSample(store: Store, db: Database, host: StoreHost): number {
  const { marked } = db.entries;
  const now = host.clock;
  const all = marked.length <= SAMPLE;
  let gone = 0;
  for (let left = Math.min(SAMPLE, marked.length); left > 0; left -= 1) {
    // From the end, so that what moves into a gap was looked at already.
    const place = all ? left - 1 : Math.floor(host.random() * marked.length);
    const entry = marked[place] as Entry;
    if (entry.deadline === null || entry.deadline > now) continue;
    expire({ store, host }, db, entry);
    gone += 1;
  }
  return gone;
}
