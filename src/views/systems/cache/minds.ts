/** What the nodes of a cache hold and believe, read out of what the lab brings, and what is true of all of them together. */
import type { Data, Holdings, NodeId } from '../../../kernel/contract.ts';
import type { Inside } from '../../../lab/inside.ts';
import type { CacheOptions } from '../../../systems/cache/options.ts';
import {
  majorityOf,
  memberOf,
  votersOf,
  type PlacementRule,
  type View,
} from '../../../systems/cache/view.ts';

export interface PeerBelief {
  readonly id: NodeId;
  readonly heardAt: number;
  readonly echoedAt: number;
  readonly epoch: number;
  readonly isSuspected: boolean;
}

export interface Mind {
  readonly id: NodeId;
  readonly view: View | null;
  readonly durableEpoch: number;
  readonly isComplete: boolean;
  readonly peers: readonly PeerBelief[];
  readonly holdings: Holdings | null;
}

export interface Minds {
  readonly at: number;
  readonly options: CacheOptions;
  readonly rule: PlacementRule;
  readonly all: ReadonlyMap<NodeId, Mind>;
}

export function mindsOf({ at, options, nodes }: Inside): Minds {
  const read = options as unknown as CacheOptions;
  const { placement: kind, virtualNodes, replicas } = read;
  const minds = Object.entries(nodes)
    .filter(([, { belief }]) => belief['peers'] !== undefined)
    .map(([id, { belief, holdings }]): [NodeId, Mind] => [id, { id, holdings, ...mindFrom(belief) }]);
  return { at, options: read, rule: { kind, virtualNodes, replicas }, all: new Map(minds) };
}

function mindFrom(belief: Readonly<Record<string, Data>>): Omit<Mind, 'id' | 'holdings'> {
  return belief as unknown as Mind;
}

/** The latest view that a majority of its voters has: the one that is true, whoever does not know it yet. */
export function viewInForce({ all }: Minds): View | null {
  const views = new Map<number, View>();
  for (const { view } of all.values()) if (view !== null) views.set(view.epoch, view);
  const latest = [...views.values()].sort((left, right) => right.epoch - left.epoch);
  const held = (view: View): number =>
    votersOf(view).filter((id) => (all.get(id)?.durableEpoch ?? 0) >= view.epoch).length;
  return latest.find((view) => held(view) >= majorityOf(view)) ?? latest.at(-1) ?? null;
}

/**
 * Whether a majority has lately told a node that it hears it. While a view changes hands it waits a moment until they have that one too, but then it
 * answers: a moment is no refusal.
 */
export function hearsMajority({ at, options }: Minds, { id, view, peers }: Mind): boolean {
  if (view === null || memberOf(view, id) === undefined) return false;
  const hearing = votersOf(view).filter(
    (voter) =>
      voter === id || peers.some((peer) => peer.id === voter && at - peer.echoedAt < options.nodeTimeout),
  );
  return hearing.length >= majorityOf(view);
}
