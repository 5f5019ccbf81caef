/**
 * What nodes hold and what they believe: more than a glance, so it is looked for less often than a picture is drawn, and only for whoever asked.
 * Of a dead node nothing is known; what was on its disk says nothing to anybody before it is read.
 */
import type { Cluster } from '../cluster/cluster.ts';
import type { Belief, Data, Holdings, NodeId } from '../kernel/contract.ts';

export interface NodeInside {
  readonly belief: Belief;
  /** Null where keys do not stand on a circle. */
  readonly holdings: Holdings | null;
}

export interface Inside {
  readonly at: number;
  /** The options of the system, which say how to read the rest. */
  readonly options: Readonly<Record<string, Data>>;
  readonly nodes: Readonly<Record<NodeId, NodeInside>>;
}

/** A ring with more keys than this is drawn by counts. */
const KEYS_ONE_BY_ONE = 200;

/** Of the whole circle, or of a stretch of it; one that begins before 0 goes over the top. */
export async function insideOf(cluster: Cluster, stretch = { from: 0, to: 1 }): Promise<Inside> {
  const nodes = cluster.everybody.filter(({ isClient, isRunning }) => !isClient && isRunning);
  const found = await Promise.all(
    nodes.map(async ({ id }): Promise<[NodeId, NodeInside]> => {
      const belief = await cluster.look(id, 'belief');
      return [id, { belief, holdings: await holdingsIn(cluster, id, stretch) }];
    }),
  );
  return { at: cluster.position, options: cluster.options, nodes: Object.fromEntries(found) };
}

async function holdingsIn(
  cluster: Cluster,
  id: NodeId,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Holdings | null> {
  const parts =
    from < 0
      ? [
          { from: from + 1, to: 1 },
          { from: 0, to },
        ]
      : [{ from, to }];
  const held = await Promise.all(
    parts.map((part) => cluster.look(id, 'holdings', { ...part, most: KEYS_ONE_BY_ONE })),
  );
  if (!held.every((one) => 'count' in one)) return null;
  return (held as unknown as Holdings[]).reduce(together);
}

function together(one: Holdings, other: Holdings): Holdings {
  const isNamed = one.keys !== null && other.keys !== null;
  return {
    count: one.count + other.count,
    keys: isNamed ? [...one.keys, ...other.keys] : null,
    sectors: one.sectors ?? other.sectors,
  };
}
