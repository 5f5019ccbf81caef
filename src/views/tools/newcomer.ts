/** A node that does not exist yet: what it may be called, what its id would be, and where that would put it. */
import type { Present } from '../../scenario/systems.ts';
import { ALPHABET } from '../../scenario/alphabet.ts';
import { idFor } from '../../terminal/new-id.ts';
import { identities, type Identity } from '../identity.ts';
import type { Placing } from '../systems/placing.ts';

export interface Newcomer {
  readonly id: string;
  readonly look: Identity | undefined;
  /** Where it would stand, a place for each of its slices. */
  readonly places: readonly number[];
  /** How much of the circle would be its own. */
  readonly share: number | null;
}

/** The next of the spelling alphabet: a name of the dead would confuse whoever reads the history. */
export function nextName(present: readonly Present[]): string {
  const isTaken = (name: string): boolean => present.some((node) => node.name === name || node.id === name);
  return ALPHABET.find((name) => !isTaken(name)) ?? '';
}

export function newcomer(
  name: string,
  present: readonly Present[],
  placing: Placing | null,
): Newcomer | null {
  if (name === '' || present.some((node) => node.status !== 'removed' && node.name === name)) return null;
  const id = idFor(name, present);
  const look = identities([...present.filter(({ status }) => status !== 'removed'), { id, name }]).get(id);
  return { id, look, places: placing?.nodeAt(id, 1) ?? [], share: placing?.shareOf(id, 1) ?? null };
}
