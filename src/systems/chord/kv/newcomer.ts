/**
 * Between joining and having its keys. The newcomer fetches them from its successor; until that has given them away it goes on answering for them, and
 * from then on it sends on whatever comes for them. What reaches the newcomer before its keys waits there. So at every instant one node answers, and the
 * one that does has the data.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import { isBetween, type Identifier } from '../../../placement/identifier.ts';
import { answerCall, call } from '../calls.ts';
import type { Calls } from '../messages.ts';
import { rectify } from '../ring/rectify.ts';
import type { Peer } from '../ring/peers.ts';
import { hearHeld } from '../route/relay.ts';
import type { Node, State } from '../state.ts';
import { mergeCells, storedIn } from './cells.ts';

/** Asked again with every round until somebody gives. */
export function fill(node: Node): void {
  const { state } = node;
  const [successor] = state.successors;
  if (!state.isFilling || successor === undefined) return;
  if (successor.id === state.me.id) filled(node, null);
  else
    call(node, {
      to: successor,
      kind: 'keys',
      asks: { me: state.me },
      purpose: { does: 'fill' },
      patience: node.options.requestTimeout,
    });
}

/** 409: this is not its successor, or has itself not got its keys. */
export function giveKeys(
  node: Node,
  from: NodeId,
  number: number,
  { me: newcomer }: Calls['keys']['asks'],
): void {
  const { state } = node;
  rectify(node, newcomer);
  const after = givesFrom(state, newcomer);
  if (after === undefined || state.isFilling) {
    answerCall(node, from, number, 409, null);
    return;
  }
  state.gave.set(newcomer.id, after);
  state.actsFrom = newcomer.at;
  // Where nobody answered before it, all but what is this node's own is the newcomer's.
  const cells = storedIn(node, { after: after ?? state.me.at, upTo: newcomer.at });
  node.self.note('handed over', { to: newcomer.id, keys: cells.length });
  answerCall(node, from, number, 200, { after, cells });
}

/** From where on what is the newcomer's was answered here; undefined where it was not. */
function givesFrom(
  { me, actsFrom, gave, predecessor }: State,
  newcomer: Peer,
): Identifier | null | undefined {
  // Given away before, to this one or to whoever stood there in its place.
  if (actsFrom === newcomer.at) return gave.get(newcomer.id) ?? null;
  if (actsFrom !== null) return isBetween(newcomer.at, actsFrom, me.at) ? actsFrom : undefined;
  return predecessor === null || predecessor.id === newcomer.id ? null : predecessor.at;
}

export function heardKeys(node: Node, { after, cells }: Calls['keys']['answers']): void {
  mergeCells(node, cells);
  filled(node, after);
}

function filled(node: Node, after: Identifier | null): void {
  const { self, state } = node;
  if (!state.isFilling) return;
  state.isFilling = false;
  state.actsFrom = after ?? state.successors[0]?.at ?? null;
  self.note('filled', { keys: state.cells.map.size });
  const { held } = state;
  state.held = [];
  for (const one of held) hearHeld(node, one);
}
