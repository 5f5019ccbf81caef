/**
 * The names of messages: (link, root, kind, n), n counting equal ones. A name survives small changes of the run, so chance asks for it and
 * people act on it.
 *
 * Counts are kept by a 53-bit hash of link, root and kind: should two ever collide, they count together, in every replay alike. A root
 * that was silent for a whole period is forgotten and counts from 0 again: operations come by the million and are never heard of after
 * that long, while what recurs is never silent. Windows end where periods do, so forgetting does not depend on how they are cut.
 */
import { Fold, type Chain } from '../../kernel/fold.ts';
import { MINUTE, type Micros } from '../../kernel/time.ts';

export const PERIOD: Micros = MINUTE;

export interface NamesSave {
  readonly period: number;
  readonly recent: readonly (readonly [number, number])[];
  readonly older: readonly (readonly [number, number])[];
}

export class Names {
  /** The chance of the name that was counted last: two words to be hashed with a purpose. */
  a = 0;
  b = 0;
  #period = 0;
  #recent = new Map<number, number>();
  #older = new Map<number, number>();
  readonly #fold = new Fold();
  #chance: Chain = [0, 0];

  /** From now on names have their chance from here; what they are called does not depend on it. */
  reroll(chance: Chain): void {
    this.#chance = chance;
  }

  /** The count of this name; leaves its chance in `a` and `b`. */
  count(link: Chain, root: string, kind: string, sent: Micros): number {
    this.#turn(Math.floor(sent / PERIOD));
    const fold = this.#fold;
    fold.a = link[0];
    fold.b = link[1];
    fold.text(root);
    fold.text(kind);
    const key = (fold.a >>> 0) * 2_097_152 + (fold.b >>> 11);
    const count = this.#recent.get(key) ?? this.#older.get(key) ?? 0;
    this.#recent.set(key, count + 1);
    fold.word(count);
    fold.word(this.#chance[0]);
    fold.word(this.#chance[1]);
    this.a = fold.a;
    this.b = fold.b;
    return count;
  }

  #turn(period: number): void {
    if (period <= this.#period) return;
    this.#older = period === this.#period + 1 ? this.#recent : new Map();
    this.#recent = new Map();
    this.#period = period;
  }

  save(): NamesSave {
    return { period: this.#period, recent: [...this.#recent], older: [...this.#older] };
  }

  restore(save: NamesSave): void {
    this.#period = save.period;
    this.#recent = new Map(save.recent);
    this.#older = new Map(save.older);
  }
}

/** `n1>n2/c1.17/replicate/0`: how a message is written down. */
export function messageName(message: {
  readonly from: string;
  readonly to: string;
  readonly root: string;
  readonly kind: string;
  readonly count: number;
}): string {
  return `${message.from}>${message.to}/${message.root}/${message.kind}/${message.count}`;
}
