/** Light or dark: what the system says, until a person says otherwise. */
import { MediaQuery } from 'svelte/reactivity';
import { keep, recall } from './remember.ts';

type Name = 'light' | 'dark';
export type ThemeChoice = Name | 'system';

class Theme {
  readonly #system = new MediaQuery('(prefers-color-scheme: dark)', false);
  chosen = $state.raw<ThemeChoice>(choiceOf(recall('theme')));
  readonly name: Name = $derived(
    this.chosen === 'system' ? (this.#system.current ? 'dark' : 'light') : this.chosen,
  );

  constructor() {
    this.#apply();
  }

  toggle(): void {
    this.choose(this.name === 'dark' ? 'light' : 'dark');
  }

  /** For as long as the page is open. */
  show(choice: ThemeChoice): void {
    this.chosen = choice;
    this.#apply();
  }

  choose(choice: ThemeChoice): void {
    this.show(choice);
    keep('theme', choice === 'system' ? null : choice);
  }

  #apply(): void {
    const { dataset } = document.documentElement;
    if (this.chosen === 'system') delete dataset['theme'];
    else dataset['theme'] = this.chosen;
  }
}

function choiceOf(value: string | null): ThemeChoice {
  return value === 'light' || value === 'dark' ? value : 'system';
}

export const theme = new Theme();
