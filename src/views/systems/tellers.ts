/** How each system's messages are told in a list of events. */
import type { MessageTeller } from '../event-rows.ts';
import { tellCacheMessage } from './cache/telling.ts';

const tellers: Readonly<Record<string, MessageTeller>> = { cache: tellCacheMessage };

export function tellerOf(system: string): MessageTeller | undefined {
  return tellers[system];
}
