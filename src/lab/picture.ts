/** What is to be seen of a cluster at one instant: plain data, for whoever draws. */
import type { Cluster } from '../cluster/cluster.ts';
import type { Partition } from '../cluster/network/cuts.ts';
import { messageName } from '../cluster/network/names.ts';
import type { NodeStatus, Participant } from '../cluster/participant.ts';
import type { Glance, NodeId } from '../kernel/contract.ts';
import type { LinkRule } from '../scenario/types.ts';

export interface NodePicture {
  readonly id: NodeId;
  readonly name: string;
  readonly role: string;
  readonly weight: number;
  readonly isLeaving: boolean;
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

/** The faults of the network that stand at this instant. */
export interface NetworkPicture {
  readonly isolated: readonly NodeId[];
  readonly partitions: readonly Partition[];
  readonly rules: readonly LinkRule[];
}

/** How many messages are on their way from one to another. */
export interface Crowd {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly count: number;
}

export interface Picture {
  readonly at: number;
  readonly nodes: readonly NodePicture[];
  readonly network: NetworkPicture;
  readonly flights: readonly FlightPicture[];
  readonly inFlight: number;
  /** By link, where there are more than are told one by one. */
  readonly crowds: readonly Crowd[];
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
/** And more than so many are not even counted by link. */
const FLIGHTS_COUNTED = 20_000;

/** Glances that were taken before. A node that has handled nothing since looks as it did, and need not be asked. */
export class Glances {
  readonly #known = new Map<NodeId, { readonly life: string; readonly glance: Glance }>();

  async of(cluster: Cluster, participant: Participant): Promise<Glance> {
    const { id, status, incarnation, events } = participant;
    const life = `${status} ${incarnation} ${events}`;
    const known = this.#known.get(id);
    if (known?.life === life) return known.glance;
    const glance = await cluster.look(id, 'glance');
    this.#known.set(id, { life, glance });
    return glance;
  }

  /** The cluster became what it was at another moment: equal counts may be of another line of history. */
  forget(): void {
    this.#known.clear();
  }
}

export async function pictureOf(cluster: Cluster, glances: Glances): Promise<Picture> {
  const nodes = await Promise.all(
    cluster.everybody
      .filter(({ status }) => status !== 'removed')
      .map(async (participant): Promise<NodePicture> => {
        const { id, name, role, weight, isClient, isLeaving, status, incarnation, events, disk } =
          participant;
        const glance = await glances.of(cluster, participant);
        const bytes = { bytes: disk.bytes, unsynced: disk.unsyncedBytes };
        return {
          ...{ id, name, role, weight, isClient, isLeaving, status, incarnation, events, glance },
          disk: bytes,
        };
      }),
  );
  return {
    at: cluster.position,
    nodes,
    flights: cluster.inFlight(FLIGHTS_DRAWN).map((envelope) => {
      const { from, to, kind, copy, sent, arrives } = envelope;
      return { name: messageName(envelope), from, to, kind, copy, sent, arrives };
    }),
    network: {
      isolated: cluster.network.cuts.isolated,
      partitions: cluster.network.cuts.partitions,
      rules: cluster.network.rules,
    },
    inFlight: cluster.flights,
    crowds: cluster.flights > FLIGHTS_DRAWN ? crowdsOf(cluster) : [],
    messages: { ...cluster.counts },
    events: cluster.events,
    fingerprint: cluster.fingerprint,
  };
}

function crowdsOf(cluster: Cluster): readonly Crowd[] {
  const links = new Map<string, { from: NodeId; to: NodeId; count: number }>();
  for (const { from, to } of cluster.inFlight(FLIGHTS_COUNTED)) {
    const link = `${from}>${to}`;
    const crowd = links.get(link) ?? { from, to, count: 0 };
    crowd.count += 1;
    links.set(link, crowd);
  }
  return [...links.values()];
}
