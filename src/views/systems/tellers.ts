/** How each system's messages and marks are told in a list of events. */
import type { Teller } from '../event-rows.ts';
import { tellOfCache } from './cache/telling.ts';
import { tellOfChord } from './chord/telling.ts';
import { tellOfTables } from './tables/telling.ts';

const tellers: Readonly<Record<string, Teller>> = {
  cache: tellOfCache,
  chord: tellOfChord,
  tables: tellOfTables,
};

export function tellerOf(system: string): Teller | undefined {
  return tellers[system];
}
