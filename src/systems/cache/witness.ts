/** What the invariants see of a node. */
import type { Witness } from '../../kernel/contract.ts';
import { Fold } from '../../kernel/fold.ts';
import { entryBytes } from '../../store/persistence/snapshot.ts';
import type { Entry } from '../../store/store.ts';
import { dataOf } from './keeping.ts';
import type { NodeState } from './state.ts';

/** Above it a node shows its view only: what is judged key by key is judged in small clusters. */
const KEYS_MAX = 2_000;

/** [key, epoch, count, is gone, was evicted, digest of the value or empty; in quorum mode who wrote it, and when it expires] */
export type SeenKey = readonly [string, number, number, boolean, boolean, string, string, number | null];

export function witnessOf(state: NodeState): Witness {
  const { view, incarnation, ledger, store } = state;
  const keys: SeenKey[] = [];
  if (ledger.marks.map.size <= KEYS_MAX) {
    for (const [key, { stamp, gone, evicted }] of ledger.marks.map) {
      const entry = dataOf(store).entries.map.get(key);
      const value = entry === undefined ? '' : digest(entry);
      const { epoch, count, node } = stamp;
      const ends = entry === undefined || entry.deadline === null ? null : Number(entry.deadline);
      keys.push([key, epoch, count, gone !== null, evicted, value, node ?? '', ends]);
    }
  }
  return {
    view: view as never,
    incarnation,
    keys,
    isCounted: ledger.marks.map.size <= KEYS_MAX,
    orphans: state.orphans.size,
  };
}

function digest(entry: Entry): string {
  const fold = new Fold();
  // Without how lately it was used: that is each copy's own.
  fold.bytes(entryBytes({ ...entry, word: 0 }));
  return `${fold.a} ${fold.b}`;
}
