/**
 * Who has something to do, and when. Of ten thousand nodes mostly a few have, so nobody goes through all of them to find out: a tournament of their
 * next instants says at once which is the first, and leads to all that come before a given one, in the order of their places.
 *
 * Whoever changes what is due at somebody says so; until somebody asks that costs a note, and many changes of one are one.
 */
import { NEVER, type Micros } from '../kernel/time.ts';

export interface Busy {
  /** When there is something to do for it. */
  readonly due: Micros;
  /** Its number among all, from 0; −1 of one who belongs to no agenda. */
  place: number;
  /** What stands of it in the tournament is no longer true. */
  isMoved: boolean;
}

export class Agenda<Somebody extends Busy> {
  #everybody: readonly Somebody[] = [];
  /** The winners of each round: [1] is the first of all, the children of [i] are [2i] and [2i + 1], the last half is everybody. */
  #dues = new Float64Array(2).fill(NEVER);
  #half = 1;
  #moved: Somebody[] = [];

  /** From now on these, in this order. */
  seat(everybody: readonly Somebody[]): void {
    this.#everybody = everybody;
    this.#moved = [];
    this.#half = 1;
    while (this.#half < everybody.length) this.#half *= 2;
    this.#dues = new Float64Array(2 * this.#half).fill(NEVER);
    everybody.forEach((somebody, place) => {
      somebody.place = place;
      somebody.isMoved = false;
      this.#dues[this.#half + place] = somebody.due;
    });
    this.#playAll();
  }

  moved(somebody: Somebody): void {
    if (somebody.isMoved || this.#everybody[somebody.place] !== somebody) return;
    somebody.isMoved = true;
    this.#moved.push(somebody);
  }

  /** When the next one is due. */
  get first(): Micros {
    this.#settle();
    return this.#dues[1] as Micros;
  }

  /** All who are due before an instant. What they are given to do there may be told while it goes on. */
  before(end: Micros): Somebody[] {
    this.#settle();
    const found: Somebody[] = [];
    this.#find(1, end, found);
    return found;
  }

  #find(match: number, end: Micros, found: Somebody[]): void {
    if ((this.#dues[match] as Micros) >= end) return;
    if (match >= this.#half) {
      found.push(this.#everybody[match - this.#half] as Somebody);
      return;
    }
    this.#find(2 * match, end, found);
    this.#find(2 * match + 1, end, found);
  }

  #settle(): void {
    const moved = this.#moved;
    if (moved.length === 0) return;
    // Where many have moved, all matches are played anew: that is one for each, and not one for each and every round.
    const isMany = moved.length * 8 > this.#half;
    for (const somebody of moved) {
      somebody.isMoved = false;
      if (isMany) this.#dues[this.#half + somebody.place] = somebody.due;
      else this.#play(this.#half + somebody.place, somebody.due);
    }
    moved.length = 0;
    if (isMany) this.#playAll();
  }

  #play(leaf: number, due: Micros): void {
    const dues = this.#dues;
    let winner = due;
    for (let match = leaf; dues[match] !== winner;) {
      dues[match] = winner;
      if (match === 1) return;
      winner = Math.min(winner, dues[match ^ 1] as Micros);
      match >>= 1;
    }
  }

  #playAll(): void {
    const dues = this.#dues;
    for (let match = this.#half - 1; match > 0; match -= 1)
      dues[match] = Math.min(dues[2 * match] as Micros, dues[2 * match + 1] as Micros);
  }
}
