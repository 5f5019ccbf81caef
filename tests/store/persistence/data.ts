/** The data of a store as its clients see it, whatever lies behind: encodings, slots and towers of skip lists may differ by how it came to be. */
import type { StoreHost } from '../../../src/store/context.ts';
import { execute } from '../../../src/store/execute.ts';
import type { Reply } from '../../../src/store/reply.ts';
import { DEFAULT_USER, type Session, type Store } from '../../../src/store/store.ts';
import { typeOf, type TypeName } from '../../../src/store/values.ts';

const READERS: Readonly<Record<TypeName, (key: string) => readonly string[]>> = {
  string: (key) => ['GET', key],
  list: (key) => ['LRANGE', key, '0', '-1'],
  set: (key) => ['SMEMBERS', key],
  hash: (key) => ['HGETALL', key],
  zset: (key) => ['ZRANGE', key, '0', '-1', 'WITHSCORES'],
};

const host: StoreHost = { clock: 0, random: () => 0, work: () => {}, propagate: () => {} };

export function dataOf(store: Store): string {
  const lines: string[] = [];
  for (const { index, entries } of store.databases) {
    // Whoever replays sees what has expired, too.
    const session = { database: index, user: DEFAULT_USER, replaying: true } as Session;
    for (const { key, value, deadline } of [...entries.slots]) {
      const type = typeOf(value);
      const reply = execute(store, session, READERS[type](key), host);
      lines.push([index, key, String(deadline), type, print(type, reply)].join('\0'));
    }
  }
  return lines.sort().join('\n');
}

function print(type: TypeName, reply: Reply): string {
  const map = (reply as { readonly map?: readonly Reply[] } | null)?.map;
  if (type === 'hash' && map !== undefined) {
    return map
      .flatMap((field, index) => (index % 2 === 0 ? [JSON.stringify([field, map[index + 1]])] : []))
      .sort()
      .join();
  }
  if (type !== 'set') return JSON.stringify(reply);
  const members = Array.isArray(reply) ? reply : (reply as { readonly set: readonly Reply[] }).set;
  return members
    .map((member: Reply) => JSON.stringify(member))
    .sort()
    .join();
}
