/** What a table store adds to the ring. */
import type { Adding } from '../scene.ts';
import { tablesSceneAs } from './eyes.ts';
import { tablesScene } from './scene.ts';

export const tables: Adding = { scene: tablesScene, sceneAs: tablesSceneAs, beads: () => null };
