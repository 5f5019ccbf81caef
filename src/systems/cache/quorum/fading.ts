/**
 * Expiry in quorum mode. A value carries its deadline, so every copy may see for itself that it has passed; nobody needs to say so. What has
 * expired leaves its mark **with the stamp of the write that set the deadline**: that write and its end are one version, so copies that
 * are early and copies that are late agree, and an older value cannot come back.
 */
import type { StoreHost } from '../../../store/context.ts';
import { hostWithDisk } from '../../../store/persistence/persistence.ts';
import { remember } from '../keeping.ts';
import { markOf } from '../ledger.ts';
import type { CacheSelf, NodeState } from '../state.ts';
import { shardOf } from '../view.ts';
import { show } from './siblings.ts';

/** For the engine's active expiry. */
export function fadingHost(self: CacheSelf, state: NodeState): StoreHost {
  const disk = hostWithDisk(state.persistence, self, state.store);
  return {
    clock: self.clock,
    random: () => self.random(),
    work: (cost) => self.work(cost),
    propagate(database, args) {
      disk.propagate(database, args);
      fade(self, state, args[1] as string);
    },
  };
}

/** The entry is gone already. */
function fade(self: CacheSelf, state: NodeState, key: string): void {
  const { view, ledger, rule } = state;
  const known = markOf(ledger, key);
  if (view === null || known === undefined) return;
  const { sequence: _, ...kept } = known;
  const isShown = known.siblings !== undefined && show(self, state, key, known.siblings);
  remember(state, shardOf(view, rule, key), key, { ...kept, gone: isShown ? null : self.clock });
}
