/** What is so in a cache at one instant, told from what its nodes hold and believe. */
import type { Data, Holding, Holdings, NodeId } from '../../kernel/contract.ts';
import type { BeliefFacts, CopyFacts, Facts, Insides, KeyFacts } from '../../kernel/facts.ts';
import { CIRCLE } from '../../placement/hash.ts';
import { SLOTS } from '../../placement/slots.ts';
import type { CacheOptions } from './options.ts';
import {
  actingAmong,
  majorityOf,
  memberOf,
  ownersOf,
  placementOf,
  standingOf,
  votersOf,
  type PlacementRule,
  type View,
} from './view.ts';

interface Peer {
  readonly id: NodeId;
  readonly echoedAt: number;
  readonly isSuspected: boolean;
}

interface Mind {
  readonly id: NodeId;
  readonly view: View | null;
  readonly durableEpoch: number;
  readonly isComplete: boolean;
  readonly peers: readonly Peer[];
  readonly holdings: Holdings | null;
}

interface Minds {
  readonly at: number;
  readonly options: CacheOptions;
  readonly rule: PlacementRule;
  readonly all: ReadonlyMap<NodeId, Mind>;
}

type Held = ReadonlyMap<NodeId, Holding>;

/** Null before the nodes have agreed on anything. */
export function overviewOf(insides: Insides): Facts | null {
  const minds = mindsOf(insides);
  const view = viewInForce(minds);
  if (view === null) return null;
  return {
    at: minds.at,
    keys: keysOf(minds, view),
    beliefs: beliefsOf(minds),
    ...bandOf(minds.rule, view),
  };
}

function mindsOf({ at, options, nodes }: Insides): Minds {
  const read = options as unknown as CacheOptions;
  const { placement: kind, virtualNodes, replicas } = read;
  const all = new Map<NodeId, Mind>();
  for (const [id, inside] of Object.entries(nodes)) {
    // A proxy believes other things.
    if (inside?.belief['peers'] === undefined) continue;
    const mind = inside.belief as unknown as Omit<Mind, 'id' | 'holdings'>;
    all.set(id, { ...mind, id, holdings: inside.holdings });
  }
  return { at, options: read, rule: { kind, virtualNodes, replicas }, all };
}

/** The latest view that a majority of its voters has on disk: the one that is true, whoever does not know it yet. */
function viewInForce({ all }: Minds): View | null {
  const views = new Map<number, View>();
  for (const { view } of all.values()) if (view !== null) views.set(view.epoch, view);
  const latest = [...views.values()].sort((left, right) => right.epoch - left.epoch);
  const held = (view: View): number =>
    votersOf(view).filter((id) => (all.get(id)?.durableEpoch ?? 0) >= view.epoch).length;
  return latest.find((view) => held(view) >= majorityOf(view)) ?? latest.at(-1) ?? null;
}

function keysOf(minds: Minds, view: View): ReadonlyMap<string, KeyFacts> {
  const known = new Map<string, Map<NodeId, Holding>>();
  for (const { id, holdings } of minds.all.values()) {
    for (const holding of holdings?.keys ?? []) {
      const held = known.get(holding.key) ?? new Map<NodeId, Holding>();
      known.set(holding.key, held.set(id, holding));
    }
  }
  const facts = new Map<string, KeyFacts>();
  for (const [key, held] of known) facts.set(key, factsOfKey(minds, view, key, held));
  return facts;
}

function factsOfKey(minds: Minds, view: View, key: string, held: Held): KeyFacts {
  const newest = [...held.values()].reduce((best, each) => (isNewer(each, best) ? each : best));
  const copies = [...held].map(([node, { value, isGone, stamp }]): CopyFacts => ({
    node,
    value: isGone ? null : value,
    isNewest: !isNewer(newest, { stamp }),
  }));
  const owners = ownersOf(view.placed, minds.rule, key);
  const answers = actingAmong(view, owners);
  const isReadable = !newest.isGone && canBeRead(minds, view, key, { owners, answers, copies });
  return { owners, answers, copies, isReadable };
}

