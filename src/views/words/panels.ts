/** `words` for what is loaded on demand: with those of the panels. Whoever imports this brings them along, so that they are there when they are read. */
import { panels } from './en/panels.ts';
import { wholeTextbook } from './en/textbook-panels.ts';
import { words as first } from './index.ts';
import { language } from './language.svelte.ts';
import type { Words } from './types.ts';

language.bring(panels, wholeTextbook);

export const words = first as Words;
