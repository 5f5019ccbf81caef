/**
 * The language of the page: a folder of `words`. English stands in the page itself, but for the words of panels; another one comes when it is chosen. Within a language a
 * reader may have the textbook's words in the place of the plain ones.
 */
import { keep, recall } from '../remember.ts';
import { en } from './en/index.ts';
import { textbook } from './en/textbook.ts';
import { layered } from './layers.ts';
import type { FirstWords, PanelWords, Tongue } from './types.ts';
import { wishedLanguage, type AnyLanguage } from './wished.ts';

let english: Tongue = { words: en, textbook };

const others: Readonly<Record<Exclude<AnyLanguage, 'en'>, () => Promise<Tongue>>> = {
  ja: async () => (await import('./ja/index.ts')).japanese,
  long: async () => (await import('./pseudo.ts')).long(await wholeEnglish()),
  wide: async () => (await import('./pseudo.ts')).wide(await wholeEnglish()),
};

async function wholeEnglish(): Promise<Tongue> {
  const { panels } = await import('./en/panels.ts');
  return withPanels(panels);
}

function withPanels(panels: PanelWords): Tongue {
  return { words: { ...en, ...panels }, textbook };
}

/** For `lang` of the page: what screen readers, fonts and line breaks go by. */
const TAGS: Readonly<Record<AnyLanguage, string>> = {
  en: 'en',
  ja: 'ja',
  long: 'en-x-long',
  wide: 'en-x-wide',
};

class Language {
  name = $state.raw<AnyLanguage>('en');
  isTextbook = $state.raw(false);
  words = $state.raw<FirstWords>(en);
  /** The same with the other kind of words: for tooltips. */
  otherWords = $state.raw<FirstWords>(layered(en, textbook));
  #tongue = english;

  /** Before anything is shown. A language that does not come leaves English: the page can be read. */
  async begin(address: string, browser: readonly string[]): Promise<void> {
    this.isTextbook = recall('terms') === 'textbook';
    const name = wishedLanguage(address, recall('language'), browser);
    await this.#speak(name).catch(() => this.#speak('en'));
  }

  async choose(name: AnyLanguage): Promise<void> {
    await this.#speak(name);
    keep('language', name);
  }

  /** The English words of the panels. */
  bring(panels: PanelWords): void {
    english = withPanels(panels);
    if (this.name !== 'en') return;
    this.#tongue = english;
    this.#lay();
  }

  chooseTextbook(isTextbook: boolean): void {
    this.isTextbook = isTextbook;
    keep('terms', isTextbook ? 'textbook' : null);
    this.#lay();
  }

  async #speak(name: AnyLanguage): Promise<void> {
    this.#tongue = name === 'en' ? english : await others[name]();
    this.name = name;
    document.documentElement.lang = TAGS[name];
    this.#lay();
  }

  #lay(): void {
    const { words: plain, textbook: terms } = this.#tongue;
    const [words, other] = [plain, layered(plain, terms)];
    this.words = this.isTextbook ? other : words;
    this.otherWords = this.isTextbook ? words : other;
  }
}

export const language = new Language();
