/** The bare engine of one node, with the wall for its clock. What it holds ends with the process, unless it has a folder. */
import { randomBytes } from 'node:crypto';
import { MILLISECOND, type Micros } from '../../src/kernel/time.ts';
import type { Configuration } from '../../src/store/configuration.ts';
import { openStore } from '../../src/store/opening.ts';
import type { StoreHost } from '../../src/store/context.ts';
import { expireSome } from '../../src/store/expiry.ts';
import { storeCaller } from '../../src/store/resp/caller.ts';
import { closeSession, openSession, type Store } from '../../src/store/store.ts';
import { NO_FILE, withFlags } from './configuration.ts';
import type { DoorCaller } from './door.ts';
import { openFolder, type Durable, type FolderOptions } from './durable.ts';

export interface EngineOptions {
  /** Empty: nobody has to say one. */
  readonly password: string;
  /** In bytes; 0 is no limit, null whatever the configuration says. */
  readonly maxmemory: number | null;
  /** Users and settings; the two above go before it. */
  readonly configuration?: Configuration;
  /** Where the log is kept. Absent: nowhere. */
  readonly folder?: Omit<FolderOptions, 'work'>;
}

export interface Engine {
  readonly store: Store;
  connect(address: string): DoorCaller;
  /** One round of active expiry, due every `EXPIRY_INTERVAL_MS`. */
  expire(): void;
  close(): void;
}

/** Ten rounds a second, as many as Redis makes. */
export const EXPIRY_INTERVAL_MS = 100;

export function createEngine({ configuration = NO_FILE, folder, ...flags }: EngineOptions): Engine {
  const store = openStore(Date.now(), withFlags(configuration, flags), {
    defaults: { appendonly: folder !== undefined },
    runId: randomBytes(20).toString('hex'),
  });
  const debt = newDebt();
  return folder === undefined
    ? fleetingEngine(store, debt)
    : durableEngine(store, debt, openFolder(store, { ...folder, work: debt.add }));
}

/**
 * What the commands of a batch say that they cost, beside the time that they took: a wrong password after others, DEBUG SLEEP. Whoever sent
 * them waits that long for the replies, and nobody else does.
 */
interface Debt {
  add(cost: Micros): void;
  /** Another batch begins. */
  clear(): void;
  milliseconds(): number;
}

function newDebt(): Debt {
  let owed: Micros = 0;
  return {
    add: (cost) => {
      owed += cost;
    },
    clear: () => {
      owed = 0;
    },
    milliseconds: () => owed / MILLISECOND,
  };
}

/** Chance and time of the real world: here nothing has to be played again. */
interface WallHost extends StoreHost {
  /** Read once for each batch: asking the system for every command would cost a tenth of it. */
  clock: number;
}

function wallHost({ add }: Debt): WallHost {
  return { clock: Date.now(), random: Math.random, work: add, propagate: () => {} };
}

function fleetingEngine(store: Store, debt: Debt): Engine {
  const host = wallHost(debt);
  const tellTime = () => {
    host.clock = Date.now();
  };
  return {
    store,
    connect: (address) => {
      tellTime();
      const session = openSession(store, host.clock, address);
      return Object.assign(storeCaller(store, session, host), {
        begin: () => {
          debt.clear();
          tellTime();
        },
        delay: debt.milliseconds,
        close: () => closeSession(store, session),
      });
    },
    expire: () => {
      tellTime();
      expireSome(store, host);
    },
    close: () => undefined,
  };
}

function durableEngine(store: Store, debt: Debt, durable: Durable): Engine {
  let host = durable.host();
  const tellTime = () => {
    host = durable.host();
  };
  return {
    store,
    connect: (address) => {
      tellTime();
      const session = openSession(store, host.clock, address);
      const caller = storeCaller(store, session, host);
      // Its getters stay what they are: copying them would fix what they say.
      caller.execute = (args) => durable.run(session, args, host);
      return Object.assign(caller, {
        begin: () => {
          debt.clear();
          tellTime();
        },
        end: durable.settle,
        delay: debt.milliseconds,
        close: () => closeSession(store, session),
      });
    },
    expire: () => {
      tellTime();
      expireSome(store, host);
      durable.commit();
    },
    close: durable.close,
  };
}
