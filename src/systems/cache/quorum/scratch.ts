/**
 * Runs a command on what copies answered, in a store that lasts for that command: so everything means what it means to the engine, to the last
 * option and refusal, and nothing that happens there has happened anywhere yet.
 */
import { newSlotTable } from '../../../kernel/slot-table.ts';
import { execute } from '../../../store/execute.ts';
import { drop } from '../../../store/keyspace.ts';
import { entryBytes, loadEntryBytes } from '../../../store/persistence/snapshot.ts';
import type { Reply } from '../../../store/reply.ts';
import type { Database, Entry, Session, Store } from '../../../store/store.ts';
import { isString, textOf } from '../../../store/values.ts';
import { changedBy } from '../keeping.ts';
import type { Sibling } from '../ledger.ts';
import type { Item } from '../item.ts';
import type { CacheSelf, NodeState } from '../state.ts';
import { settingOf, shownOf } from './siblings.ts';

export interface Ran {
  readonly reply: Reply;
  readonly changed: ReadonlySet<string>;
  readonly database: Database;
}

export function runOn(
  self: CacheSelf,
  state: NodeState,
  session: Session,
  args: readonly string[],
  items: readonly Item[],
): Ran {
  const database: Database = { index: 0, entries: newSlotTable<Entry>() };
  const settings = { ...state.store.settings, maxmemory: 0 };
  const store: Store = { ...state.store, databases: [database], settings, ranking: null, passive: false };
  const changed = new Set<string>();
  const host = {
    clock: self.clock,
    random: () => self.random(),
    work: (cost: number) => self.work(cost),
    propagate: (_: number, effect: readonly string[]) => changedBy(effect).forEach((key) => changed.add(key)),
  };
  const follower = { ...state.follower, replaying: true };
  for (const { key, entry, siblings } of items) {
    const shown = siblings === undefined ? null : shownOf(siblings, self.clock);
    if (shown !== null) execute(store, follower, settingOf(key, shown), { ...host, propagate: () => {} });
    if (entry !== null) loadEntryBytes({ store, session: follower, host }, database, key, entry);
    const loaded = database.entries.map.get(key);
    if (loaded !== undefined && loaded.deadline !== null && loaded.deadline <= self.clock)
      drop(store, database, loaded);
  }
  const reply = execute(store, session, args, host);
  return { reply, changed, database };
}

export function bytesIn({ database }: Ran, key: string): Uint8Array | null {
  const entry = database.entries.map.get(key);
  return entry === undefined ? null : entryBytes(entry);
}

export function siblingIn({ database }: Ran, key: string): Sibling {
  const entry = database.entries.map.get(key);
  if (entry === undefined || !isString(entry.value)) return { text: null, deadline: null };
  return { text: textOf(entry.value), deadline: entry.deadline === null ? null : Number(entry.deadline) };
}

export function deadlineIn({ database }: Ran, key: string): number | null {
  const deadline = database.entries.map.get(key)?.deadline ?? null;
  return deadline === null ? null : Number(deadline);
}
