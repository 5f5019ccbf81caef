/** What is so in a cache at one instant, told from what its nodes hold and believe. */
import type { Data, Holding, Holdings, NodeId } from '../../kernel/contract.ts';
import type { BeliefFacts, CopyFacts, Facts, Insides, KeyFacts } from '../../kernel/facts.ts';
import { CIRCLE } from '../../placement/hash.ts';
import { newMemo, recall } from '../../placement/memo.ts';
import { NOBODY, type Placement } from '../../placement/placement.ts';
import { SLOTS } from '../../placement/slots.ts';
import type { CacheOptions } from './options.ts';
import {
  actingAmong,
  majorityOf,
  memberOf,
  placementOf,
  standingOf,
  votersOf,
  type Era,
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

/** Who has it, and what. */
interface Held {
  readonly node: NodeId;
  readonly holding: Holding;
}

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
    tells: new Map(),
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

/** Loops and one pass, here and below: this is done after every frame, for up to two hundred keys of each node. */
function keysOf(minds: Minds, view: View): ReadonlyMap<string, KeyFacts> {
  const known = new Map<string, Held[]>();
  for (const { id, holdings } of minds.all.values()) {
    for (const holding of holdings?.keys ?? []) {
      const held = known.get(holding.key);
      if (held === undefined) known.set(holding.key, [{ node: id, holding }]);
      else held.push({ node: id, holding });
    }
  }
  const placing = placingOf(view, minds.rule);
  const actors = new Map([...minds.all].map(([id, mind]) => [id, actorOf(minds, view, mind)]));
  const facts = new Map<string, KeyFacts>();
  for (const [key, held] of known) {
    const newest = newestOf(held);
    const copies: CopyFacts[] = [];
    for (const { node, holding } of held) {
      const { value, isGone } = holding;
      copies.push({ node, value: isGone ? null : value, isNewest: !isNewer(newest, holding) });
    }
    const owners = placing.ownersOf(key);
    const answers = placing.actingAmong(owners);
    const isReadable =
      !newest.isGone &&
      (minds.options.mode === 'quorum'
        ? areEnough(minds, owners)
        : answers !== null &&
          (actors.get(answers)?.({ key, copies, owners, placement: placing.placement }) ?? false));
    facts.set(key, { owners, answers, copies, isReadable });
  }
  return facts;
}

function newestOf(held: readonly Held[]): Holding {
  let { holding: best } = held[0] as Held;
  for (const { holding } of held) if (isNewer(holding, best)) best = holding;
  return best;
}

interface Placing {
  readonly placement: Placement | null;
  ownersOf(key: string): readonly NodeId[];
  actingAmong(owners: readonly NodeId[]): NodeId | null;
}

/** Views that come from a node are new objects each time, so what is worked out of them is known again by what they say. */
const placements = newMemo<Placement>(64);

/** Keys of one stretch have one list of owners, so who acts is asked once for each list. */
function placingOf(era: Era, rule: PlacementRule): Placing {
  if (era.placed.length === 0) return { placement: null, ownersOf: () => NOBODY, actingAmong: () => null };
  const name = JSON.stringify([rule.kind, rule.virtualNodes, era.placed] as unknown as Data);
  const placement = recall(placements, name, () => placementOf(era.placed, rule));
  const acting = new Map<readonly NodeId[], NodeId | null>();
  return {
    placement,
    ownersOf: (key) => placement.owners(key, rule.replicas),
    actingAmong(owners) {
      let node = acting.get(owners);
      if (node === undefined) {
        node = actingAmong(era, owners);
        acting.set(owners, node);
      }
      return node;
    },
  };
}

function isNewer(one: Pick<Holding, 'stamp'>, other: Pick<Holding, 'stamp'>): boolean {
  for (let index = 0; index < one.stamp.length; index += 1) {
    const part = one.stamp[index] as number;
    const against = other.stamp[index] as number;
    if (part !== against) return part > against;
  }
  return false;
}

/** In quorum mode: of those who keep it, as many live as have to answer. */
function areEnough({ all, options }: Minds, owners: readonly NodeId[]): boolean {
  let count = 0;
  for (const id of owners) if (all.has(id)) count += 1;
  return count >= options.read;
}

/** A key of which somebody is said to act for it. The owners are those of this placement; whoever has the same one need not look for them again. */
interface Asked {
  readonly key: string;
  readonly copies: readonly CopyFacts[];
  readonly owners: readonly NodeId[];
  readonly placement: Placement | null;
}

/** Whether a node that acts for a key answers: it knows that it does, may, and has what there is to know. */
function actorOf(minds: Minds, inForce: View, mind: Mind): (asked: Asked) => boolean {
  const { id, view, isComplete } = mind;
  if (view === null || standingOf(inForce, id) === 'down' || !hearsMajority(minds, mind)) return () => false;
  const now = placingOf(view, minds.rule);
  const before = isComplete || view.previous === null ? null : placingOf(view.previous, minds.rule);
  const acts = (placing: Placing, { key, owners, placement }: Asked): boolean => {
    const own = placing.placement === placement ? owners : placing.ownersOf(key);
    return placing.actingAmong(own) === id;
  };
  return (asked) => {
    if (!acts(now, asked)) return false;
    if (before !== null && !acts(before, asked)) return false;
    for (const { node, isNewest } of asked.copies) if (node === id) return isNewest;
    return false;
  };
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
