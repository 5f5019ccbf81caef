/** Which requests of a connection have been delivered, to a node or to a proxy. */
import type { Operation } from '../../kernel/contract.ts';
import type { NodeState } from './state.ts';

const REMEMBERED_MAX = 500;

/** A connection delivers each request once, whatever the network does with its packets. */
export function isRepeated(
  state: Pick<NodeState, 'delivered'>,
  { id, session, attempt = 0 }: Operation,
): boolean {
  const name = `${id}/${attempt}`;
  let seen = state.delivered.get(session);
  if (seen === undefined) {
    seen = new Set();
    state.delivered.set(session, seen);
  }
  if (seen.has(name)) return true;
  seen.add(name);
  if (seen.size > REMEMBERED_MAX) seen.delete(seen.values().next().value as string);
  return false;
}
