/** What is kept of a key beside its value: written down in the ledger and in the log at once, so that they never part. */
import { keysOf } from '../../store/command.ts';
import { commandNamed } from '../../store/commands/index.ts';
import { drop } from '../../store/keyspace.ts';
import { ANNEX } from '../../store/persistence/effects.ts';
import type { Database, Store } from '../../store/store.ts';
import { setMark, type Mark } from './ledger.ts';
import type { CacheSelf, NodeState } from './state.ts';
import { holdersOf } from './view.ts';

/** A cluster has one database. */
export function dataOf(store: Store): Database {
  return store.databases[0] as Database;
}

export function changedBy(args: readonly string[]): readonly string[] {
  const command = commandNamed(args);
  if (command === undefined) return [];
  const changed = keysOf(command, args)
    .filter(({ use }) => !use.startsWith('RO'))
    .map(({ key }) => key);
  return changed.length > 1 ? [...new Set(changed)] : changed;
}

export function remember(state: NodeState, shard: string, key: string, kept: Omit<Mark, 'sequence'>): number {
  state.persistence.effects.push({ database: ANNEX, args: markArgs(key, kept) });
  return setMark(state.ledger, shard, key, kept);
}

/** A key may come to somebody who holds it no longer. */
export function noteOrphan(self: CacheSelf, { view, rule, orphans }: NodeState, key: string): void {
  if (view !== null && !holdersOf(view, rule, key).includes(self.id)) orphans.set(key, []);
}

/** The key leaves this node, and nobody is told. */
export function dropKey(state: NodeState, key: string): void {
  dropEntry(state.store, key);
  state.persistence.effects.push(
    { database: ANNEX, args: ['drop', key] },
    { database: ANNEX, args: ['forget', key] },
  );
}

export function dropEntry(store: Store, key: string): void {
  const entry = dataOf(store).entries.map.get(key);
  if (entry !== undefined) drop(store, dataOf(store), entry);
}

// --- As the log has it --------------------------------------------------------------------------------------------------

export function markArgs(
  key: string,
  { stamp, gone, evicted: isEvicted, siblings }: Omit<Mark, 'sequence'>,
): string[] {
  const args = ['mark', key, `${stamp.epoch}`, `${stamp.count}`, `${gone ?? ''}`, isEvicted ? '1' : ''];
  if (stamp.node !== undefined) args.push(stamp.node);
  if (siblings !== undefined) args.push(JSON.stringify(siblings));
  return args;
}

export function markFrom([, , epoch, count, gone = '', isEvicted, node, siblings]: readonly string[]): Omit<
  Mark,
  'sequence'
> {
  return {
    stamp: { epoch: Number(epoch), count: Number(count), ...(node === undefined ? {} : { node }) },
    gone: gone === '' ? null : Number(gone),
    evicted: isEvicted === '1',
    ...(siblings === undefined ? {} : { siblings: JSON.parse(siblings) as NonNullable<Mark['siblings']> }),
  };
}
