/** Who belongs to the cluster, and what a majority of them is. In joint consensus it takes a majority of either list. */
import type { NodeId } from '../../../kernel/contract.ts';
import { NOBODY, type Members } from './entry.ts';
import type { State } from './state.ts';

/** What the log says last is in force, committed or not. */
export function membersOf({ configurations }: State): Members {
  return configurations.at(-1)?.members ?? NOBODY;
}

/** Everybody who is sent entries. */
export function allOf({ voters, next, learners }: Members): ReadonlySet<NodeId> {
  return new Set([...voters, ...(next ?? []), ...learners]);
}

/** Everybody whose word counts, while a change is under way those of both lists. */
export function votersOf({ voters, next }: Members): readonly NodeId[] {
  return [...new Set([...voters, ...(next ?? [])])];
}

export function isVoter(members: Members, id: NodeId): boolean {
  return members.voters.includes(id) || (members.next?.includes(id) ?? false);
}

/** Of so many voters. */
export function needed(voters: number): number {
  return Math.floor(voters / 2) + 1;
}

export function isMajority(members: Members, agrees: (id: NodeId) => boolean): boolean {
  return listsOf(members).every((list) => list.filter(agrees).length >= needed(list.length));
}

/** The highest value that a majority has reached, each list for itself. */
export function reachedByMajority(members: Members, value: (id: NodeId) => number): number {
  const reached = listsOf(members).map((list) => {
    const values = list.map(value).sort((left, right) => right - left);
    return values[needed(list.length) - 1] ?? 0;
  });
  return Math.min(...reached);
}

export function listsOf({ voters, next }: Members): readonly (readonly NodeId[])[] {
  return next === null ? [voters] : [voters, next];
}

/** As far as is committed: who is still a voter for somebody must not begin anew. */
export function isNoVoter({ configurations, commit }: State, id: NodeId): boolean {
  const committed = configurations.findLastIndex(({ index }) => index <= commit);
  return configurations.slice(Math.max(0, committed)).every(({ members }) => !isVoter(members, id));
}
