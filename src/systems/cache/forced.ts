/**
 * The operator's "go on all the same", for when so many are gone for good, or have lost what they had promised, that no majority can ever agree
 * again (`CLUSTER forget-lost @Alfa`).
 *
 * One node makes the next view alone, of itself and those whom it hears; whoever is not heard belongs to the cluster no longer, and comes back
 * as a newcomer. **No vote stands behind it, so it is the one way to break what the cluster promises**: what only the forgotten had is lost,
 * and should a majority of them live on where this node cannot hear them, there are two clusters until they meet. Then the higher epoch wins,
 * and what the others did since is lost. That is why a person has to ask for it, and why it is refused while a majority agrees.
 *
 * Its epoch begins a thousand of its own, behind all that anybody is likely to have promised, and ends with the maker's place: so two operators
 * who do this at two nodes make views of different epochs.
 */
import type { NodeId } from '../../kernel/contract.ts';
import { takeView } from './agreement.ts';
import { factsOf } from './facts.ts';
import { foundingView } from './founding.ts';
import { isTrusted } from './reign.ts';
import type { CacheSelf, NodeState } from './state.ts';
import type { View, ViewMember } from './view.ts';

const EPOCHS = 1_000;

export type GoingOn =
  | { readonly ok: true; readonly view: View; readonly forgotten: readonly NodeId[] }
  | { readonly ok: false; readonly says: string };

export function forgetLost(self: CacheSelf, state: NodeState): GoingOn {
  if (isTrusted(self, state))
    return { ok: false, says: 'a majority of the cluster agrees, and nobody is lost to it' };
  const base = state.learned ?? foundingView(self.setup.members.filter(({ role }) => role === 'node'));
  const view = forcedView(self, state, base);
  if (view === null) return { ok: false, says: 'this node hears nobody who holds keys, itself among them' };
  const forgotten = base.members.filter(({ id }) => !view.members.some((member) => member.id === id));
  self.note('forced', { epoch: view.epoch, forgotten: forgotten.map(({ id }) => id) });
  takeView(self, state, view);
  for (const { id } of base.members) if (id !== self.id) self.send(id, { kind: 'view', view });
  return { ok: true, view, forgotten: forgotten.map(({ id }) => id) };
}

function forcedView(self: CacheSelf, state: NodeState, base: View): View | null {
  const { fallen, started } = factsOf(self, state, base);
  const isHere = ({ id }: { readonly id: NodeId }): boolean =>
    id === self.id || ((state.peers.get(id)?.incarnation ?? 0) > 0 && !fallen.has(id) && !isAway(state, id));
  const placed = base.placed.filter(isHere);
  if (placed.length === 0) return null;
  const members = base.members.filter(isHere).map((member): ViewMember => {
    const start = started.get(member.id);
    const votes = placed.some(({ id }) => id === member.id);
    if (start === undefined) return { ...member, votes };
    return { ...member, votes, incarnation: start.incarnation, standing: votes ? 'catching' : 'joining' };
  });
  const { followed } = base;
  const rank = base.members.findIndex(({ id }) => id === self.id) + 1;
  const epoch = (Math.floor(Math.max(state.promised, base.epoch) / EPOCHS) + 1) * EPOCHS + rank;
  // As if the forgotten had never held a key: nobody waits for what they might know.
  const previous = { epoch: base.epoch, members, placed, followed };
  return { epoch, members, placed, followed, target: null, settling: null, previous };
}

/** Also where nobody has said yet that it is gone. */
function isAway({ peers }: NodeState, id: NodeId): boolean {
  return peers.get(id)?.isSuspected === true;
}

/** For people. */
export function toldOf({ view, forgotten }: Extract<GoingOn, { ok: true }>): string {
  const names = (ids: readonly NodeId[]): string => (ids.length === 0 ? 'nobody' : ids.join(', '));
  return [
    `Goes on in view ${view.epoch} with ${names(view.members.map(({ id }) => id))}; forgotten: ${names(forgotten)}.`,
    'What only the forgotten had is lost; should they live on elsewhere, so is what they do there.',
  ].join(' ');
}
