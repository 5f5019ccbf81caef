/** One thing looked at closely: the lab is asked again whenever the picture for reading has changed, one question at a time. */
import { untrack } from 'svelte';
import type { LabView } from '../lab-view.svelte.ts';

export class Looking<Found> {
  found = $state.raw<Found | null>(null);
  /** Something was answered, be it that there is nothing. */
  isAnswered = $state(false);
  readonly #ask: () => Promise<Found | null>;
  readonly #view: LabView;
  #isAsking = false;
  #isDue = false;

  /** To be made while a component begins: it asks for as long as that stands. */
  constructor(view: LabView, ask: () => Promise<Found | null>) {
    this.#ask = ask;
    this.#view = view;
    // What comes is no function of what stands here: another thread answers, and later.
    $effect(() => {
      void view.steady;
      void view.frame.epoch;
      if (view.frame.settled) untrack(() => this.again());
    });
  }

  again(): void {
    this.#isDue = true;
    if (!this.#isAsking) void this.#look();
  }

  async #look(): Promise<void> {
    this.#isAsking = true;
    try {
      while (this.#isDue) {
        this.#isDue = false;
        const found = await this.#ask();
        // Of a moment that is only passed nothing is said; what was known stays until there is more.
        if (found === null && !this.#view.frame.settled) continue;
        this.found = found;
        this.isAnswered = true;
      }
    } finally {
      this.#isAsking = false;
    }
  }
}
