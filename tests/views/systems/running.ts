/** A lab that runs without a page, and what is to be seen of it at an instant. */
import { expect } from 'vitest';
import type { Lab } from '../../../src/lab/lab.ts';
import type { Inside } from '../../../src/lab/inside.ts';
import type { Picture } from '../../../src/lab/picture.ts';
import { cacheScene } from '../../../src/views/systems/cache/scene.ts';
import type { Scene } from '../../../src/views/systems/scene.ts';
import { localLab } from '../../support/lab.ts';

export const MILLI = 1_000;

export async function opened(text: string, script: readonly object[] = [], from = 0): Promise<Lab> {
  const lab = localLab();
  const file = JSON.stringify({ ...(JSON.parse(text) as object), script });
  expect(await lab.open({ text: file, at: from })).toEqual({ ok: true });
  return lab;
}

export interface Moment {
  readonly at: number;
  readonly scene: Scene;
  readonly picture: Picture;
  readonly inside: Inside;
}

/** As it stands, without moving. */
export async function seen(lab: Lab): Promise<Moment> {
  const frame = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });
  const [picture, inside] = [frame.picture as Picture, frame.inside as Inside];
  return { at: frame.at, picture, inside, scene: cacheScene(picture, inside) as Scene };
}

export async function at(lab: Lab, moment: number): Promise<Moment> {
  expect(await lab.seek(moment)).toEqual({ ok: true });
  return seen(lab);
}

export const kill = (node: string, ms: number): { at: string; do: 'kill'; node: string } => ({
  at: `${ms}ms`,
  do: 'kill',
  node,
});
