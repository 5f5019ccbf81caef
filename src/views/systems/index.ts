/** What each system adds to the ring. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Inside } from '../../lab/inside.ts';
import type { Picture } from '../../lab/picture.ts';
import { cacheSceneAs } from './cache/eyes.ts';
import { cachePlacing } from './cache/placing.ts';
import { cacheRules } from './cache/rules.ts';
import { cacheBeads, cacheScene } from './cache/scene.ts';
import type { Placing } from './placing.ts';
import type { Rules } from './rules.ts';
import type { Bead, Scene } from './scene.ts';

interface Adding {
  readonly scene: (picture: Picture, inside: Inside) => Scene | null;
  /** As one node believes it. */
  readonly sceneAs: (id: NodeId, truth: Scene, picture: Picture, inside: Inside) => Scene | null;
  /** Keys one by one, however many there are elsewhere; null where even here they are too many. */
  readonly beads: (inside: Inside) => readonly Bead[] | null;
}

const systems: Readonly<Record<string, Adding>> = {
  cache: { scene: cacheScene, sceneAs: cacheSceneAs, beads: cacheBeads },
};

export function sceneOf(system: string, picture: Picture | null, inside: Inside | null): Scene | null {
  return picture === null || inside === null ? null : (systems[system]?.scene(picture, inside) ?? null);
}

/** Null where there is nobody who looks. */
export function sceneAs(
  system: string,
  id: NodeId,
  truth: Scene | null,
  picture: Picture | null,
  inside: Inside | null,
): Scene | null {
  if (truth === null || picture === null || inside === null) return null;
  return systems[system]?.sceneAs(id, truth, picture, inside) ?? null;
}

export function beadsOf(system: string, inside: Inside): readonly Bead[] | null {
  return systems[system]?.beads(inside) ?? null;
}

const placings: Readonly<Record<string, (inside: Inside) => Placing | null>> = { cache: cachePlacing };

/** Null where no hash decides, or nothing is known yet. */
export function placingOf(system: string, inside: Inside | null): Placing | null {
  return inside === null ? null : (placings[system]?.(inside) ?? null);
}

const rules: Readonly<Record<string, (inside: Inside) => Rules>> = { cache: cacheRules };

export function rulesOf(system: string, inside: Inside | null): Rules | null {
  return inside === null ? null : (rules[system]?.(inside) ?? null);
}

/** Whether SHOW is also a question that this system's nodes answer. */
export function asksShow(system: string): boolean {
  return system === 'cache';
}

/** Whether it keeps keys that a hand can put there. */
export function hasKeys(system: string): boolean {
  return system === 'cache';
}
