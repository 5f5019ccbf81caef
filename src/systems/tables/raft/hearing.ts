/** A leader is heard, and everybody who waits for one waits anew. */
import type { NodeId } from '../../../kernel/contract.ts';
import { becomeFollower, bePatient } from './roles.ts';
import type { Node } from './state.ts';

/**
 * What is refused because it is of an older term answers no round. It may have been sent in an earlier reign of the one who leads now, and the rounds
 * of that one were numbered as well: it would be taken for a proof that the present one is believed in.
 */
export const NO_ROUND = 0;

/** Whoever leads in this term or a newer one. False where it does not any more, and is told so. */
export function hear(node: Node, from: NodeId, term: number): boolean {
  const { self, state } = node;
  if (term < state.term) return false;
  if (term > state.term || state.role !== 'follower' || state.leader !== from)
    becomeFollower(node, term, from);
  state.heardLeader = self.now;
  bePatient(node);
  return true;
}
