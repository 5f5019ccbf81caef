/** Japanese. What is not said in it yet is said in English. */
import { en } from '../en/index.ts';
import type { Words } from '../types.ts';
import { drawer } from './drawer.ts';
import { action, event } from './events.ts';

export const ja: Words = { ...en, drawer, event, action };
