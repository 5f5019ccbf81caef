/** Items and their copies, as the nodes that run hold them. What is deleted is no item, and has no copies any more, whoever has not heard of it yet. */
import type { Cluster } from '../../cluster/cluster.ts';
import type { Belief, Holding, Holdings, HoldingsRequest, NodeId } from '../../kernel/contract.ts';
import { decodeText } from '../../kernel/bytes.ts';
import { octetsOf, utf8 } from '../../store/bytes.ts';
import type { Clerk } from '../../systems/registered.ts';
import { isNewer } from '../../kernel/stamps.ts';
import type { Copies } from './copies.ts';
import type { ItemBook, ItemQuestion, ItemRecord, ReplicationRecord } from './records.ts';

const PAGE = 200;
/** A stretch of the circle that is shorter than one position holds one position. */
const SHORTEST = 1 / 2 ** 33;

export interface Source {
  readonly cluster: Cluster;
  readonly clerk: Clerk;
  readonly copies: Copies;
  readonly epoch: number;
  /** The instant from which on something is recorded. */
  readonly since: number;
}

type Held = readonly [node: NodeId, holding: Holding];

export async function itemsOf(source: Source, question: ItemQuestion): Promise<ItemBook> {
  const { cluster } = source;
  const { key, from = 0, limit = PAGE } = question;
  const nodes = cluster.everybody
    .filter(({ isClient, isRunning }) => !isClient && isRunning)
    .map(({ id }) => id);
  const beliefs = await beliefsOf(cluster);
  const { held, upTo } =
    key === undefined
      ? await stretch(cluster, nodes, from, limit)
      : { held: await holdings(cluster, nodes, { from: 0, to: 1, most: 1, only: [utf8(key)] }), upTo: 1 };
  const byKey = new Map<string, Held[]>();
  for (const [node, { keys }] of held)
    for (const holding of keys ?? []) {
      const known = byKey.get(holding.key);
      if (known === undefined) byKey.set(holding.key, [[node, holding]]);
      else known.push([node, holding]);
    }
  const sorted = [...byKey].sort(([, [one]], [, [other]]) => placeOf(one) - placeOf(other));
  // Cut before a place and never within one, so that the next page begins exactly there.
  const wanted = sorted.length > limit ? placeOf(sorted[limit]?.[1][0]) : upTo;
  const cut = wanted > from ? wanted : upTo;
  const page = key === undefined ? sorted.filter(([, [first]]) => placeOf(first) < cut) : sorted;
  const items: ItemRecord[] = [];
  const replications: ReplicationRecord[] = [];
  for (const [name, holders] of page) {
    const primary = source.clerk.keepers(cluster.options, beliefs, name)?.primary ?? null;
    const found = recordsOf(source, holders, primary);
    if (found === null) continue;
    items.push(found.item);
    replications.push(...found.replications);
  }
  return { items, replications, next: key === undefined && cut < 1 ? cut : null };
}

export async function beliefsOf(cluster: Cluster): Promise<readonly Belief[]> {
  const nodes = cluster.everybody.filter(({ isClient, isRunning }) => !isClient && isRunning);
  return Promise.all(nodes.map(({ id }) => cluster.look(id, 'belief')));
}

/** As long a stretch of the circle as no node holds more of than is wanted at once. */
async function stretch(
  cluster: Cluster,
  nodes: readonly NodeId[],
  from: number,
  limit: number,
): Promise<{ readonly held: readonly (readonly [NodeId, Holdings])[]; readonly upTo: number }> {
  for (let upTo = 1; ; upTo = from + (upTo - from) / 2) {
    const most = upTo - from <= SHORTEST ? Number.MAX_SAFE_INTEGER : limit;
    const held = await holdings(cluster, nodes, { from, to: upTo, most });
    if (held.every(([, { keys }]) => keys !== null)) return { held, upTo };
  }
}

async function holdings(
  cluster: Cluster,
  nodes: readonly NodeId[],
  request: Omit<HoldingsRequest, 'isWhole'>,
): Promise<readonly (readonly [NodeId, Holdings])[]> {
  const found = await Promise.all(
    nodes.map(async (id) => [id, await cluster.look(id, 'holdings', { ...request, isWhole: true })] as const),
  );
  return found.flatMap(([id, said]) => ('count' in said ? [[id, said as unknown as Holdings] as const] : []));
}

function placeOf(held: Held | undefined): number {
  return held?.[1].place ?? 1;
}

function recordsOf(
  source: Source,
  holders: readonly Held[],
  primary: NodeId | null,
): { readonly item: ItemRecord; readonly replications: readonly ReplicationRecord[] } | null {
  const [first] = holders;
  if (first === undefined) return null;
  const newest = holders.reduce((best, held) => (isNewer(held[1].stamp, best[1].stamp) ? held : best), first);
  // What has expired goes with the next sweep; nobody reads it any more.
  const clock = source.epoch + Math.floor(source.cluster.position / 1_000);
  const { isGone, expires: ends } = newest[1];
  if (isGone || (ends !== null && ends <= clock)) return null;
  const living = holders.filter(([, { type }]) => type !== null);
  const main =
    living.find(([node]) => node === primary) ??
    living.find(([, { stamp }]) => !isNewer(newest[1].stamp, stamp)) ??
    living[0];
  if (main === undefined) return null;
  const [nodeId, { key: bytes, value, type, expires, stamp }] = main;
  const key = textOf(bytes);
  const id = `item:${key}`;
  const item: ItemRecord = {
    id,
    key,
    value: type === 'string' && value !== null ? textOf(value) : null,
    nodeId,
    expiresAt: expires,
    version: source.clerk.versionOf(stamp),
    ...timesOf(source, bytes, nodeId),
  };
  const replications = living
    .filter(([node]) => node !== nodeId)
    .map(([node, copy]) => ({
      id: `${id}@${node}`,
      cacheItemId: id,
      nodeId: node,
      version: source.clerk.versionOf(copy.stamp),
      ...timesOf(source, bytes, node),
    }));
  return { item, replications };
}

/** Where the record does not reach back so far, it is as old as the record at least. */
function timesOf(
  { copies, epoch, since }: Source,
  key: string,
  node: NodeId,
): { readonly createdAt: number; readonly updatedAt: number } {
  const { createdAt, updatedAt } = copies.of(key, node) ?? { createdAt: since, updatedAt: since };
  const clock = (at: number): number => epoch + Math.floor(at / 1_000);
  return { createdAt: clock(createdAt), updatedAt: clock(updatedAt) };
}

/** As people wrote it. */
function textOf(bytes: string): string {
  return decodeText(octetsOf(bytes));
}
