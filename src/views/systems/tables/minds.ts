/** What the nodes of a table store believe, read out of what the lab brings, and what is true of all of them together. */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Inside } from '../../../lab/inside.ts';
import type { TablesBelief } from '../../../systems/tables/belief.ts';
import { isMajority, votersOf } from '../../../systems/tables/raft/majority.ts';

/** Of those who run. What the dead believed is on their disks, and says nothing to anybody before it is read. */
export type Minds = ReadonlyMap<NodeId, TablesBelief>;

export function mindsOf({ nodes }: Inside): Minds {
  return new Map(
    Object.entries(nodes)
      .filter(([, { belief }]) => belief['role'] !== undefined)
      .map(([id, { belief }]) => [id, belief as unknown as TablesBelief]),
  );
}

export interface Leading {
  /** Who leads in the latest term in which anybody does: one, unless a rule of safety is off. */
  readonly leaders: readonly NodeId[];
  /** They believe that they lead, and others are in a later term by now. */
  readonly formerly: readonly NodeId[];
}

export function leadingIn(minds: Minds): Leading {
  const claims = [...minds].filter(([, { role }]) => role === 'leader');
  const latest = Math.max(0, ...claims.map(([, { term }]) => term));
  const leads = ([, mind]: readonly [NodeId, TablesBelief]): boolean =>
    mind.term === latest && !isOutvoted(minds, mind);
  return {
    leaders: claims.filter(leads).map(([id]) => id),
    formerly: claims.filter((claim) => !leads(claim)).map(([id]) => id),
  };
}

/** A majority has gone on to a later term: nothing that it says will be taken by enough of them. */
function isOutvoted(minds: Minds, { term, members }: TablesBelief): boolean {
  return isMajority(members, (id) => (minds.get(id)?.term ?? 0) > term);
}

/** Whoever knows best: the leader, or else who has come furthest. */
export function knowingBest(minds: Minds, { leaders }: Leading): TablesBelief | null {
  const [leader] = leaders;
  const best = [...minds.values()].sort(
    (left, right) => right.term - left.term || right.commit - left.commit || right.last - left.last,
  );
  return minds.get(leader ?? '') ?? best[0] ?? null;
}

/** The term of the entry at an index; null where there is none, or it is not among the last ones that are shown. */
export function termAt({ log }: TablesBelief, index: number): number | null {
  const entry = log[index - (log[0]?.index ?? 0)];
  return entry?.index === index ? entry.term : null;
}

/** Somebody who lives knows this very entry to be committed. */
export function isCommitted(minds: Minds, { index, term }: { index: number; term: number }): boolean {
  return [...minds.values()].some((mind) => mind.commit >= index && termAt(mind, index) === term);
}

/** Who has an entry on its disk: of those who run it is seen, and of the others a leader may have heard it. */
export function storedOn(minds: Minds, leader: TablesBelief, index: number): readonly NodeId[] {
  const term = termAt(leader, index);
  return votersOf(leader.members).filter((id) => {
    const mind = minds.get(id);
    if (mind !== undefined) return mind.durable >= index && termAt(mind, index) === term;
    return leader.progress.some(({ node, match }) => node === id && match >= index);
  });
}
