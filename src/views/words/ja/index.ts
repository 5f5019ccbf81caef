/** Japanese. What is not said in it is said in English. */
import { en } from '../en/index.ts';
import { layered } from '../layers.ts';
import type { Tongue, Words } from '../types.ts';
import { about } from './about.ts';
import { base } from './base.ts';
import { action, event } from './events.ts';
import { hands } from './hands.ts';
import { help } from './help.ts';
import { tools } from './tools.ts';
import { menu, starters, systems } from './menu.ts';
import { terms, textbook } from './textbook.ts';

export const ja: Words = {
  ...base,
  about,
  action,
  event,
  hands,
  help,
  menu,
  starters,
  systems,
  terms,
  tools,
};

export const japanese: Tongue = { words: layered(en, ja), textbook };
