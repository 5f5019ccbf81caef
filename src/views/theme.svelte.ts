/** Light or dark: what the system says, until a person says otherwise; remembered where the browser allows it. */
import { MediaQuery } from 'svelte/reactivity';

type Name = 'light' | 'dark';
const KEY = 'ringside.theme';

class Theme {
  readonly #system = new MediaQuery('(prefers-color-scheme: dark)', false);
  #chosen = $state<Name | null>(remembered());
  readonly name: Name = $derived(this.#chosen ?? (this.#system.current ? 'dark' : 'light'));

  constructor() {
    this.#apply();
  }

  toggle(): void {
    this.#chosen = this.name === 'dark' ? 'light' : 'dark';
    this.#apply();
    try {
      localStorage.setItem(KEY, this.#chosen);
    } catch {
      // Private windows and some policies refuse: then it lasts as long as the page.
    }
  }

  #apply(): void {
    if (this.#chosen !== null) document.documentElement.dataset['theme'] = this.#chosen;
  }
}

function remembered(): Name | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    return null;
  }
}

export const theme = new Theme();
