/**
 * The next view, from a view and what one node knows: a pure function, and the only place where membership changes. Null when all is as it
 * should be. A view may take down some, take in others and start a move at once; but majorities must go on meeting, so it gives or takes
 * only one vote.
 */
import type { NodeId } from '../../kernel/contract.ts';
import { compareText } from '../../kernel/order.ts';
import type { PlacedNode } from '../../placement/placement.ts';
import type { CacheOptions } from './options.ts';
import { samePlaces, type View, type ViewMember } from './view.ts';

export interface Facts {
  /** Silent for longer than a node may be. */
  readonly fallen: ReadonlySet<NodeId>;
  /** Silent for so long that others are to make the copies that these held. */
  readonly lost: ReadonlySet<NodeId>;
  /** Nodes that have begun, or begun anew, or are heard again. */
  readonly started: ReadonlyMap<
    NodeId,
    { readonly incarnation: number; readonly name: string; readonly weight: number }
  >;
  /** Have all that the present view lays upon them. */
  readonly caughtUp: ReadonlySet<NodeId>;
  /** Have nothing left that belongs to others. */
  readonly handedOver: ReadonlySet<NodeId>;
  /** Weights as the operator wants them; who is not among them is to go. */
  readonly wishes: ReadonlyMap<NodeId, { readonly weight: number; readonly isLeaving: boolean }>;
  readonly isRebalanceOrdered: boolean;
}

export function nextView(view: View, facts: Facts, options: CacheOptions): View | null {
  let members = standings(view, facts);
  let { placed } = view;
  let target: readonly PlacedNode[] | null = view.target;
  let settling = isSettled(view, members, facts, options) ? null : view.settling;
  const desired = desiredPlaces(view, members, facts, options);
  if (!samePlaces(desired, target ?? placed)) target = samePlaces(desired, placed) ? null : desired;
  if (target !== null && target === view.target && isMoveOver(view, members, facts, options)) {
    settling = placed;
    placed = target;
    target = null;
    members = members.map((member) =>
      member.standing === 'joining' && isAmong(placed, member.id) ? { ...member, standing: 'up' } : member,
    );
  }
  members = withVote(members, placed);
  members = members.filter((member) => !isDismissed(view, member, placed, target, facts));
  const isSame =
    members.length === view.members.length &&
    members.every((member, index) => member === view.members[index]) &&
    placed === view.placed &&
    target === view.target &&
    settling === view.settling;
  return isSame ? null : { ...view, members, placed, target, settling };
}

function standings(view: View, facts: Facts): readonly ViewMember[] {
  const { fallen, started, caughtUp } = facts;
  const members = view.members.map((member): ViewMember => {
    const { id } = member;
    const start = started.get(id);
    const wish = facts.wishes.get(id);
    const isLeaving = member.isLeaving || wish === undefined || wish.isLeaving;
    const kept = isLeaving === member.isLeaving ? member : { ...member, isLeaving };
    if (start !== undefined) {
      const { incarnation } = start;
      return { ...kept, incarnation, standing: isAmong(view.placed, id) ? 'catching' : 'joining' };
    }
    if (fallen.has(id) && member.standing !== 'down') return { ...kept, standing: 'down' };
    if (member.standing === 'catching' && caughtUp.has(id)) return { ...kept, standing: 'up' };
    return kept;
  });
  const newcomers = [...started]
    .filter(([id]) => !view.members.some((member) => member.id === id) && isWanted(facts, id))
    .map(([id, { incarnation, name, weight }]): ViewMember => {
      return { id, name, weight, incarnation, standing: 'joining', votes: false, isLeaving: false };
    });
  if (newcomers.length === 0) return members;
  return [...members, ...newcomers].sort((left, right) => compareText(left.id, right.id));
}

function isWanted({ wishes }: Facts, id: NodeId): boolean {
  return wishes.get(id)?.isLeaving === false;
}

/** Giving up who is away takes a vote from the cluster, and with fewer than three votes a single death would stop it. */
const VOTERS_LEAST = 3;

