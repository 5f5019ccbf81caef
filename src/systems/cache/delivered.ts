/** Which requests of a connection have been delivered, to a node or to a proxy. */
import type { Operation } from '../../kernel/contract.ts';
import type { NodeState } from './state.ts';

/** At least so many requests of a session are remembered, and at most twice as many. */
const REMEMBERED_MIN = 500;

/** A connection delivers each request once, whatever the network does with its packets. */
export function isRepeated(
  state: Pick<NodeState, 'delivered'>,
  { id, session, attempt = 0 }: Operation,
): boolean {
  const name = attempt === 0 ? id : `${id}/${attempt}`;
  let seen = state.delivered.get(session);
  if (seen === undefined) {
    seen = { young: new Set(), old: new Set() };
    state.delivered.set(session, seen);
  }
  if (seen.young.has(name) || seen.old.has(name)) return true;
  seen.young.add(name);
  if (seen.young.size >= REMEMBERED_MIN) {
    seen.old = seen.young;
    seen.young = new Set();
  }
  return false;
}
