/** English: the language in which the page is written. What its entries are called and take is what every other language has to offer. */
import { about } from './about.ts';
import { base } from './base.ts';
import { action, event } from './events.ts';
import { hands } from './hands.ts';
import { help } from './help.ts';
import { tools } from './tools.ts';
import { menu, starters, systems } from './menu.ts';
import { terms } from './terms.ts';

export const en = { ...base, about, action, event, hands, help, menu, starters, systems, terms, tools };
