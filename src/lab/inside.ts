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

export async function insideOf(cluster: Cluster): Promise<Inside> {
  const nodes = cluster.everybody.filter(({ isClient, isRunning }) => !isClient && isRunning);
  const found = await Promise.all(
    nodes.map(async ({ id }): Promise<[NodeId, NodeInside]> => {
      const belief = await cluster.look(id, 'belief');
      const held = await cluster.look(id, 'holdings', { from: 0, to: 1, most: KEYS_ONE_BY_ONE });
      return [id, { belief, holdings: 'count' in held ? (held as unknown as Holdings) : null }];
    }),
  );
  return { at: cluster.position, options: cluster.options, nodes: Object.fromEntries(found) };
}
