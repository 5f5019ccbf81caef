/** Less motion: because the system asks for it, or because a person did here. */
import { MediaQuery } from 'svelte/reactivity';
import { keep, recall } from './remember.ts';

class Calm {
  readonly #system = new MediaQuery('(prefers-reduced-motion: reduce)', false);
  isChosen = $state.raw(recall('motion') === 'calm');
  readonly isBySystem: boolean = $derived(this.#system.current);
  readonly current: boolean = $derived(this.isChosen || this.isBySystem);

  constructor() {
    this.#apply();
  }

  choose(isChosen: boolean): void {
    this.isChosen = isChosen;
    this.#apply();
    keep('motion', isChosen ? 'calm' : null);
  }

  /** For style sheets, see tokens.css. */
  #apply(): void {
    const { dataset } = document.documentElement;
    if (this.isChosen) dataset['motion'] = 'calm';
    else delete dataset['motion'];
  }
}

export const calm = new Calm();
