/** Committed entries become changes of the tables, in the order of the log, on every node alike; and whoever waits for one is answered. */
import { outcomeOf } from '../answers.ts';
import { apply } from '../machine/apply.ts';
import { compact } from './compaction.ts';
import type { Entry } from './entry.ts';
import { entryAt, lastIndex } from './log.ts';
import { membersCommitted } from './membership.ts';
import type { Node } from './state.ts';
import { stop } from './storage.ts';

/** Nothing that is not committed. */
export function applyCommitted(node: Node): void {
  const { state, options } = node;
  const upTo = options.mutants.has('applies-early') ? lastIndex(state.log) : state.commit;
  if (state.applied >= upTo) return;
  while (state.applied < upTo && state.stopped === null) {
    const entry = entryAt(state.log, state.applied + 1);
    if (entry === null) break;
    applyOne(node, entry);
  }
  if (state.stopped === null) compact(node);
}

function applyOne(node: Node, entry: Entry): void {
  const { self, state } = node;
  const { index, command } = entry;
  if (command !== undefined) {
    const applied = apply(state.machine, self.disk, command, index);
    if (applied.isFull === true) {
      stop(self, state, 'its disk is full');
      return;
    }
    state.lastDid = { index, did: applied.did, file: applied.file ?? null };
    const pending = state.pending.get(index);
    // Another leader's entry may stand where its own did: what becomes of that nobody here knows.
    if (pending?.term === entry.term) {
      state.pending.delete(index);
      self.cancel(pending.timer);
      self.reply(pending.operation, outcomeOf(self.id, applied));
    }
  }
  state.applied = index;
  if (entry.members !== undefined) membersCommitted(node, index, entry.members);
}
