/** English: the language in which the page is written. What its entries are called and take is what every other language has to offer. */
import { base } from './base.ts';
import { drawer } from './drawer.ts';
import { action, event } from './events.ts';

export const en = { ...base, drawer, event, action };
