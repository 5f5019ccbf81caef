/** The side of a copy: it answers what it has, and keeps what it is given. */
import type { NodeId } from '../../../kernel/contract.ts';
import { execute } from '../../../store/execute.ts';
import { ANNEX } from '../../../store/persistence/effects.ts';
import { hostWithDisk, mayLeave } from '../../../store/persistence/persistence.ts';
import { OUT_OF_MEMORY } from '../../../store/refusals.ts';
import { applyItem, commitAll, itemOf, makeRoomFor } from '../data.ts';
import { dataOf } from '../keeping.ts';
import { markOf } from '../ledger.ts';
import type { Item } from '../item.ts';
import { isCaughtUp } from '../reign.ts';
import type { CacheSelf, NodeState } from '../state.ts';
import { tellView } from '../telling.ts';
import { memberOf, ownersOf, type View } from '../view.ts';
import type { Parcel, QuorumMessage } from './messages.ts';
import { placesOf } from './places.ts';

type Of<Kind extends QuorumMessage['kind']> = Extract<QuorumMessage, { kind: Kind }>;
type Say = (to: NodeId, message: Of<'quorum answer'> | Of<'quorum kept'>) => void;

/** Somebody who does not know yet where keys live now would ask the wrong ones: it is told, and asks anew. */
function isOutdated(
  self: CacheSelf,
  state: NodeState,
  view: View,
  from: NodeId,
  { epoch, places }: { readonly epoch: number; readonly places: number },
): boolean {
  if (epoch >= view.epoch || places === placesOf(view)) return false;
  tellView(self, state, from, view);
  return true;
}

export function receiveRead(
  self: CacheSelf,
  state: NodeState,
  from: NodeId,
  message: Of<'quorum read'>,
  say: Say,
): void {
  const { view } = state;
  if (view === null || isOutdated(self, state, view, from, message)) return;
  const { errand, incarnation, keys } = message;
  const answered = keys.filter((key) => mayAnswer(self, state, key));
  if (answered.length === 0) return;
  say(from, {
    kind: 'quorum answer',
    errand,
    incarnation,
    items: answered.map((key) => copyOf(self, state, key)),
  });
}

/**
 * An owner that has lost its disk has promised what it no longer knows. Until the others have told it, it would count for R and know
 * nothing.
 */
function mayAnswer(self: CacheSelf, state: NodeState, key: string): boolean {
  const { view, rule, quorum } = state;
  if (quorum.isWhole || view === null) return view !== null;
  if (state.remembers || isCaughtUp(self, state)) {
    quorum.isWhole = true;
    return true;
  }
  return !ownersOf(view.placed, rule, key).includes(self.id);
}

/** An evicted one says which write it gave up: it is no older than the others, and not to be brought back. */
function copyOf(self: CacheSelf, state: NodeState, key: string): Item {
  const known = markOf(state.ledger, key);
  if (known?.evicted === true) return { key, stamp: known.stamp, gone: null, entry: null };
  const { store, follower } = state;
  if (store.settings.maxmemory > 0 && dataOf(store).entries.map.has(key))
    execute(store, follower, ['TOUCH', key], hostWithDisk(state.persistence, self, store));
  return itemOf(state, key);
}

export function receiveWrite(
  self: CacheSelf,
  state: NodeState,
  from: NodeId,
  message: Of<'quorum write'>,
  say: Say,
): void {
  const { view } = state;
  if (view === null || isOutdated(self, state, view, from, message)) return;
  const { errand, incarnation, parcels } = message;
  const keys = parcels.map(({ item: { key } }) => key);
  const refused = refusalOf(self, state, parcels);
  if (refused !== null) {
    say(from, { kind: 'quorum kept', errand, incarnation, keys, refused });
    return;
  }
  for (const { item, standsFor } of parcels) {
    applyItem(self, state, item);
    if (standsFor !== null) standFor(state, item.key, standsFor);
  }
  state.quorum.promises.push({ to: from, errand, incarnation, keys, ticket: commitAll(self, state) });
  sayKept(state, say);
}

function refusalOf(self: CacheSelf, state: NodeState, parcels: readonly Parcel[]): string | null {
  const { ailment } = hostWithDisk(state.persistence, self, state.store);
  if (ailment !== null && ailment !== undefined) return ailment.error;
  const bytes = parcels.reduce((sum, { item: { entry } }) => sum + (entry?.length ?? 0), 0);
  return bytes === 0 || makeRoomFor(self, state, bytes) ? null : OUT_OF_MEMORY.error;
}

/** A hint: kept on the disk like the key itself, until the owner has it. */
function standFor(state: NodeState, key: string, owner: NodeId): void {
  const { ledger, view } = state;
  const owners = ledger.hints.get(key) ?? [];
  const isHolding = !state.orphans.has(key);
  if (isHolding || owners.includes(owner) || view === null || memberOf(view, owner) === undefined) return;
  const hint = [...owners, owner];
  ledger.hints.set(key, hint);
  state.persistence.effects.push({ database: ANNEX, args: ['hint', key, ...hint] });
  state.counts.hints += 1;
}

/** What the disk has by now is told. */
export function sayKept(state: NodeState, say: Say): void {
  const { quorum, persistence } = state;
  if (quorum.promises.length === 0) return;
  const due = quorum.promises.filter(({ ticket }) => mayLeave(persistence, ticket));
  if (due.length === 0) return;
  quorum.promises = quorum.promises.filter(({ ticket }) => !mayLeave(persistence, ticket));
  for (const { to, ticket: _, ...kept } of due) say(to, { kind: 'quorum kept', ...kept, refused: null });
}
