/**
 * The view: who belongs to the cluster, who is trusted to answer, and where keys live. Nodes agree on a line of views, each with an epoch of
 * its own (agreement.ts); who answers for a key follows from the view alone.
 *
 * Owners of a key are the first nodes of its placement; they hold the copies, and a death changes nothing of that. **Who acts** for the key
 * is the first owner, as long as it is up. When it is not, the owner that had followed it furthest acts, ring order breaks ties; and so on
 * from there, should that one fall too. A node that returns is catching up first: a copy, which acts only where nobody else could.
 */
import type { NodeId } from '../../kernel/contract.ts';
import { newPlacement } from '../../placement/new-placement.ts';
import type { PlacedNode, Placement, PlacementKind } from '../../placement/placement.ts';

export type Standing = 'joining' | 'catching' | 'up' | 'down';

export interface ViewMember {
  readonly id: NodeId;
  readonly name: string;
  readonly weight: number;
  /** The start of the node that is meant: what an earlier one held in memory is gone. */
  readonly incarnation: number;
  readonly standing: Standing;
  /** Counts for majorities. Changes for one member a view, so that majorities of neighbouring views meet. */
  readonly votes: boolean;
  readonly isLeaving: boolean;
}

/** What decides who acts. */
export interface Era {
  readonly epoch: number;
  /** By id. */
  readonly members: readonly ViewMember[];
  readonly placed: readonly PlacedNode[];
  /** Of each member that may not act: how far the others had followed it when it fell. */
  readonly followed: Readonly<Record<NodeId, Readonly<Record<NodeId, number>>>>;
}

export interface View extends Era {
  /** Where keys are moving to; null while nothing moves. */
  readonly target: readonly PlacedNode[] | null;
  /**
   * Where keys were before the last move, until everybody has caught up since: what was promised there last may be known to nobody else yet.
   * Null when that is so.
   */
  readonly settling: readonly PlacedNode[] | null;
  /** The view that this one followed. */
  readonly previous: Era | null;
}

export interface PlacementRule {
  readonly kind: PlacementKind;
  readonly virtualNodes: number;
  readonly replicas: number;
}

/** Derived from plain values, so it may be kept outside of any state. */
const known = new WeakMap<
  readonly PlacedNode[],
  { readonly rule: PlacementRule; readonly placement: Placement }
>();

export function placementOf(placed: readonly PlacedNode[], rule: PlacementRule): Placement {
  const found = known.get(placed);
  if (found !== undefined && isSameRule(found.rule, rule)) return found.placement;
  const placement = newPlacement(placed, rule);
  known.set(placed, { rule, placement });
  return placement;
}

function isSameRule(left: PlacementRule, right: PlacementRule): boolean {
  return left === right || (left.kind === right.kind && left.virtualNodes === right.virtualNodes);
}

export function ownersOf(placed: readonly PlacedNode[], rule: PlacementRule, key: string): readonly NodeId[] {
  return placed.length === 0 ? [] : placementOf(placed, rule).owners(key, rule.replicas);
}

export function memberOf({ members }: Era, id: NodeId): ViewMember | undefined {
  // A loop, since this is asked several times for every command.
  for (const member of members) if (member.id === id) return member;
  return undefined;
}

/** Who acts for a key with these owners; null when none of them lives. */
export function actingAmong(era: Era, owners: readonly NodeId[]): NodeId | null {
  const [first] = owners;
  if (first === undefined) return null;
  if (standingOf(era, first) === 'up') return first;
  const passed = new Set<NodeId>();
  let current = first;
  for (;;) {
    passed.add(current);
    const heir = furthest(era, current, owners, passed);
    if (heir === null) break;
    if (standingOf(era, heir) === 'up') return heir;
    current = heir;
  }
  return owners.find((id) => standingOf(era, id) === 'catching') ?? null;
}

function furthest(
  era: Era,
  fallen: NodeId,
  owners: readonly NodeId[],
  passed: ReadonlySet<NodeId>,
): NodeId | null {
  const followed = era.followed[fallen] ?? {};
  let best: NodeId | null = null;
  for (const id of owners) {
    if (passed.has(id)) continue;
    if (best === null || (followed[id] ?? -1) > (followed[best] ?? -1)) best = id;
  }
  return best;
}

export function standingOf(era: Era, id: NodeId): Standing {
  return memberOf(era, id)?.standing ?? 'down';
}

/** Derived from plain values, as placements are. */
const voters = new WeakMap<readonly ViewMember[], readonly NodeId[]>();

export function votersOf({ members }: Era): readonly NodeId[] {
  let found = voters.get(members);
  if (found === undefined) {
    found = members.filter(({ votes }) => votes).map(({ id }) => id);
    voters.set(members, found);
  }
  return found;
}

export function majorityOf(era: Era): number {
  return Math.floor(votersOf(era).length / 2) + 1;
}

/** Whether this very start of a node is part of the view. */
export function isPresent(era: Era, id: NodeId, incarnation: number): boolean {
  const member = memberOf(era, id);
  return member !== undefined && member.standing !== 'down' && member.incarnation === incarnation;
}

export function samePlaces(left: readonly PlacedNode[], right: readonly PlacedNode[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ id, weight }, index) => id === right[index]?.id && weight === right[index]?.weight)
  );
}

/** All who should hold a key now: its owners, and those it is moving to. */
export function holdersOf(view: View, rule: PlacementRule, key: string): readonly NodeId[] {
  const owners = ownersOf(view.placed, rule, key);
  if (view.target === null) return owners;
  const coming = ownersOf(view.target, rule, key);
  if (coming.every((id) => owners.includes(id))) return owners;
  return [...owners, ...coming.filter((id) => !owners.includes(id))];
}

/** The owners of one stretch of the ring are one list, so their shard is put together once. */
const shards = new WeakMap<readonly NodeId[], string>();

/** Keys with equal holders stand and fall together: the unit of comparison. */
export function shardOf(view: View, rule: PlacementRule, key: string): string {
  const holders = holdersOf(view, rule, key);
  let shard = shards.get(holders);
  if (shard === undefined) {
    shard = holders.join('>');
    // While keys move, a list that was made for this key is not met again.
    if (view.target === null) shards.set(holders, shard);
  }
  return shard;
}
