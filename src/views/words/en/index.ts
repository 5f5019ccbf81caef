/** English: the language in which the page is written. What its entries are called and take is what every other language has to offer. */
import { base } from './base.ts';
import { action, event } from './events.ts';
import { inspectorMessages } from './inspector-messages.ts';
import { inspector } from './inspector.ts';

export const en = { ...base, event, action, inspector: { ...inspector, ...inspectorMessages } };
