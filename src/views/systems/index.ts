/** What each system adds to the ring. The first visit's is here; the rest comes when it is asked for, see arrivals.svelte.ts. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Inside } from '../../lab/inside.ts';
import type { Picture } from '../../lab/picture.ts';
import { arrived } from './arrivals.svelte.ts';
import { cacheBeads, cacheScene } from './cache/scene.ts';
import type { Adding, Bead, Scene } from './scene.ts';

const first: Pick<Adding, 'scene' | 'beads'> = { scene: cacheScene, beads: cacheBeads };

/** Undefined where a system adds nothing, or what it adds has not come yet. */
function addingOf(system: string): typeof first | undefined {
  return system === 'cache' ? first : arrived(system);
}

export function sceneOf(system: string, picture: Picture | null, inside: Inside | null): Scene | null {
  return picture === null || inside === null ? null : (addingOf(system)?.scene(picture, inside) ?? null);
}

/** Null where there is nobody who looks; undefined as long as what such eyes see has not come. */
export function sceneAs(
  system: string,
  id: NodeId,
  truth: Scene | null,
  picture: Picture | null,
  inside: Inside | null,
): Scene | null | undefined {
  if (truth === null || picture === null || inside === null) return null;
  return arrived(system)?.sceneAs(id, truth, picture, inside);
}

export function beadsOf(system: string, inside: Inside): readonly Bead[] | null {
  return addingOf(system)?.beads(inside) ?? null;
}

/** Whether SHOW is also a question that this system's nodes answer. */
export function asksShow(system: string): boolean {
  return system === 'cache';
}

/** Whether it keeps keys that a hand can put there. */
export function hasKeys(system: string): boolean {
  return /cache|chord/.test(system);
}

/** Whether its keys are read and changed by the commands of the store. */
export function hasStore(system: string): boolean {
  return system === 'cache';
}

/** Whether its nodes keep logs, which stand beside them. */
export function hasLogs(system: string): boolean {
  return system === 'tables';
}
