/** How each system's messages and marks are told in a list of events. */
import type { Teller } from '../event-rows.ts';
import { tellOfCache } from './cache/telling.ts';

const tellers: Readonly<Record<string, Teller>> = { cache: tellOfCache };

export function tellerOf(system: string): Teller | undefined {
  return tellers[system];
}
