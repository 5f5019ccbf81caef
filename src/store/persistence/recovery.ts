/**
 * Starting from what a disk holds: the newest snapshot, then the effects behind it, run as the commands they are.
 *
 * A torn tail is cut and told: nobody was promised that it is there. A damaged log is another matter. What stands behind the damage may be
 * what somebody was promised, so the node refuses to start, and says where. `salvage` starts it all the same: from the newest snapshot that is
 * good, and the whole records that lead from it up to the damage. The disk then begins anew with that.
 */
import type { LogEnd } from '../../protocols/write-ahead-log.ts';
import { openLog, rewriteLog } from '../../protocols/write-ahead-log.ts';
import type { StoreHost } from '../context.ts';
import { execute } from '../execute.ts';
import { closeSession, newStats, openSession, type Session, type Store } from '../store.ts';
import { ANNEX, decodeEffects, type Annex } from './effects.ts';
import { newPersistence, type Persistence, type Shore } from './persistence.ts';
import { loadSnapshot, takeSnapshot } from './snapshot.ts';

export interface OpeningOptions {
  readonly annex?: Annex;
  /** Start from what is good of a damaged log. */
  readonly salvage?: boolean;
  readonly segmentBytes?: number;
}

export type Opening =
  | {
      readonly persistence: Persistence;
      /** How the log ended; `ok` for a new one. */
      readonly end: LogEnd;
      /** Records that were run again. */
      readonly replayed: number;
      /** Bytes of the log that damage took, where it was started from all the same. */
      readonly lost: number;
      /** For people, when there is something to tell. */
      readonly warning: string | null;
    }
  | { readonly refused: string; readonly end: LogEnd };

const NAME = 'store';
const SEGMENT_BYTES = 1_048_576;

/** Fills an empty store with what is on the disk. */
export function openPersistence(self: Shore, store: Store, options: OpeningOptions = {}): Opening {
  const { salvage = false, segmentBytes = SEGMENT_BYTES, annex } = options;
  const { log, end, snapshot, records, lost } = openLog(self.disk, { name: NAME, segmentBytes });
  if ('damaged' in end && !salvage) return { refused: `${told(end)}. The node does not start with it.`, end };
  refill(store, self, snapshot, records, annex);
  const persistence = newPersistence(log, store.settings.appendonly);
  if ('damaged' in end) {
    if (rewriteLog(self.disk, log, takeSnapshot(store, annex)) === 'full') {
      return { refused: `${told(end)}, and there is no room on the disk to go on from what is good.`, end };
    }
    persistence.written = 1;
    persistence.syncing = 1;
    self.disk.sync({ kind: 'log synced' });
  }
  return { persistence, end, replayed: records.length, lost, warning: warningOf(end, lost) };
}

function warningOf(end: LogEnd, lost: number): string | null {
  if ('ok' in end) return null;
  if ('torn' in end) return `${told(end)} and cut off.`;
  const loss = lost === 0 ? 'nothing is lost' : `${lost} bytes are lost`;
  return `${told(end)}. The node starts from what stands before it: ${loss}.`;
}

function told(end: Exclude<LogEnd, { readonly ok: true }>): string {
  if ('damaged' in end) {
    const { segment, offset } = end.damaged;
    return `The log is damaged: what stands in ${segment} at byte ${offset} is not what was written`;
  }
  const { segment, offset, bytes } = end.torn;
  return `The log ends in a torn record: ${bytes} bytes in ${segment} from byte ${offset} on were lost`;
}

/** Nothing expires, nobody is evicted and nothing is counted while the past is repeated: it says itself what happened. */
function refill(
  store: Store,
  self: Shore,
  snapshot: Uint8Array | null,
  records: readonly Uint8Array[],
  annex: Annex | undefined,
): void {
  const { settings, passive, nextSession } = store;
  const host = mute(self);
  const session = openSession(store, self.clock);
  session.replaying = true;
  store.passive = true;
  store.settings = { ...settings, maxmemory: 0 };
  if (snapshot !== null) loadSnapshot(store, session, snapshot, host, annex);
  for (const record of records) replay(store, session, record, host, annex);
  closeSession(store, session);
  store.settings = settings;
  store.passive = passive;
  store.nextSession = nextSession;
  store.stats = newStats();
}

function replay(
  store: Store,
  session: Session,
  record: Uint8Array,
  host: StoreHost,
  annex: Annex | undefined,
): void {
  for (const { database, args } of decodeEffects(record)) {
    if (database === ANNEX) {
      annex?.restore(args);
      continue;
    }
    session.database = database;
    execute(store, session, args, host);
  }
}

function mute(self: Shore): StoreHost {
  return { clock: self.clock, random: () => self.random(), work: () => {}, propagate: () => {} };
}
