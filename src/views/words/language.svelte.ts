/**
 * The language of the page: a folder of `words`. English stands in the page itself, but for the words of panels; another one comes when it is chosen.
 * Within a language a reader has the textbook's word in the place of the plain one for each term that was taught, or, by choice, for all of them.
 */
import { keep, recall } from '../remember.ts';
import { en } from './en/index.ts';
import { textbook } from './en/textbook.ts';
import { spoken, termsOf } from './ladder.ts';
import type { FirstWords, PanelWords, TermId, Textbook, Tongue } from './types.ts';
import { wishedLanguage, type AnyLanguage } from './wished.ts';

let english: Tongue = { words: en, textbook };

const others: Readonly<Record<Exclude<AnyLanguage, 'en'>, () => Promise<Tongue>>> = {
  ja: async () => (await import('./ja/index.ts')).japanese,
  long: async () => (await import('./pseudo.ts')).long(await wholeEnglish()),
  wide: async () => (await import('./pseudo.ts')).wide(await wholeEnglish()),
};

async function wholeEnglish(): Promise<Tongue> {
  const [{ panels }, { wholeTextbook }] = await Promise.all([
    import('./en/panels.ts'),
    import('./en/textbook-panels.ts'),
  ]);
  return withPanels(panels, wholeTextbook);
}

function withPanels(panels: PanelWords, whole: Textbook): Tongue {
  return { words: { ...en, ...panels }, textbook: whole };
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
  /** What lessons have taught so far. Kept by nobody here: it follows from which of them are done. */
  taught = $state.raw<ReadonlySet<TermId>>(new Set());
  words = $state.raw<FirstWords>(en);
  /** Each entry from the other side of the ladder than `words` has it: for tooltips. */
  otherWords = $state.raw<FirstWords>(en);
  #tongue = $state.raw(english);

  constructor() {
    this.#lay();
  }

  /** The two sides of the ladder, whatever was taught. */
  get plain(): FirstWords {
    return this.#tongue.words;
  }
  get textbook(): FirstWords {
    return spoken(this.#tongue, new Set(termsOf(this.plain)));
  }

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
  bring(panels: PanelWords, whole: Textbook): void {
    english = withPanels(panels, whole);
    if (this.name !== 'en') return;
    this.#tongue = english;
    this.#lay();
  }

  chooseTextbook(isTextbook: boolean): void {
    this.lend(isTextbook);
    keep('terms', isTextbook ? 'textbook' : null);
  }

  /** For as long as the page is open; null: as the reader has chosen. */
  lend(isTextbook: boolean | null): void {
    const before = this.isTextbook;
    this.isTextbook = isTextbook ?? recall('terms') === 'textbook';
    // The whole page is drawn anew when its words change.
    if (this.isTextbook !== before) this.#lay();
  }

  /** From here on these terms are said as textbooks do, and no others. */
  teach(terms: Iterable<TermId>): void {
    const taught = new Set(terms);
    // The whole page is drawn anew when its words change.
    if (taught.size === this.taught.size && [...taught].every((term) => this.taught.has(term))) return;
    this.taught = taught;
    this.#lay();
  }

  async #speak(name: AnyLanguage): Promise<void> {
    this.#tongue = name === 'en' ? english : await others[name]();
    this.name = name;
    document.documentElement.lang = TAGS[name];
    this.#lay();
  }

  #lay(): void {
    const all = termsOf(this.#tongue.words);
    const [here, other] = [new Set<TermId>(), new Set<TermId>()];
    for (const term of all) (this.isTextbook || this.taught.has(term) ? here : other).add(term);
    this.words = spoken(this.#tongue, here);
    this.otherWords = spoken(this.#tongue, other);
  }
}

export const language = new Language();
