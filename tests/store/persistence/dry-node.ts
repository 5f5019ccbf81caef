/** An engine on a paper disk, without a cluster around it: the test moves time and ends syncs by hand. */
import type { Micros } from '../../../src/kernel/time.ts';
import { execute } from '../../../src/store/execute.ts';
import { expireSome } from '../../../src/store/expiry.ts';
import type { Annex } from '../../../src/store/persistence/effects.ts';
import {
  commit,
  hostWithDisk,
  mayLeave,
  tickPersistence,
  type Persistence,
  type PersistenceTimer,
  type Shore,
} from '../../../src/store/persistence/persistence.ts';
import {
  openPersistence,
  type Opening,
  type OpeningOptions,
} from '../../../src/store/persistence/recovery.ts';
import type { Reply } from '../../../src/store/reply.ts';
import type { Settings } from '../../../src/store/settings.ts';
import { newStore, openSession, type Session, type Store } from '../../../src/store/store.ts';
import type { PaperDisk } from '../../protocols/paper-disk.ts';
import { Chance } from '../differential/chance.ts';
import { EPOCH } from '../engine.ts';
import { dataOf } from './data.ts';

export class DryNode {
  readonly disk: PaperDisk;
  readonly store: Store;
  readonly session: Session;
  readonly opening: Opening;
  readonly annex: Annex | undefined;
  readonly shore: Shore;
  readonly timers: { readonly delay: Micros; readonly timer: PersistenceTimer }[] = [];
  clock = EPOCH;
  worked = 0;
  ticket = 0;

  constructor(disk: PaperDisk, settings: Partial<Settings> = {}, options: OpeningOptions = {}) {
    const chance = new Chance(1, 'dry');
    const now = () => this.clock;
    this.disk = disk;
    this.shore = {
      disk,
      get clock() {
        return now();
      },
      random: () => chance.draw(),
      after: (delay, timer) => this.timers.push({ delay, timer }),
      work: (cost) => {
        this.worked += cost;
      },
    };
    this.store = newStore(EPOCH, { appendonly: true, ...settings });
    this.annex = options.annex;
    this.opening = openPersistence(this.shore, this.store, options);
    this.session = openSession(this.store, EPOCH);
  }

  get persistence(): Persistence {
    if ('refused' in this.opening) throw new Error(this.opening.refused);
    return this.opening.persistence;
  }

  /** The reply, and whether it may leave. */
  ask(...args: readonly string[]): readonly [Reply, boolean] {
    const { persistence, shore, store, session, annex } = this;
    const reply = execute(store, session, args, hostWithDisk(persistence, shore, store, annex));
    this.ticket = commit(persistence, shore, store, annex);
    return [reply, mayLeave(persistence, this.ticket)];
  }

  run(line: string): readonly [Reply, boolean] {
    return this.ask(...line.split(' '));
  }

  expire(): void {
    expireSome(this.store, hostWithDisk(this.persistence, this.shore, this.store));
    commit(this.persistence, this.shore, this.store);
  }

  /** The sync under way ends. */
  endSync(how: 'well' | 'badly' = 'well'): void {
    const done = this.disk.syncs.shift() as PersistenceTimer;
    this.disk.failed = how === 'badly';
    tickPersistence(this.persistence, this.shore, this.store, done);
    this.disk.failed = false;
  }

  /** The next timer fires. */
  wait(): Micros {
    const { delay, timer } = this.timers.shift() as (typeof this.timers)[number];
    tickPersistence(this.persistence, this.shore, this.store, timer);
    return delay;
  }

  get waits(): boolean {
    return !mayLeave(this.persistence, this.ticket);
  }

  get data(): string {
    return dataOf(this.store);
  }
}
