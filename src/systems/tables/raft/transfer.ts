/** Leadership is handed over: to somebody who has all of the log, and who then stands for election at once. */
import type { NodeId } from '../../../kernel/contract.ts';
import { lastIndex } from './log.ts';
import { membersOf } from './majority.ts';
import type { Node } from './state.ts';
import { say } from './storage.ts';

/** False where nobody can take over. */
export function beginTransfer(node: Node, to: NodeId | null): boolean {
  const { self, state } = node;
  if (state.role !== 'leader') return false;
  const { voters, next } = membersOf(state);
  const heirs = (next ?? voters).filter((id) => id !== self.id && state.followers.has(id));
  const matchOf = (id: NodeId): number => state.followers.get(id)?.match ?? 0;
  const best = to ?? heirs.toSorted((left, right) => matchOf(right) - matchOf(left))[0];
  if (best === undefined || !heirs.includes(best)) return false;
  state.transfer = { to: best, since: self.now, isTold: false };
  state.hasOffered = true;
  self.note('hands over', { to: best });
  return true;
}

/** With every event of a leader that hands over: as soon as the other one has everything, it is told. Too late, and it goes on leading. */
export function goOnTransfer(node: Node): void {
  const { self, state, options } = node;
  const { transfer } = state;
  if (transfer === null || state.role !== 'leader') return;
  if (self.now - transfer.since > options.electionMax) {
    state.transfer = null;
    return;
  }
  const follower = state.followers.get(transfer.to);
  if (follower === undefined || follower.match < lastIndex(state.log) || transfer.isTold) return;
  transfer.isTold = true;
  // From here on somebody may be elected although all keep faith.
  state.isLeaseBroken = true;
  say(node, transfer.to, { kind: 'timeout now', term: state.term });
}
