/** Which language a visitor gets: the one that the address names, else the one chosen before, else the first of the browser's that is there. */
export type LanguageName = 'en' | 'ja';
/** Two that nobody speaks, made from English: they show whether a text has room (pseudo.ts). */
export type AnyLanguage = LanguageName | 'long' | 'wide';

/** As the menu offers them, each by the name that its speakers give it. */
export const LANGUAGES: Readonly<Record<LanguageName, string>> = { en: 'English', ja: '日本語' };

const ALL: readonly AnyLanguage[] = ['en', 'ja', 'long', 'wide'];

export function wishedLanguage(
  address: string,
  remembered: string | null,
  browser: readonly string[],
): AnyLanguage {
  const named = new URLSearchParams(address).get('lang');
  const before = ALL.find((name) => name === named) ?? ALL.find((name) => name === remembered);
  if (before !== undefined) return before;
  for (const tag of browser) {
    const [language = ''] = tag.toLowerCase().split('-');
    if (Object.hasOwn(LANGUAGES, language)) return language as LanguageName;
  }
  return 'en';
}
