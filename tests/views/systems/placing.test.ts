/** Where what is typed would stand: recomputed with the MD5 of another maker, and held against a cluster that really takes it in. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Inside } from '../../../src/lab/inside.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import { cacheScene } from '../../../src/views/systems/cache/scene.ts';
import { placingOf } from '../../../src/views/systems/placings.ts';
import type { Placing } from '../../../src/views/systems/placing.ts';
import { newcomer, nextName } from '../../../src/views/tools/newcomer.ts';
import { opened } from './running.ts';

const text = JSON.stringify({ version: 1, system: 'cache', options: { virtualNodes: 4, replicas: 2 } });

/** The first 8 hex digits, as a share of the circle. */
const share = (of: string): number =>
  Number.parseInt(createHash('md5').update(of, 'utf8').digest('hex').slice(0, 8), 16) / 2 ** 32;

async function look(
  lab: Lab,
): Promise<{ inside: Inside; placing: Placing; scene: ReturnType<typeof cacheScene> }> {
  const { inside, picture } = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });
  return {
    inside: inside!,
    placing: placingOf('cache', inside)!,
    scene: cacheScene(picture!, inside!),
  };
}

describe('of a key', () => {
  test('its MD5 alone decides, whatever it is written in', async () => {
    const lab = await opened(text);
    await lab.seek(500_000);
    const { placing } = await look(lab);
    for (const key of ['apple', 'a', 'cart:42', 'ключ', '鍵', ' with blanks ', 'x'.repeat(1_000)])
      expect(placing.keyAt(key)).toBe(share(key));
    expect(placing.keyAt('{user:7}:name')).toBe(share('user:7'));
  });

  test('the owner that is promised is the owner that it gets, at that very place', async () => {
    const lab = await opened(text, [{ at: '600ms', do: 'command', client: 'c1', text: 'SET apple 1' }]);
    await lab.seek(500_000);
    const { placing } = await look(lab);
    await lab.seek(1_500_000);
    const bead = (await look(lab)).scene?.beads.find(({ key }) => key === 'apple');
    expect(bead?.place).toBe(placing.keyAt('apple'));
    expect(bead?.copies.map(({ node }) => node)).toEqual(placing.ownersOf('apple'));
  });
});

describe('of a node', () => {
  test('every slice stands where the MD5 of its id and number does', async () => {
    const lab = await opened(text);
    await lab.seek(500_000);
    const { placing } = await look(lab);
    for (const id of ['Golf', 'G', 'n7'])
      expect(placing.nodeAt(id, 1)).toEqual([0, 1, 2, 3].map((slice) => share(`${id}#${slice}`)));
  });

  test('what glows while it is typed is what it gets: id, places and share', async () => {
    const lab = await opened(text, [{ at: '600ms', do: 'add', node: 'Golf', name: 'Golf' }]);
    await lab.seek(500_000);
    const { placing } = await look(lab);
    const { picture } = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 });
    const nodes = picture!.nodes.filter(({ isClient }) => !isClient);
    const present = nodes.map(({ id, name, role, weight, status }) => ({ id, name, role, weight, status }));
    expect(nextName(present)).toBe('Golf');
    const coming = newcomer('Golf', present, placing)!;
    expect(coming.id).toBe('Golf');
    expect(newcomer('G', present, placing)?.places).not.toEqual(coming.places);
    await lab.seek(30_000_000);
    const { scene } = await look(lab);
    const own = scene!.arcs.filter(({ owner }) => owner === 'Golf');
    expect(own.reduce((sum, { from, to }) => sum + to - from, 0)).toBeCloseTo(coming.share!, 9);
    for (const place of coming.places)
      expect(own.some(({ to }) => Math.abs((((to % 1) + 1) % 1) - place) < 1e-8)).toBe(true);
  });

  test('a name that is taken has no places, and one that cannot be an id gets a number', async () => {
    const lab = await opened(text);
    await lab.seek(500_000);
    const { placing } = await look(lab);
    const present = [
      { id: 'n1', name: 'Alfa', role: 'node', weight: 1, status: 'up' },
      { id: 'Golf', name: 'Golf', role: 'node', weight: 1, status: 'removed' },
    ] as const;
    expect(newcomer('Alfa', present, placing)).toBeNull();
    expect(newcomer('', present, placing)).toBeNull();
    expect(newcomer('Ö', present, placing)?.id).toBe('n2');
    expect(newcomer('Golf', present, placing)?.id).toBe('n2');
    expect(nextName(present)).toBe('Bravo');
  });
});
