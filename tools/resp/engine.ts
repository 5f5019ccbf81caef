/** The bare engine of one node, with the wall for its clock. What it holds ends with the process. */
import { randomBytes } from 'node:crypto';
import type { StoreHost } from '../../src/store/context.ts';
import { expireSome } from '../../src/store/expiry.ts';
import { storeCaller } from '../../src/store/resp/caller.ts';
import { closeSession, newStore, openSession, type Store } from '../../src/store/store.ts';
import type { DoorCaller } from './door.ts';

export interface EngineOptions {
  /** Empty: nobody has to say one. */
  readonly password: string;
  /** In bytes; 0 is no limit. */
  readonly maxmemory: number;
}

export interface Engine {
  readonly store: Store;
  connect(address: string): DoorCaller;
  /** One round of active expiry, due every `EXPIRY_INTERVAL_MS`. */
  expire(): void;
}

/** Ten rounds a second, as many as Redis makes. */
export const EXPIRY_INTERVAL_MS = 100;

export function createEngine({ password, maxmemory }: EngineOptions): Engine {
  // Bytes of UTF-8, as a client sends the password.
  const requirepass = Buffer.from(password, 'utf8').toString('latin1');
  const host = wallHost();
  const store = newStore(host.clock, { requirepass, maxmemory }, randomBytes(20).toString('hex'));
  return {
    store,
    connect: (address) => connect(store, host, address),
    expire: () => {
      host.clock = Date.now();
      expireSome(store, host);
    },
  };
}

/** Chance and time of the real world: here nothing has to be played again. */
interface WallHost extends StoreHost {
  /** Read once for each batch: asking the system for every command would cost a tenth of it. */
  clock: number;
}

function wallHost(): WallHost {
  return { clock: Date.now(), random: Math.random, work: () => {}, propagate: () => {} };
}

function connect(store: Store, host: WallHost, address: string): DoorCaller {
  host.clock = Date.now();
  const session = openSession(store, host.clock, address);
  return Object.assign(storeCaller(store, session, host), {
    begin: () => {
      host.clock = Date.now();
    },
    close: () => closeSession(store, session),
  });
}
