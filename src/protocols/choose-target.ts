/**
 * Choosing a live target, for whoever stands before several: in turn (any of them will do) or by key (an order says who is to be asked first).
 *
 * Health is learnt by asking: whoever leaves some checks in a row unanswered is out, and one answer brings it back. Checks are sent to those
 * who are out as well, or nobody would ever return. A target that nobody has asked yet is believed to live.
 *
 * The known weakness: what answers checks may still be too slow for work, and what works may be out of the chooser's reach alone.
 */
import type { NodeId } from '../kernel/contract.ts';

/** Plain data, a part of its owner's state. */
export interface Targets {
  /** Checks in a row that each has left unanswered; nothing for most. */
  readonly silences: Map<NodeId, number>;
  turn: number;
}

const SILENCES_MAX = 3;

export function newTargets(): Targets {
  return { silences: new Map(), turn: 0 };
}

/** A check is on its way. */
export function checked({ silences }: Targets, id: NodeId): void {
  silences.set(id, (silences.get(id) ?? 0) + 1);
}

/** It has said something, whatever it was. */
export function lives({ silences }: Targets, id: NodeId): void {
  silences.delete(id);
}

export function isLive({ silences }: Targets, id: NodeId): boolean {
  // The last check may still be under way.
  return (silences.get(id) ?? 0) <= SILENCES_MAX;
}

/** Whoever lives and comes next; null where nobody does. */
export function nextInTurn(targets: Targets, ids: readonly NodeId[]): NodeId | null {
  for (let step = 0; step < ids.length; step += 1) {
    const id = ids[(targets.turn + step) % ids.length] as NodeId;
    if (!isLive(targets, id)) continue;
    targets.turn = (targets.turn + step + 1) % ids.length;
    return id;
  }
  return null;
}

/** The first that lives, in the order that a key gives. */
export function firstLive(targets: Targets, order: readonly NodeId[]): NodeId | null {
  return order.find((id) => isLive(targets, id)) ?? null;
}

/** An order for whatever has a name: the same for the same name, and different names spread evenly. */
export function orderFor(hash: number, ids: readonly NodeId[]): readonly NodeId[] {
  const first = ids.length === 0 ? 0 : hash % ids.length;
  return [...ids.slice(first), ...ids.slice(0, first)];
}
