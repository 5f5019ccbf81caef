/** What each system adds to the ring. */
import type { Inside } from '../../lab/inside.ts';
import type { Picture } from '../../lab/picture.ts';
import { cachePlacing } from './cache/placing.ts';
import { cacheRules } from './cache/rules.ts';
import { cacheScene } from './cache/scene.ts';
import type { Placing } from './placing.ts';
import type { Rules } from './rules.ts';
import type { Scene } from './scene.ts';

const scenes: Readonly<Record<string, (picture: Picture, inside: Inside) => Scene | null>> = {
  cache: cacheScene,
};

export function sceneOf(system: string, picture: Picture | null, inside: Inside | null): Scene | null {
  return picture === null || inside === null ? null : (scenes[system]?.(picture, inside) ?? null);
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
