/**
 * The engine's log on a real disk. The same persistence as in every node of the page; this file is what a program's `self` is there: timers
 * of the wall, a disk of files, and the replies of a batch, which leave when what they promise is true.
 *
 * Where `always` cannot be kept, because the device fails or is full, the process ends before it says something untrue, as Redis does.
 */
import type { Micros } from '../../src/kernel/time.ts';
import type { Bytes } from '../../src/store/bytes.ts';
import type { StoreHost } from '../../src/store/context.ts';
import { execute } from '../../src/store/execute.ts';
import {
  commit,
  hostWithDisk,
  mayLeave,
  tickPersistence,
  type Persistence,
  type PersistenceTimer,
  type Shore,
} from '../../src/store/persistence/persistence.ts';
import { openPersistence } from '../../src/store/persistence/recovery.ts';
import type { Reply } from '../../src/store/reply.ts';
import type { Session, Store } from '../../src/store/store.ts';
import { UsageError } from '../lab/arguments.ts';
import { FileDisk } from './file-disk.ts';
import { lockFolder } from './folder-lock.ts';

export interface FolderOptions {
  readonly folder: string;
  /** Start from what is good of a damaged log. */
  readonly salvage: boolean;
  /** For people: what was found. */
  readonly warn: (sentence: string) => void;
  /** Hears what commands say that they cost. */
  readonly work: (cost: Micros) => void;
}

export interface Durable {
  /** The engine's window until the next batch. */
  host(): StoreHost;
  run(session: Session, args: readonly Bytes[], host: StoreHost): Reply;
  /** What changed without a command is written. */
  commit(): void;
  /** Waits until what was answered may be said. */
  settle(): void;
  /** All that was written is durable, and the folder is free for others. */
  close(): void;
}

const SEGMENT_BYTES = 64 * 1_048_576;
const MICROS_A_MS = 1_000;

/** Fills the store with what the folder holds. */
export function openFolder(store: Store, { folder, salvage, warn, work }: FolderOptions): Durable {
  const state: { persistence: Persistence | null } = { persistence: null };
  const tick = (timer: PersistenceTimer) => {
    if (state.persistence !== null) tickPersistence(state.persistence, shore, store, timer);
  };
  const timers = new Set<NodeJS.Timeout>();
  const disk = opened(folder, () => new FileDisk<PersistenceTimer>(folder, tick));
  const unlock = locked(folder);
  const shore: Shore = {
    disk,
    get clock() {
      return Date.now();
    },
    random: Math.random,
    // What the disk does takes the time that it takes.
    work: () => undefined,
    after: (delay, timer) => {
      const timeout = setTimeout(() => {
        timers.delete(timeout);
        tick(timer);
      }, delay / MICROS_A_MS);
      timers.add(timeout);
      return 0;
    },
  };
  const opening = openPersistence(shore, store, { salvage, segmentBytes: SEGMENT_BYTES });
  if ('refused' in opening) {
    unlock();
    throw new UsageError(
      `${opening.refused} It is in ${folder}; with --salvage the store starts from what is good before it.`,
      false,
    );
  }
  if (opening.warning !== null) warn(opening.warning);
  const { persistence } = opening;
  state.persistence = persistence;
  let ticket = 0;
  const commitNow = () => {
    ticket = Math.max(ticket, commit(persistence, shore, store));
  };
  return {
    // Its getters stay what they are: copying them would fix what they say.
    host: () => Object.assign(hostWithDisk(persistence, shore, store), { work }),
    run: (session, args, host) => {
      const reply = execute(store, session, args, host);
      commitNow();
      return reply;
    },
    commit: commitNow,
    settle: () => {
      // One covers what the command wrote; another, what was written while one was under way.
      for (let tries = 0; tries < 3 && !mayLeave(persistence, ticket); tries += 1) disk.syncNow();
      if (!mayLeave(persistence, ticket)) throw new DiskTrouble();
    },
    close: () => {
      for (const timeout of timers) clearTimeout(timeout);
      disk.close();
      unlock();
    },
  };
}

/** Something was answered that the disk does not hold. */
export class DiskTrouble extends Error {
  constructor() {
    super(
      'The log cannot be written, and appendfsync is always: the store ends before it says what is not so.',
    );
  }
}

function opened<Made>(folder: string, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    throw new UsageError(`${folder} is no folder that can be written: ${(error as Error).message}`, false);
  }
}

function locked(folder: string): () => void {
  const lock = lockFolder(folder);
  if (typeof lock === 'function') return lock;
  throw new UsageError(
    `${folder} belongs to process ${lock.owner}, which is running: choose another folder.`,
    false,
  );
}
