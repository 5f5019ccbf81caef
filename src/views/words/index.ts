/**
 * Everything that the page says: `words.kill`, in the language that was chosen. Whoever reads an entry while drawing draws anew when the language
 * changes, so an entry is read where it is shown and never kept.
 */
import { language } from './language.svelte.ts';
import type { Words } from './types.ts';

export type { Words };

export const words: Words = new Proxy({} as Words, {
  get: (_, entry) => Reflect.get(language.words, entry) as unknown,
});
