/** What clients ask of a node. */
import type { NodeId, Operation } from '../../kernel/contract.ts';
import { answer, answerStatus, refuseStopped, refuseUnled } from './answering.ts';
import { outcomeOf, refusal, timedOut } from './answers.ts';
import type { Command } from './commands.ts';
import { lastIndex } from './raft/log.ts';
import { settle } from './raft/raft.ts';
import { read } from './raft/reads.ts';
import { replicate } from './raft/replication.ts';
import type { Node } from './raft/state.ts';
import { writeEntry } from './raft/storage.ts';
import { beginTransfer } from './raft/transfer.ts';
import { understand } from './routes.ts';

export function request(node: Node, operation: Operation): void {
  const { state } = node;
  const asked = understand(state.machine, operation.body);
  if (asked.is === 'status') answerStatus(node, operation);
  else if (state.stopped !== null) refuseStopped(node, operation);
  else if (asked.is === 'hand over') handOver(node, operation, asked.to);
  else if (asked.is === 'refused') answer(node, operation, asked.answer);
  else if (asked.is === 'read') read(node, operation);
  else write(node, operation, asked.command);
  settle(node);
}

/** Only the leader takes writes; its answer waits until a majority has the entry and it is applied here. */
function write(node: Node, operation: Operation, command: Command): void {
  const { self, state, options } = node;
  if (state.role !== 'leader' || state.transfer !== null) {
    refuseUnled(node, operation);
    return;
  }
  const index = lastIndex(state.log) + 1;
  // One of an earlier reign of its own, whose entry was taken back.
  giveUp(node, index);
  writeEntry(node, { index, term: state.term, kind: 'command', command: JSON.stringify(command) });
  const timer = self.after(options.writeTimeout, { kind: 'write timeout', operation: operation.id });
  state.pending.set(index, { operation, term: state.term, timer });
  replicate(node);
}

export function writeTimeout(node: Node, id: string): void {
  for (const [index, { operation }] of node.state.pending) if (operation.id === id) giveUp(node, index);
}

/** Nobody knows what becomes of it: it may be committed yet, or another entry may take its place. */
function giveUp({ self, state }: Node, index: number): void {
  const pending = state.pending.get(index);
  if (pending === undefined) return;
  state.pending.delete(index);
  self.cancel(pending.timer);
  self.reply(pending.operation, outcomeOf(self.id, timedOut()));
}

function handOver(node: Node, operation: Operation, to: NodeId | null): void {
  if (node.state.role !== 'leader') refuseUnled(node, operation);
  else if (beginTransfer(node, to))
    answer(node, operation, { status: 202, body: { to: node.state.transfer?.to ?? null } });
  else answer(node, operation, refusal('BadRequest', 'Only another voter that can be reached can lead.'));
}
