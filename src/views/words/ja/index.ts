/** Japanese. What is not said in it yet is said in English. */
import { en } from '../en/index.ts';
import type { Words } from '../types.ts';
import { action, event } from './events.ts';
import { inspector } from './inspector.ts';

export const ja: Words = { ...en, event, action, inspector };
