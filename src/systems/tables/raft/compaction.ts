/** The log is kept short: what every node has applied long ago stands in the files of the tables, and need not stand in the log as well. */
import { forgetGone } from '../machine/open.ts';
import { rebase } from './log.ts';
import type { Node } from './state.ts';
import { writeBase } from './storage.ts';

/** A quarter of the log stays, for those who are only a little behind: they need no snapshot. */
const KEPT = 4;

export function compact(node: Node): void {
  const { self, state, options } = node;
  const { log, applied } = state;
  if (log.entries.length <= options.snapshotEvery) return;
  const index = applied - Math.floor(options.snapshotEvery / KEPT);
  if (index <= log.base.index) return;
  rebase(log, index);
  forgetGone(state.machine, self.disk, index);
  writeBase(node);
  self.note('compacted', { upTo: index });
}
