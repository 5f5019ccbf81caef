/**
 * Siblings: writes that did not know of each other are all kept (protocols/vector-clock.ts). A copy keeps them beside the mark of the key; in
 * the store stands the latest that lives, for all who look at the store alone.
 *
 * **Stamps.** What finds differences and compares copies knows only stamps. So a set of siblings has one too, that grows whenever the set
 * knows more: the latest event in it, and how many there are. Of two sets that each know something the other does not, one has the greater
 * stamp; the other asks for it, merges, and has a greater one still; so both end with the same.
 *
 * **Lines of events.** A vector says "all up to the fifth event of this node". So a node may only count on where it has all that it counted
 * before. One that finds nothing of its own at a key, because it never had it, has let go of it or lost it in its last start, begins a
 * new line, named after the instant. Lines that nobody adds to are dropped when there are too many.
 */
import { compareText } from '../../../kernel/order.ts';
import { Fold } from '../../../kernel/fold.ts';
import {
  contextOf,
  mergeSiblings,
  mergeVectors,
  prune,
  writeVersion,
  type Siblings,
  type Version,
  type VersionVector,
} from '../../../protocols/vector-clock.ts';
import { execute } from '../../../store/execute.ts';
import { ANNEX } from '../../../store/persistence/effects.ts';
import { hostWithDisk } from '../../../store/persistence/persistence.ts';
import { dataOf, dropEntry, noteOrphan, remember } from '../keeping.ts';
import { compareStamps, markOf, stampOf, UNWRITTEN, type Sibling, type Stamp } from '../ledger.ts';
import type { Item } from '../item.ts';
import { isMutant } from '../options.ts';
import type { CacheSelf, NodeState } from '../state.ts';
import { shardOf } from '../view.ts';
import { makeStamp } from './stamps.ts';

const LINES_MAX = 50;

type Kept = Siblings<Sibling>;

/** Those that are values now, in the order of their dots. */
export function livingOf(siblings: Kept, clock: number): readonly Version<Sibling>[] {
  return siblings.filter(
    ({ value: { text, deadline } }) => text !== null && (deadline === null || deadline > clock),
  );
}

/** The latest: it stands for all where only one can be shown. */
export function shownOf(siblings: Kept, clock: number): Sibling | null {
  let shown: Version<Sibling> | null = null;
  for (const one of livingOf(siblings, clock)) if (shown === null || one.dot.at >= shown.dot.at) shown = one;
  return shown?.value ?? null;
}

export function stampOfSiblings(siblings: Kept): Stamp {
  let epoch = 0;
  let count = 0;
  const fold = new Fold();
  for (const { node, count: events, at } of contextOf(siblings)) {
    epoch = Math.max(epoch, at);
    count += events;
    fold.text(node);
    fold.number(events);
  }
  return count === 0 ? UNWRITTEN : { epoch, count, node: `${fold.a}` };
}

export function itemOfSiblings(key: string, siblings: Kept, clock: number): Item {
  const gone = shownOf(siblings, clock) === null ? clock : null;
  return { key, stamp: stampOfSiblings(siblings), gone, entry: null, siblings };
}

/** A write that comes in here, by somebody who has seen `seen`. With it go all that this node has of the key. */
export function addSibling(
  self: CacheSelf,
  state: NodeState,
  key: string,
  seen: VersionVector,
  value: Sibling,
): Kept {
  const own = markOf(state.ledger, key)?.siblings ?? [];
  const stamp = makeStamp(self, state, UNWRITTEN);
  const line = `${self.id}.${self.incarnation}@`;
  const isSound = (hostWithDisk(state.persistence, self, state.store).ailment ?? null) === null;
  const known = isSound ? contextOf(own).find(({ node }) => node.startsWith(line)) : undefined;
  const name = known?.node ?? `${line}${stamp.epoch}.${stamp.count}`;
  return writeVersion(own, prune(seen, LINES_MAX), name, stamp.epoch, value);
}

/** What both know. Answers whether anything changed here. */
export function applySiblings(self: CacheSelf, state: NodeState, key: string, theirs: Kept): boolean {
  const { ledger, view, options, rule } = state;
  if (view === null) return false;
  const known = markOf(ledger, key);
  const own = known?.siblings ?? [];
  const merged = isMutant(options, 'blind-repair') ? theirs : mergeSiblings(own, theirs);
  const stamp = stampOfSiblings(merged);
  if (compareStamps(stamp, stampOf(ledger, key)) === 0) return false;
  const isShown = show(self, state, key, merged);
  const gone = isShown ? null : self.clock;
  remember(state, shardOf(view, rule, key), key, { stamp, gone, evicted: false, siblings: merged });
  noteOrphan(self, state, key);
  state.counts.pulled += 1;
  return true;
}

/** Puts the latest living one into the store; false when none lives. */
export function show(self: CacheSelf, state: NodeState, key: string, siblings: Kept): boolean {
  const { store, follower, persistence } = state;
  const shown = shownOf(siblings, self.clock);
  if (shown === null) {
    if (dataOf(store).entries.map.has(key)) {
      dropEntry(store, key);
      persistence.effects.push({ database: ANNEX, args: ['drop', key] });
    }
    return false;
  }
  execute(store, follower, settingOf(key, shown), hostWithDisk(persistence, self, store));
  return true;
}

/** The command that makes it so. */
export function settingOf(key: string, { text, deadline }: Sibling): string[] {
  const set = ['SET', key, text ?? ''];
  return deadline === null ? set : [...set, 'PXAT', `${deadline}`];
}

export function mergeAll(all: readonly Kept[]): Kept {
  return all.reduce((merged, one) => mergeSiblings(merged, one), []);
}

export function seenBy(siblings: Kept, context: VersionVector): VersionVector {
  return mergeVectors(contextOf(siblings), context);
}

/** By the dots, so that all nodes answer in one order. */
export function textsOf(siblings: Kept, clock: number): readonly string[] {
  return [...new Set(livingOf(siblings, clock).map(({ value }) => value.text ?? ''))].sort(compareText);
}