function isNewer(one: Pick<Holding, 'stamp'>, other: Pick<Holding, 'stamp'>): boolean {
  for (const [index, part] of one.stamp.entries()) {
    const against = other.stamp[index] as typeof part;
    if (part !== against) return part > against;
  }
  return false;
}

/** Somebody lives who acts for it, knows that it does, may, and has what there is to know; in quorum mode, enough copies live. */
function canBeRead(
  minds: Minds,
  view: View,
  key: string,
  { owners, answers, copies }: Omit<KeyFacts, 'isReadable'>,
): boolean {
  if (minds.options.mode === 'quorum')
    return owners.filter((id) => minds.all.has(id)).length >= minds.options.read;
  const mind = answers === null ? undefined : minds.all.get(answers);
  if (mind === undefined || mind.view === null || !hearsMajority(minds, mind)) return false;
  const { view: own } = mind;
  const acts = (era: Pick<View, 'epoch' | 'members' | 'placed' | 'followed'>): boolean =>
    actingAmong(era, ownersOf(era.placed, minds.rule, key)) === mind.id;
  if (!acts(own) || standingOf(view, mind.id) === 'down') return false;
  const isHere = copies.some(({ node, isNewest }) => node === mind.id && isNewest);
  return isHere && (mind.isComplete || own.previous === null || acts(own.previous));
}

/** Whether a majority has lately told a node that it hears it. */
function hearsMajority({ at, options }: Minds, { id, view, peers }: Mind): boolean {
  if (view === null || memberOf(view, id) === undefined) return false;
  const hearing = votersOf(view).filter(
    (voter) =>
      voter === id || peers.some((peer) => peer.id === voter && at - peer.echoedAt < options.nodeTimeout),
  );
  return hearing.length >= majorityOf(view);
}

/** What each makes of each: by the view that it has, and by the silence that it hears. */
function beliefsOf({ all }: Minds): readonly BeliefFacts[] {
  return [...all.values()].flatMap(({ id, view, peers }) =>
    (view?.members ?? [])
      .filter(({ id: about }) => about !== id)
      .map(({ id: about, standing }): BeliefFacts => {
        if (standing === 'down') return { node: id, about, is: 'down' };
        const isSuspected = peers.some((peer) => peer.id === about && peer.isSuspected);
        return { node: id, about, is: isSuspected ? 'suspected' : 'up' };
      }),
  );
}

/** Derived from plain values, so it may be kept: the stretches change only with the view, and looking at them costs a walk round the circle. */
let last: { readonly key: string; readonly band: Pick<Facts, 'circle' | 'deadlySets'> } | null = null;

function bandOf(rule: PlacementRule, view: View): Pick<Facts, 'circle' | 'deadlySets'> {
  const { placed, members, followed } = view;
  const standings = members.map(({ id, standing }) => `${id} ${standing}`);
  const key = JSON.stringify([rule, placed, standings, followed] as unknown as Data);
  if (last?.key !== key) last = { key, band: cut(rule, view) };
  return last.band;
}

function cut(rule: PlacementRule, view: View): Pick<Facts, 'circle' | 'deadlySets'> {
  const circle = new Map<NodeId, number>();
  const sets = new Set<string>();
  const placement = view.placed.length === 0 ? null : placementOf(view.placed, rule);
  const size = rule.kind === 'slots' ? SLOTS : CIRCLE;
  let from = (placement?.stretches?.at(-1) ?? 0) - size;
  for (const end of placement?.stretches ?? []) {
    const owners = (placement as NonNullable<typeof placement>).ownersAt(end, rule.replicas);
    const answers = actingAmong(view, owners);
    if (answers !== null) circle.set(answers, (circle.get(answers) ?? 0) + (end - from) / size);
    if (end > from) sets.add([...owners].sort().join(' '));
    from = end;
  }
  return { circle, deadlySets: sets.size };
}
