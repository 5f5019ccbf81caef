/** The engine under test, behind the same face as the real one. */
import type { StoreHost } from '../../../src/store/context.ts';
import { execute } from '../../../src/store/execute.ts';
import { newStore, openSession, type Session, type Store } from '../../../src/store/store.ts';
import { Chance } from './chance.ts';
import { encodeReply, parseReply, type Parsed } from './resp.ts';

export class Ours {
  readonly store: Store;
  readonly session: Session;
  readonly #host: StoreHost;
  /** Set before every batch: close to what the real one reads. */
  clock = Date.now();

  constructor(seed: number) {
    const chance = new Chance(seed, 'host');
    const clock = () => this.clock;
    this.#host = {
      get clock() {
        return clock();
      },
      random: () => chance.draw(),
      work: () => {},
      propagate: () => {},
    };
    this.store = newStore(this.clock);
    this.session = openSession(this.store, this.clock);
  }

  ask(args: readonly string[]): Parsed {
    return parseReply(encodeReply(execute(this.store, this.session, args, this.#host)));
  }
}
