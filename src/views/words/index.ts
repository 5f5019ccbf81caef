/**
 * Everything that the page says at first (for panels: panels.ts): `words.kill`, in the language that was chosen. Whoever reads an entry while drawing draws anew when the language
 * changes, so an entry is read where it is shown and never kept.
 */
import { language } from './language.svelte.ts';
import type { FirstWords } from './types.ts';

export const words: FirstWords = new Proxy({} as FirstWords, {
  get: (_, entry) => Reflect.get(language.words, entry) as unknown,
});
