/** One key, for the inspector: who holds which version of it now, and how it came there. */
import type { Cluster } from '../cluster/cluster.ts';
import { messageName } from '../cluster/network/names.ts';
import type { Data, Holdings, NodeId } from '../kernel/contract.ts';
import { MILLISECOND } from '../kernel/time.ts';
import type { Reader } from '../systems/registered.ts';
import type { Inside, NodeInside } from './inside.ts';
import type { Stamp } from '../kernel/stamps.ts';
import type { Trail } from './trail.ts';

/** A version on its way. */
export interface Underway {
  readonly to: NodeId;
  readonly from: NodeId;
  readonly arrives: number;
  readonly stamp: Stamp;
  readonly name: string;
  readonly copy: number;
}

export interface KeyLook {
  readonly key: string;
  /** Of this key alone. */
  readonly inside: Inside;
  readonly trail: Trail;
  readonly underway: readonly Underway[];
  /** What a right clock shows, in ms since 1970. */
  readonly clock: number;
  /** What the nodes' own clocks show. */
  readonly clocks: Readonly<Record<NodeId, number>>;
}

/** Where more than this is in the air, nobody looks through it for one key. */
const FLIGHTS_MOST = 20_000;

export async function insideOfKey(cluster: Cluster, key: string): Promise<Inside> {
  const nodes = cluster.everybody.filter(({ isClient, isRunning }) => !isClient && isRunning);
  const found = await Promise.all(
    nodes.map(async ({ id }): Promise<[NodeId, NodeInside]> => {
      const belief = await cluster.look(id, 'belief');
      const held = await cluster.look(id, 'holdings', { from: 0, to: 1, most: 1, only: [key] });
      return [id, { belief, holdings: 'count' in held ? (held as unknown as Holdings) : null }];
    }),
  );
  return { at: cluster.position, options: cluster.options, nodes: Object.fromEntries(found) };
}

export function underwayOf(cluster: Cluster, reader: Reader | null, key: string): readonly Underway[] {
  if (reader === null || cluster.flights > FLIGHTS_MOST) return [];
  return cluster.inFlight(FLIGHTS_MOST).flatMap((envelope) => {
    const { from, to, arrives, copy } = envelope;
    const carried = reader.carried(cluster.open(envelope.body) as Data, from, key, () => false);
    if (carried === null || !carried.comes) return [];
    return [{ to, from, arrives, copy, stamp: carried.stamp, name: messageName(envelope) }];
  });
}

export function clocksOf({ everybody, position, scenario }: Cluster): Pick<KeyLook, 'clock' | 'clocks'> {
  const show = (by: number): number => scenario.epoch + Math.floor((position + by) / MILLISECOND);
  const clocks = everybody.map(({ id, skew: { by, drift, since } }): [NodeId, number] => [
    id,
    show(by + Math.floor(((position - since) * drift) / 1_000_000)),
  ]);
  return { clock: show(0), clocks: Object.fromEntries(clocks) };
}
