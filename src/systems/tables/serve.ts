/** What clients ask of a node. */
import type { Data, Operation } from '../../kernel/contract.ts';
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
  const heir = heirIn(operation.body);
  const asked = understand(state.machine, operation.body);
  if (asked.is === 'status') answerStatus(node, operation);
  else if (state.stopped !== null) refuseStopped(node, operation);
  else if (heir !== null) handOver(node, operation, heir);
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
  writeEntry(node, { index, term: state.term, kind: 'command', command: JSON.stringify(command) });
  const timer = self.after(options.writeTimeout, { kind: 'write timeout', operation: operation.id });
  state.pending.set(index, { operation, term: state.term, timer });
  replicate(node);
}

/** Nobody knows what becomes of it: it may be committed yet, or another entry may take its place. */
export function writeTimeout({ self, state }: Node, id: string): void {
  for (const [index, { operation }] of state.pending) {
    if (operation.id !== id) continue;
    state.pending.delete(index);
    self.reply(operation, outcomeOf(self.id, timedOut()));
    return;
  }
}

/** `POST /leader`, with `{ "to": "n2" }` or without: the leader is asked to let another lead. Null for any other request. */
function heirIn(body: Data): { readonly to: string | null } | null {
  const { method, path, body: text } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (method !== 'POST' || path !== '/leader') return null;
  const named = /"to"\s*:\s*"([^"\\]{1,64})"/.exec(typeof text === 'string' ? text : '');
  return { to: named?.[1] ?? null };
}

function handOver(node: Node, operation: Operation, { to }: { readonly to: string | null }): void {
  if (node.state.role !== 'leader') refuseUnled(node, operation);
  else if (beginTransfer(node, to))
    answer(node, operation, { status: 202, body: { to: node.state.transfer?.to ?? null } });
  else answer(node, operation, refusal('BadRequest', 'Only another voter that can be reached can lead.'));
}
