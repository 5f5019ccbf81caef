/** Who has answered, and is that enough? */
import type { NodeId } from '../../../kernel/contract.ts';
import type { NodeState } from '../state.ts';
import { groupsOf, placesFor, served } from './places.ts';
import type { Part } from './state.ts';

export type Kind = 'read' | 'write';

export function newPart(key: string): Part {
  const [kept, refused, standIns] = [new Set<NodeId>(), new Map<NodeId, string>(), new Map<NodeId, NodeId>()];
  return { key, answers: new Map(), item: null, kept, refused, standIns };
}

export function neededOf({ options }: NodeState, owners: readonly NodeId[], kind: Kind): number {
  return Math.min(options[kind], owners.length);
}

export function isEnough(state: NodeState, parts: readonly Part[], kind: Kind): boolean {
  return parts.every(
    (part) =>
      (kind === 'write' && part.item === null) ||
      groupsOf(state, part.key).every(
        (owners) => countOf(part, owners, kind) >= neededOf(state, owners, kind),
      ),
  );
}

function countOf(part: Part, owners: readonly NodeId[], kind: Kind): number {
  return served(owners, part, (id) => (kind === 'read' ? part.answers.has(id) : part.kept.has(id)));
}

export function isHopeless(state: NodeState, parts: readonly Part[]): boolean {
  return parts.some(
    (part) =>
      part.item !== null &&
      groupsOf(state, part.key).some((owners) => {
        const refusing = owners.filter((id) => part.refused.has(id)).length;
        return owners.length - refusing < neededOf(state, owners, 'write');
      }),
  );
}

/** All have refused it. */
export function isNowhere(state: NodeState, parts: readonly Part[]): boolean {
  return parts.every(
    (part) => part.item === null || placesFor(state, part).every((id) => part.refused.has(id)),
  );
}

/** For the client: how many there were, of how many. */
export function shortfall(state: NodeState, parts: readonly Part[], kind: Kind): string {
  for (const part of parts) {
    if (kind === 'write' && part.item === null) continue;
    for (const owners of groupsOf(state, part.key)) {
      const [count, needed] = [countOf(part, owners, kind), neededOf(state, owners, kind)];
      if (count >= needed) continue;
      const [refusal] = kind === 'write' ? part.refused.values() : [];
      const did = kind === 'read' ? 'answered' : 'taken it';
      const says = `Only ${count} of the ${needed} copies that a ${kind} needs have ${did}`;
      return refusal === undefined ? `ERR ${says}` : `${refusal} (${says})`;
    }
  }
  return `ERR The ${kind} was not finished in time`;
}
