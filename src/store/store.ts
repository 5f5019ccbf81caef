/**
 * The state of one engine: plain data, so that it travels in checkpoints. Sixteen databases of entries, settings, sessions, counts.
 *
 * An entry is one key. Its value is a byte string for the type `string`, else a record with its type (see values.ts). What a value takes is
 * charged to the entry and to the store by the accounting of memory.ts.
 */
import { newSlotTable, type SlotTable, type Slotted } from '../kernel/slot-table.ts';
import { REDACTED, saltOf } from './access/passwords.ts';
import { newDefaultUser, withPassword, type User } from './access/users.ts';
import type { Bytes } from './bytes.ts';
import type { Ranking } from './eviction/ranking.ts';
import { newPool, type Pool } from './eviction/sampled.ts';
import type { Integer } from './integers.ts';
import { newSettings, type Settings } from './settings.ts';
import type { Value } from './values.ts';

export interface Entry<Held extends Value = Value> extends Slotted {
  readonly key: Bytes;
  value: Held;
  /** Redis's 24 bits: when last used, or under an LFU policy how often. See eviction/lru-clock.ts and eviction/lfu-counter.ts. */
  word: number;
  /** When it expires, in ms of the node's clock. The entry is marked in its table exactly as long as there is one. */
  deadline: Integer | null;
  /** What it is charged. */
  bytes: number;
}

export interface Database {
  readonly index: number;
  readonly entries: SlotTable<Entry>;
}

/** What a client is to the engine: everything that outlives one command. Ends with its connection. */
export interface Session {
  readonly id: number;
  /** The selected database. */
  database: number;
  /** CLIENT SETNAME; empty for none. */
  name: Bytes;
  /** Who speaks; null before AUTH where a password is required. */
  user: Bytes | null;
  protocol: 2 | 3;
  /** For people: where the client sits. */
  readonly address: string;
  library: { name: Bytes; version: Bytes };
  readonly since: number;
  /**
   * Speaks for a log or a leader: what it says happened before, when nothing that it names had expired. It sees what has expired since.
   */
  replaying: boolean;
  /**
   * In a cluster no password travels: what comes in its place is a proof, made with this salt (see access/secrets.ts). Null where passwords
   * come as they are, as through a real connection; there a proof is no better than any other wrong password.
   */
  proofSalt: string | null;
  /** Set by QUIT and the like: close after the reply. */
  closing: boolean;
}

export interface Stats {
  commands: number;
  sessions: number;
  hits: number;
  misses: number;
  expired: number;
  evicted: number;
}

export interface Store {
  readonly databases: readonly Database[];
  settings: Settings;
  /** By name. There always is the default user. */
  readonly users: Map<Bytes, User>;
  /** Wrong passwords in a row, by the names for which they came: see access/attempts.ts. */
  readonly wrongAttempts: Map<Bytes, number>;
  readonly sessions: Map<number, Session>;
  nextSession: number;
  stats: Stats;
  /** Bytes charged to all entries. */
  bytes: number;
  bytesPeak: number;
  /** Writes since the last snapshot. */
  changes: number;
  /** Seconds since 1970. */
  lastSave: number;
  readonly startedAt: number;
  readonly pool: Pool;
  /** The order of all keys, under a policy for teaching and while memory has a limit. Only room.ts begins and ends it. */
  ranking: Ranking | null;
  /** The database at which the next round of active expiry begins. */
  expiryTurn: number;
  /**
   * A passive store hides what has expired but does not delete it: a replica, or a node that replays its log. The deletion comes as a
   * command of its own from whoever leads.
   */
  passive: boolean;
  readonly runId: string;
}

/** `clock` is in ms since 1970. The run id only has to differ between starts: any forty hexadecimal digits. */
export function newStore(
  clock: number,
  changes: Partial<Settings> = {},
  runId: string = '0'.repeat(40),
): Store {
  const { requirepass: password = '' } = changes;
  const settings = newSettings({ ...changes, requirepass: password === '' ? '' : REDACTED });
  const user = withPassword(newDefaultUser(DEFAULT_USER), password, saltOf(runId, DEFAULT_USER, clock));
  return {
    databases: Array.from({ length: settings.databases }, (_, index) => ({
      index,
      entries: newSlotTable<Entry>(),
    })),
    settings,
    users: new Map([[DEFAULT_USER, user]]),
    wrongAttempts: new Map(),
    sessions: new Map(),
    nextSession: 1,
    stats: newStats(),
    bytes: 0,
    bytesPeak: 0,
    changes: 0,
    lastSave: Math.floor(clock / 1_000),
    startedAt: clock,
    pool: newPool(),
    ranking: null,
    expiryTurn: 0,
    passive: false,
    runId,
  };
}

export function newStats(): Stats {
  return { commands: 0, sessions: 0, hits: 0, misses: 0, expired: 0, evicted: 0 };
}

export function openSession(store: Store, clock: number, address = ''): Session {
  const session: Session = {
    id: store.nextSession,
    database: 0,
    name: '',
    user: isFree(store.users.get(DEFAULT_USER)) ? DEFAULT_USER : null,
    protocol: 2,
    address,
    library: { name: '', version: '' },
    since: clock,
    replaying: false,
    proofSalt: null,
    closing: false,
  };
  store.nextSession += 1;
  store.stats.sessions += 1;
  store.sessions.set(session.id, session);
  return session;
}

function isFree(user: User | undefined): boolean {
  return user !== undefined && user.isOn && user.isOpen;
}

export function closeSession(store: Store, session: Session): void {
  store.sessions.delete(session.id);
}

export const DEFAULT_USER = 'default';
