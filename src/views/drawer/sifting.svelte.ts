/** Looking through what is known takes its time, a little in each frame, and what was found so far is shown already. */
import type { Known } from '../known-events.ts';
import type { Sieve } from './sieve.ts';

const BUDGET = 6;

export class Sifting {
  /** Numbers of events, the newest first. */
  found = $state.raw<readonly number[]>([]);
  isLooking = $state(false);
  #looks = $state(0);

  /** Made while a component is made, and at work as long as that is there. */
  constructor(sieve: () => Sieve, known: () => Known) {
    // Over several frames: nothing that could be derived at once.
    $effect(() => {
      void this.#looks;
      const late = performance.now() + BUDGET;
      const through = sieve();
      through.look(known(), () => performance.now() > late);
      this.found = through.found;
      this.isLooking = !through.isDone;
      if (through.isDone) return;
      const next = requestAnimationFrame(() => (this.#looks += 1));
      return () => cancelAnimationFrame(next);
    });
  }
}
