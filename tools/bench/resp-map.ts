/** The least that can stand behind the door: a Map, and no commands but these. What an engine adds is measured against it. */
import type { Reply } from '../../src/store/reply.ts';
import { OK, PONG } from '../../src/store/reply.ts';
import { DEFAULT_LIMITS } from '../../src/store/resp/parser.ts';
import type { DoorCaller } from '../resp/door.ts';

export function mapCaller(entries: Map<string, string>): DoorCaller {
  return {
    ...DEFAULT_LIMITS,
    isLeaving: false,
    begin: () => {},
    close: () => {},
    execute: (args) => run(entries, args),
  };
}

function run(entries: Map<string, string>, args: readonly string[]): Reply {
  const [name, key = '', value = ''] = args;
  switch (name) {
    case 'GET':
      return entries.get(key) ?? null;
    case 'SET':
      entries.set(key, value);
      return OK;
    case 'PING':
      return PONG;
    case 'INCR': {
      const next = Number(entries.get(key) ?? '0') + 1;
      entries.set(key, String(next));
      return next;
    }
    case 'CONFIG':
      return [];
    default:
      return { error: `ERR unknown command '${name}'` };
  }
}
