/**
 * Intersection, union and difference. Each makes a new set, in the steps in which Redis makes its own: whether the result is an intset
 * depends on what passed through it.
 */
import { addMember, hasMember, membersOf, newSet, removeMember, setSize, type MemberSet } from './sets.ts';

/** What is undefined is no key, and so an empty set. */
export type Sources = readonly (MemberSet | undefined)[];
export type Operation = (sources: Sources, integersMax: number) => MemberSet;

/** Every member of the smallest is looked for in the others, the smaller ones first: size of the smallest × number of sets. */
export const intersection: Operation = (sources, integersMax) => {
  const result = newSet();
  const sets = existing(sources);
  if (sets.length < sources.length) return result;
  const [smallest, ...others] = sets.sort((left, right) => setSize(left) - setSize(right));
  for (const member of smallest === undefined ? [] : membersOf(smallest)) {
    if (others.every((other) => hasMember(other, member))) addMember(result, member, integersMax);
  }
  return result;
};

/** Everything is put together: sum of all sizes. */
export const union: Operation = (sources, integersMax) => {
  const result = newSet();
  for (const set of existing(sources)) addAll(result, set, integersMax);
  return result;
};

/**
 * What the first has and none of the others. Two ways: to look for each member of the first in all others, or to take all members of the
 * others from a copy of the first. Sizes tell which is less work; looking is given the benefit of two, for it may end early.
 */
export const difference: Operation = (sources, integersMax) => {
  const [first, ...rest] = sources;
  const others = existing(rest);
  if (first === undefined || others.includes(first)) return newSet();
  const looking = setSize(first) * (others.length + 1);
  const taking = others.reduce((sum, set) => sum + setSize(set), setSize(first));
  return Math.floor(looking / 2) <= taking
    ? differenceByLooking(first, others, integersMax)
    : differenceByTaking(first, others, integersMax);
};

function differenceByLooking(first: MemberSet, others: MemberSet[], integersMax: number): MemberSet {
  const result = newSet();
  // The larger ones first: a member is more likely to be found there.
  others.sort((left, right) => setSize(right) - setSize(left));
  for (const member of membersOf(first)) {
    if (!others.some((other) => hasMember(other, member))) addMember(result, member, integersMax);
  }
  return result;
}

function differenceByTaking(first: MemberSet, others: readonly MemberSet[], integersMax: number): MemberSet {
  const result = newSet();
  addAll(result, first, integersMax);
  for (const other of others) {
    for (const member of membersOf(other)) removeMember(result, member);
  }
  return result;
}

function addAll(result: MemberSet, set: MemberSet, integersMax: number): void {
  for (const member of membersOf(set)) addMember(result, member, integersMax);
}

function existing(sources: Sources): MemberSet[] {
  return sources.filter((set) => set !== undefined);
}
