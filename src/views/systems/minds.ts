/** What a node makes of the others, in short, where its system says so. */
import type { Data, NodeId } from '../../kernel/contract.ts';
import type { Inside } from '../../lab/inside.ts';

export interface Mind {
  /** Whom it suspects. */
  readonly doubts: readonly NodeId[];
  /** Who is down, as it has been told. */
  readonly gone: readonly NodeId[];
}

export function minds(system: string, inside: Inside | null, id: NodeId): Mind | null {
  const belief = system === 'cache' ? inside?.nodes[id]?.belief : undefined;
  if (belief === undefined) return null;
  const members = (belief['members'] ?? []) as readonly { readonly id: NodeId; readonly standing: Data }[];
  const gone = members.filter((member) => member.standing === 'down').map((member) => member.id);
  const doubts = ((belief['suspected'] ?? []) as readonly NodeId[]).filter((each) => !gone.includes(each));
  return { doubts, gone };
}
