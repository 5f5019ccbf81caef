/** How a node answers its clients. */
import type { Operation } from '../../kernel/contract.ts';
import { noLeader, notLeader, outcomeOf, storageFailed, type Said } from './answers.ts';
import { lastIndex } from './raft/log.ts';
import type { Node } from './raft/state.ts';
import { understand } from './routes.ts';
import { statusAnswer } from './status.ts';

export function answer({ self }: Node, operation: Operation, said: Said): void {
  self.reply(operation, outcomeOf(self.id, said));
}

/** Only the leader could: whoever asks is told who that is. */
export function refuseUnled(node: Node, operation: Operation): void {
  const { self, state } = node;
  const { leader } = state;
  const isKnown = leader !== null && leader !== self.id;
  answer(node, operation, isKnown ? notLeader(self.setup.members, leader) : noLeader());
}

export function refuseStopped(node: Node, operation: Operation): void {
  answer(node, operation, storageFailed());
}

/** A read is understood once more when it may be answered: what it finds is of that instant. */
export function answerRead(node: Node, operation: Operation): void {
  const asked = understand(node.state.machine, operation.body);
  if (asked.is === 'read' || asked.is === 'refused') answer(node, operation, asked.answer);
}

/** Also of a node that does nothing any more. */
export function answerStatus(node: Node, operation: Operation): void {
  const { self, state } = node;
  const { role, term, leader, commit, applied, stopped } = state;
  const said = statusAnswer(state.machine, self.setup.members, {
    ...{ id: self.id, role, term, leader, stopped },
    lastLogIndex: lastIndex(state.log),
    commitIndex: commit,
    appliedIndex: applied,
  });
  answer(node, operation, said);
}
