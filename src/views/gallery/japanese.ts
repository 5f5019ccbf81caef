/** What the gallery says in Japanese. */
import { idIn, type Translation, type Translations } from './translation.ts';

const files = import.meta.glob<Translation>('../../../scenarios/ja/*.json', {
  eager: true,
  import: 'default',
});

export const japanese: Translations = new Map(
  Object.entries(files).map(([path, words]) => [idIn(path), words]),
);
