import type { Adding } from '../scene.ts';
import { cacheSceneAs } from './eyes.ts';
import { cacheBeads, cacheScene } from './scene.ts';

export const cache: Adding = { scene: cacheScene, sceneAs: cacheSceneAs, beads: cacheBeads };
