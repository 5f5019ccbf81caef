/** What is committed: the highest entry that a majority has on disk, if it is of the leader's own term. */
import type { NodeId } from '../../../kernel/contract.ts';
import { lastIndex, termAt } from './log.ts';
import { membersOf, needed, reachedByMajority, votersOf } from './majority.ts';
import type { Node } from './state.ts';

/**
 * What older terms left is committed with an entry of the own one, never by counting (the paper's section 5.4.2). True when something has been
 * committed that was not.
 */
export function commitByMajority(node: Node): boolean {
  const { state, options } = node;
  if (state.role !== 'leader') return false;
  const index = options.mutants.has('majority-of-the-living')
    ? reachedByLiving(node)
    : reachedByMajority(membersOf(state), (id) => matchOf(node, id));
  if (index <= state.commit) return false;
  if (termAt(state.log, index) !== state.term && !options.mutants.has('counts-old-terms')) return false;
  state.commit = index;
  return true;
}

function matchOf({ self, state, options }: Node, id: NodeId): number {
  if (id !== self.id) return state.followers.get(id)?.match ?? 0;
  return options.mutants.has('answers-before-sync') ? lastIndex(state.log) : state.durable;
}

function reachedByLiving(node: Node): number {
  const { self, state, options } = node;
  const isHeard = (id: NodeId): boolean =>
    id === self.id || self.now - (state.followers.get(id)?.heard ?? 0) < options.electionMax;
  const living = votersOf(membersOf(state))
    .filter(isHeard)
    .map((id) => matchOf(node, id));
  return living.sort((left, right) => right - left)[needed(living.length) - 1] ?? 0;
}
