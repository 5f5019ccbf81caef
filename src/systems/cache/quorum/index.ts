/** Quorum mode, as a node's program sees it (by-option.ts). */
import type { CacheSelf, NodeState } from '../state.ts';
import { isMutant } from '../options.ts';
import { dropKey } from '../keeping.ts';
import { forgetMark } from '../ledger.ts';
import { rememberLast } from './stamps.ts';

export { coordinate, hearQuorum, proceedAll, releaseKept, tickQuorum } from './coordinate.ts';
export { fadingHost } from './fading.ts';
export { applySiblings } from './siblings.ts';

/** After a start, when the log has been read. */
export function rememberQuorum(self: CacheSelf, state: NodeState): void {
  rememberLast(self, state);
  if (!isMutant(state.options, 'hint-dropped')) return;
  for (const key of [...state.ledger.hints.keys()]) {
    dropKey(state, key);
    forgetMark(state.ledger, '', key);
  }
}
