/**
 * Commands that are no question to any node but act on the cluster itself: `KILL Bravo`. A system's console reads them (its sketch), or the client at whose
 * prompt they stand, where it takes what was typed there before.
 */
import type { Data, Glance, TypedLine } from '../kernel/contract.ts';
import { readAction, type Situation } from '../scenario/act.ts';
import type { Present } from '../scenario/systems.ts';
import type { ClusterCore } from './core.ts';
import { isOnItsWay } from './flights.ts';
import type { Port } from './host.ts';
import type { Participant } from './participant.ts';

/** What a line typed at this instant does to the cluster, or why it cannot; null where it is a question to nodes. */
export function typedAct(cluster: ClusterCore, text: string): TypedLine | null {
  const { sketch } = cluster.system;
  const line = sketch?.console?.(text, everyone(cluster)) ?? null;
  if (sketch === undefined || line === null || !line.ok) return line;
  const read = readAction(line.act, situationOf(cluster), sketch);
  if (read.ok) {
    const { action } = read;
    if (action.do === 'message' && !isOnItsWay(cluster, action.name))
      return { ok: false, says: `No message “${action.name}” is on its way.` };
    return { ok: true, acts: [action as unknown as Data], says: line.says };
  }
  return { ok: false, says: read.faults.map(({ says }) => sentence(says)).join(' ') };
}

/** As the client reads it. What it asks for is its system's own, and nobody judges it. */
export async function actAtPrompt(
  cluster: ClusterCore,
  { acts, port }: Participant,
  text: string,
): Promise<TypedLine | null> {
  // What stands in the script at this very instant has not come to the client yet.
  const unheard = acts.flatMap((act) => (act as Told).message?.text ?? []);
  const detail = { lines: [...unheard, text], present: everyone(cluster), options: cluster.options };
  const said = await (port as Port).call<Glance>({ do: 'look', look: 'typed', detail });
  return 'ok' in said ? (said as unknown as TypedLine) : null;
}

interface Told {
  readonly message?: { readonly text?: string };
}

/** Everybody of the nodes who ever was here, for whoever reads a line. */
export function everyone({ everybody }: Pick<ClusterCore, 'everybody'>): readonly Present[] {
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
