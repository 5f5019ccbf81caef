/** What a node makes of the others, in short, where its system says so. */
import type { Data, NodeId } from '../../kernel/contract.ts';
import type { Inside } from '../../lab/inside.ts';
import type { ChordBelief } from '../../systems/chord/belief.ts';

export interface Mind {
  /** Whom it suspects. */
  readonly doubts: readonly NodeId[];
  /** Who is down, as it has been told. */
  readonly gone: readonly NodeId[];
  /** Whom it has for neighbours, where that is a matter of what it believes: before it, and behind it. */
  readonly neighbours?: Neighbours;
}

export interface Neighbours {
  readonly before: NodeId | null;
  readonly behind: readonly NodeId[];
}

export function minds(system: string, inside: Inside | null, id: NodeId): Mind | null {
  if (system === 'chord') return chordMind(inside, id);
  const belief = system === 'cache' ? inside?.nodes[id]?.belief : undefined;
  if (belief === undefined) return null;
  const members = (belief['members'] ?? []) as readonly { readonly id: NodeId; readonly standing: Data }[];
  const gone = members.filter((member) => member.standing === 'down').map((member) => member.id);
  const doubts = ((belief['suspected'] ?? []) as readonly NodeId[]).filter((each) => !gone.includes(each));
  return { doubts, gone };
}

function chordMind(inside: Inside | null, id: NodeId): Mind | null {
  const belief = inside?.nodes[id]?.belief;
  if (belief?.['me'] === undefined) return null;
  const { suspects, predecessor, successors } = belief as unknown as ChordBelief;
  const behind = [...new Set(successors.map((peer) => peer.id))];
  return { doubts: suspects, gone: [], neighbours: { before: predecessor?.id ?? null, behind } };
}
