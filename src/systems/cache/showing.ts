/** What a node says when somebody looks into the cluster: what it knows of a key, and of itself. Who asks goes round (rounds.ts). */
import type { Data } from '../../kernel/contract.ts';
import { NO_AUTH } from '../../store/refusals.ts';
import type { Reply } from '../../store/reply.ts';
import { typeOf } from '../../store/values.ts';
import type { Call } from './call.ts';
import { leads } from './data.ts';
import { dataOf } from './keeping.ts';
import { markOf } from './ledger.ts';
import type { CacheSelf, NodeState } from './state.ts';
import { standingOf } from './view.ts';

/** These commands are no part of the store's table, so access is asked for here: whoever is let in may look. */
export function refusalToShow({ session }: Call): Reply | null {
  return session.user === null ? NO_AUTH : null;
}

export function factsOfKey(self: CacheSelf, state: NodeState, key: string): Data {
  const known = markOf(state.ledger, key);
  const entry = dataOf(state.store).entries.map.get(key);
  return {
    acts: leads(self, state, key),
    version: known?.stamp.count ?? 0,
    epoch: known?.stamp.epoch ?? 0,
    isGone: known !== undefined && known.gone !== null,
    isEvicted: known?.evicted === true,
    type: entry === undefined ? null : typeOf(entry.value),
    expiry: entry === undefined || entry.deadline === null ? null : Number(entry.deadline),
  };
}

export function factsOfNode(self: CacheSelf, state: NodeState): Data {
  const { view, store, orphans, parked, peers } = state;
  const keys = [...dataOf(store).entries.map.keys()];
  return {
    epoch: view?.epoch ?? 0,
    standing: view === null ? 'outside' : standingOf(view, self.id),
    keys: keys.length,
    acts: keys.filter((key) => leads(self, state, key)).length,
    orphans: orphans.size,
    waiting: parked.length,
    suspected: [...peers.values()].filter(({ isSuspected }) => isSuspected).map(({ id }) => id),
  };
}

/** One member a line, as this node believes it to be. */
export function membersText({ view }: NodeState): string {
  const places = new Set((view?.placed ?? []).map(({ id }) => id));
  return (view?.members ?? [])
    .map(({ id, name, standing, weight, isLeaving }) => {
      const more = `${places.has(id) ? '' : ', without keys yet'}${isLeaving ? ', leaving' : ''}`;
      return `${id} ${name} ${standing}, weight ${weight}${more}`;
    })
    .join('\n');
}
