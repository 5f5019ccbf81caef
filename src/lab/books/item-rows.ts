/** Single rows of the table of items, read in the nodes at this instant: who answers, who has a copy, which of them are behind. */
import type { Cluster } from '../../cluster/cluster.ts';
import type { Holding, Holdings, NodeId } from '../../kernel/contract.ts';
import { MILLISECOND } from '../../kernel/time.ts';
import type { Clerk, Keepers } from '../../systems/registered.ts';
import { clocksOf } from '../look-key.ts';
import { isNewer, newestOf } from '../../kernel/stamps.ts';
import type { Unheld } from './inventory.ts';
import { beliefsOf } from './items.ts';
import type { CopyEntry, CopyState, ItemRow } from './records.ts';

export async function rowsOf(
  cluster: Cluster,
  clerk: Clerk,
  keys: readonly string[],
  unheld: ReadonlyMap<string, Unheld>,
): Promise<readonly ItemRow[]> {
  const held = await heldOf(cluster, keys);
  const beliefs = await beliefsOf(cluster);
  const { clock, clocks } = clocksOf(cluster);
  return keys.map((key): ItemRow => {
    const keepers = clerk.keepers(cluster.options, beliefs, key);
    const holders = held.get(key) ?? new Map<NodeId, Holding>();
    const newest = newestOf(holders.values());
    const answers = keepers?.primary ?? null;
    const main = (answers === null ? undefined : holders.get(answers)) ?? newest;
    const lost = newest === null ? unheld.get(key) : undefined;
    if (newest === null || main === null) return absentRow(key, lost, answers);
    const left = (expires: number, node: NodeId | null): number =>
      (expires - ((node === null ? undefined : clocks[node]) ?? clock)) * MILLISECOND;
    const expires = newest.isGone ? null : (main.expires ?? null);
    const isOver = expires !== null && expires <= clock;
    return {
      ...{ key, answers, type: main.type, bytes: main.bytes },
      value: main.type === 'string' ? main.value : null,
      version: clerk.versionOf(main.stamp),
      left: expires === null ? null : left(expires, answers),
      copies: copiesOf(cluster, keepers, holders, newest, clerk),
      state: newest.isGone || isOver ? 'gone' : 'here',
    };
  });
}

function absentRow(key: string, lost: Unheld | undefined, answers: NodeId | null): ItemRow {
  const copies = (lost?.nodes ?? []).map((node): CopyEntry => ({ node, state: 'gone', behind: 0 }));
  const nothing = { value: null, type: null, left: null, bytes: 0 };
  return { ...nothing, key, answers, copies, version: lost?.version ?? 0, state: lost ? 'unheld' : 'gone' };
}

async function heldOf(
  cluster: Cluster,
  only: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<NodeId, Holding>>> {
  const nodes = cluster.everybody.filter(({ isClient, isRunning }) => !isClient && isRunning);
  const request = { from: 0, to: 1, most: only.length, only };
  const said = await Promise.all(
    nodes.map(async ({ id }) => [id, await cluster.look(id, 'holdings', request)] as const),
  );
  const held = new Map<string, Map<NodeId, Holding>>();
  for (const [id, holdings] of said)
    for (const holding of (holdings as unknown as Partial<Holdings>).keys ?? []) {
      const known = held.get(holding.key);
      if (known === undefined) held.set(holding.key, new Map([[id, holding]]));
      else known.set(id, holding);
    }
  return held;
}

function copiesOf(
  cluster: Cluster,
  keepers: Keepers | null,
  holders: ReadonlyMap<NodeId, Holding>,
  newest: Holding,
  clerk: Clerk,
): readonly CopyEntry[] {
  const owners = keepers?.owners ?? [];
  const others = [...holders].filter(([node, { isGone }]) => !owners.includes(node) && !isGone);
  const entry = (node: NodeId): CopyEntry => {
    const holding = holders.get(node);
    const state = stateOf(cluster.participants.get(node)?.isRunning === true, holding, newest);
    const behind = holding === undefined ? 0 : clerk.versionOf(newest.stamp) - clerk.versionOf(holding.stamp);
    return { node, state, behind: state === 'behind' ? Math.max(0, behind) : 0 };
  };
  return [...owners.map(entry), ...others.map(([node]): CopyEntry => ({ node, state: 'spare', behind: 0 }))];
}

function stateOf(isRunning: boolean, holding: Holding | undefined, newest: Holding): CopyState {
  if (!isRunning) return 'gone';
  // Where the key is deleted, having nothing is as it should be.
  if (holding === undefined) return newest.isGone ? 'current' : 'missing';
  return isNewer(newest.stamp, holding.stamp) ? 'behind' : 'current';
}
