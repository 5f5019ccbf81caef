/** The language of the page: a folder of `words`. English stands in the page itself, another one comes when it is chosen. */
import { en } from './en/index.ts';
import type { Words } from './types.ts';

export type LanguageName = 'en' | 'ja';

const others: Readonly<Record<Exclude<LanguageName, 'en'>, () => Promise<Words>>> = {
  ja: async () => (await import('./ja/index.ts')).ja,
};

class Language {
  name = $state.raw<LanguageName>('en');
  words = $state.raw<Words>(en);

  async choose(name: LanguageName): Promise<void> {
    const words = name === 'en' ? en : await others[name]();
    this.words = words;
    this.name = name;
  }
}

export const language = new Language();
