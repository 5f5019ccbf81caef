/** What a Chord store adds to the ring. */
import type { Adding } from '../scene.ts';
import { chordSceneAs } from './eyes.ts';
import { chordBeads, chordScene } from './scene.ts';

export const chord: Adding = { scene: chordScene, sceneAs: chordSceneAs, beads: chordBeads };
