/** What is to be seen of a cluster at one instant: plain data, for whoever draws. */
import type { Cluster } from '../cluster/cluster.ts';
import { messageName } from '../cluster/network/names.ts';
import type { NodeStatus } from '../cluster/participant.ts';
import type { Glance, NodeId } from '../kernel/contract.ts';

export interface NodePicture {
  readonly id: NodeId;
  readonly name: string;
  readonly role: string;
  readonly isClient: boolean;
  readonly status: NodeStatus;
  readonly incarnation: number;
  readonly events: number;
  readonly glance: Glance;
  readonly disk: { readonly bytes: number; readonly unsynced: number };
}

export interface FlightPicture {
  readonly name: string;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kind: string;
  readonly copy: number;
  readonly sent: number;
  readonly arrives: number;
}

export interface Picture {
  readonly at: number;
  readonly nodes: readonly NodePicture[];
  readonly flights: readonly FlightPicture[];
  readonly inFlight: number;
  readonly messages: {
    readonly sent: number;
    readonly delivered: number;
    readonly dropped: number;
    readonly duplicated: number;
  };
  readonly events: number;
  readonly fingerprint: string;
}

/** More dots than this say nothing that a count would not. */
const FLIGHTS_DRAWN = 400;

export async function pictureOf(cluster: Cluster): Promise<Picture> {
  const nodes = await Promise.all(
    cluster.everybody
      .filter(({ status }) => status !== 'removed')
      .map(async ({ id, name, role, isClient, status, incarnation, events, disk }): Promise<NodePicture> => {
        const glance = await cluster.look(id, 'glance');
        const bytes = { bytes: disk.bytes, unsynced: disk.unsyncedBytes };
        return { id, name, role, isClient, status, incarnation, events, glance, disk: bytes };
      }),
  );
  return {
    at: cluster.position,
    nodes,
    flights: cluster.inFlight(FLIGHTS_DRAWN).map((envelope) => {
      const { from, to, kind, copy, sent, arrives } = envelope;
      return { name: messageName(envelope), from, to, kind, copy, sent, arrives };
    }),
    inFlight: cluster.flights,
    messages: { ...cluster.counts },
    events: cluster.events,
    fingerprint: cluster.fingerprint,
  };
}
