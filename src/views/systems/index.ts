/** What each system adds to the ring. */
import type { Inside } from '../../lab/inside.ts';
import type { Picture } from '../../lab/picture.ts';
import { cacheScene } from './cache/scene.ts';
import type { Scene } from './scene.ts';

const scenes: Readonly<Record<string, (picture: Picture, inside: Inside) => Scene | null>> = {
  cache: cacheScene,
};

export function sceneOf(system: string, picture: Picture | null, inside: Inside | null): Scene | null {
  return picture === null || inside === null ? null : (scenes[system]?.(picture, inside) ?? null);
}
