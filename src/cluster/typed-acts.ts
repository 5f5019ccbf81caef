/** Commands that are no question to any node but act on the cluster itself: `KILL Bravo`. A system's console reads them (its sketch). */
import { readAction, type Situation } from '../scenario/act.ts';
import type { Present } from '../scenario/systems.ts';
import type { Action } from '../scenario/types.ts';
import type { ClusterCore } from './core.ts';
import { isOnItsWay } from './flights.ts';

export type TypedAct =
  | { readonly ok: true; readonly action: Action; readonly says: string }
  | { readonly ok: false; readonly says: string };

/** What a line typed at this instant does to the cluster, or why it cannot; null where it is a question to nodes. */
export function typedAct(cluster: ClusterCore, text: string): TypedAct | null {
  const { sketch } = cluster.system;
  const line = sketch?.console?.(text, everyone(cluster)) ?? null;
  if (sketch === undefined || line === null || !line.ok) return line as TypedAct | null;
  const read = readAction(line.act, situationOf(cluster), sketch);
  if (read.ok) {
    const { action } = read;
    if (action.do === 'message' && !isOnItsWay(cluster, action.name))
      return { ok: false, says: `No message “${action.name}” is on its way.` };
    return { ok: true, action: { ...action, at: cluster.position }, says: line.says };
  }
  return { ok: false, says: read.faults.map(({ says }) => sentence(says)).join(' ') };
}

function everyone({ everybody }: Pick<ClusterCore, 'everybody'>): readonly Present[] {
  return everybody.filter(({ isClient }) => !isClient).map(({ member, status }) => ({ ...member, status }));
}

/** Those who are there now, for whoever judges an act. */
export function situationOf(cluster: ClusterCore): Situation {
  const { everybody, position: at, options } = cluster;
  const nodes = everybody.filter(({ isClient, status }) => !isClient && status !== 'removed');
  return {
    at,
    nodes: nodes.map(({ id, name, weight, role }) => ({ id, name, weight, role })),
    removed: everybody.filter(({ status }) => status === 'removed').map(({ id }) => id),
    clients: everybody.filter(({ isClient }) => isClient).length,
    options,
  };
}

function sentence(says: string): string {
  return `${says.slice(0, 1).replace(/[a-z]/, (letter) => String.fromCharCode(letter.charCodeAt(0) - 32))}${says.slice(1)}.`;
}
