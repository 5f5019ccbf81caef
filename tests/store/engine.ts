/** An engine with a clock, a chance and an ear of the test's own. */
import type { StoreHost } from '../../src/store/context.ts';
import { execute } from '../../src/store/execute.ts';
import type { Reply } from '../../src/store/reply.ts';
import { newStore, openSession, type Session, type Store } from '../../src/store/store.ts';
import type { Settings } from '../../src/store/settings.ts';
import { zsetWalk, type SortedSet } from '../../src/store/sorted-sets.ts';
import { isString, textOf, type Value } from '../../src/store/values.ts';
import { Chance } from './differential/chance.ts';

export const EPOCH = 1_735_689_600_000;

export interface Effect {
  readonly database: number;
  readonly args: readonly string[];
}

export class Engine {
  store: Store;
  session: Session;
  clock: number;
  readonly effects: Effect[] = [];
  worked = 0;
  readonly host: StoreHost;

  constructor(settings: Partial<Settings> = {}, seed = 1, clock = EPOCH) {
    const chance = new Chance(seed, 'engine');
    const now = () => this.clock;
    this.clock = clock;
    this.host = {
      get clock() {
        return now();
      },
      random: () => chance.draw(),
      work: (cost) => {
        this.worked += cost;
      },
      propagate: (database, args) => {
        this.effects.push({ database, args });
      },
    };
    this.store = newStore(clock, settings);
    this.session = openSession(this.store, clock);
  }

  ask(...args: readonly string[]): Reply {
    return execute(this.store, this.session, args, this.host);
  }

  /** Words parted by single blanks. */
  run(line: string): Reply {
    return this.ask(...line.split(' '));
  }

  /** All that a client could tell two stores apart by, in an order of its own. */
  contents(): unknown {
    return this.store.databases.map(({ entries }) =>
      entries.slots
        .map(({ key, value, deadline }) => ({
          key,
          value: seen(value),
          deadline,
        }))
        .sort((left, right) => (left.key < right.key ? -1 : 1)),
    );
  }

  /** What the accounting should have come to. */
  charged(): number {
    return this.store.databases
      .flatMap(({ entries }) => entries.slots)
      .reduce((sum, { bytes }) => sum + bytes, 0);
  }
}

/** A value as clients see it: how high a member's tower is, chance has decided. */
function seen(value: Value): unknown {
  if (isString(value)) return textOf(value);
  if (value.type !== 'zset') return value;
  const set = value as SortedSet;
  const pairs: [string, number][] = [];
  zsetWalk(set, 0, Infinity, false, (member, score) => {
    pairs.push([member, score]);
  });
  return { encoding: set.encoding, bytes: set.bytes, pairs };
}
