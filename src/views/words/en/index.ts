/** English: the language in which the page is written. What its entries are called and take is what every other language has to offer. */
import { base } from './base.ts';
import { action, event } from './events.ts';
import { hands } from './hands.ts';
import { help } from './help.ts';
import { tools } from './tools.ts';

export const en = { ...base, event, action, hands, help, tools };