/** Who should hold keys: all who do and are to stay, and newcomers that live, where moves may begin by themselves. */
function desiredPlaces(
  view: View,
  members: readonly ViewMember[],
  { wishes, isRebalanceOrdered, lost }: Facts,
  options: CacheOptions,
): readonly PlacedNode[] {
  const { autoMoves } = options;
  const mayBegin = autoMoves || isRebalanceOrdered;
  const mayReplace = mayGiveUp(view, members, options);
  const desired: PlacedNode[] = [];
  for (const { id, standing, isLeaving, weight: told } of members) {
    const before = view.placed.find((node) => node.id === id);
    const wished = view.target?.find((node) => node.id === id);
    const weight = wishes.get(id)?.weight ?? told;
    if (isLeaving || (mayReplace && standing === 'down' && lost.has(id))) continue;
    if (before === undefined && (standing === 'down' || !(mayBegin || wished !== undefined))) continue;
    desired.push({ id, weight: mayBegin ? weight : ((wished ?? before)?.weight ?? weight) });
  }
  // Somebody has to keep the keys, even if all were sent away.
  return desired.length === 0 ? view.placed : desired;
}

/**
 * As long as enough are left to hold all copies, and nothing that was acknowledged may stand with those alone who are away. Primaries that
 * acknowledge alone have promised no more; quorums have, also where one copy is enough to write.
 */
function mayGiveUp({ placed }: View, members: readonly ViewMember[], options: CacheOptions): boolean {
  const { mode, replicas, write } = options;
  const staying = members.filter(({ standing, isLeaving }) => standing !== 'down' && !isLeaving);
  if (staying.length < Math.max(replicas, VOTERS_LEAST)) return false;
  return mode === 'quorum' ? missingOf(placed, members) < write : areEnough(placed, members, options);
}

/** Everybody alive who is concerned has what the move brings it, and enough of the old owners were there to bring all of it. */
function isMoveOver(
  view: View,
  members: readonly ViewMember[],
  facts: Facts,
  options: CacheOptions,
): boolean {
  return areEnough(view.placed, members, options) && isEverybodyCaughtUp(view, members, facts);
}

/** The same after a move: what was promised by those who had not heard of it yet has come too. */
function isSettled(view: View, members: readonly ViewMember[], facts: Facts, options: CacheOptions): boolean {
  return (
    view.settling === null ||
    (areEnough(view.settling, members, options) && isEverybodyCaughtUp(view, members, facts))
  );
}

/** So few of these are missing that one of those who took part in any acknowledged write is here. */
function areEnough(
  placed: readonly PlacedNode[],
  members: readonly ViewMember[],
  { write }: CacheOptions,
): boolean {
  return write === 1 || missingOf(placed, members) < write;
}

function missingOf(placed: readonly PlacedNode[], members: readonly ViewMember[]): number {
  return members.filter(({ id, standing }) => standing === 'down' && isAmong(placed, id)).length;
}

function isEverybodyCaughtUp(
  view: View,
  members: readonly ViewMember[],
  { caughtUp, started }: Facts,
): boolean {
  return members.every(
    ({ id, standing }) => standing === 'down' || started.has(id) || !isMoving(view, id) || caughtUp.has(id),
  );
}

function isMoving(view: View, id: NodeId): boolean {
  return isAmong(view.placed, id) || isAmong(view.target ?? [], id);
}

function withVote(members: readonly ViewMember[], placed: readonly PlacedNode[]): readonly ViewMember[] {
  const changing = members.find(({ id, votes }) => votes !== isAmong(placed, id));
  if (changing === undefined) return members;
  return members.map((member) => (member === changing ? { ...member, votes: !member.votes } : member));
}

/** Who goes has to have handed over what it held before this view, and must not be needed for a majority. */
function isDismissed(
  view: View,
  { id, standing, votes, isLeaving }: ViewMember,
  placed: readonly PlacedNode[],
  target: readonly PlacedNode[] | null,
  { handedOver }: Facts,
): boolean {
  if (votes || view.settling !== null || isAmong(placed, id) || isAmong(target ?? [], id)) return false;
  return standing === 'down' || (isLeaving && !isAmong(view.placed, id) && handedOver.has(id));
}

function isAmong(placed: readonly PlacedNode[], id: NodeId): boolean {
  return placed.some((node) => node.id === id);
}
