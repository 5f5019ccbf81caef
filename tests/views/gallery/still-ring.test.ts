/** What the build records of a ring is small, and is drawn as the ring itself would be. */
import { expect, test } from 'vitest';
import { packRing, unpackRing } from '../../../src/views/gallery/still-ring.ts';
import { contentOf, drawRing } from '../../../src/views/ring/printed-ring.ts';
import { firstVisit } from '../../../src/views/starters.ts';
import { sceneOf } from '../../../src/views/systems/index.ts';
import { localLab } from '../../support/lab.ts';

test('a ring with a dead node comes back from its numbers as it was', async () => {
  const lab = localLab();
  await lab.open({ text: firstVisit.text, at: 400_000 });
  await lab.act({ do: 'kill', node: 'kvn2' });
  await lab.pass(60_000);
  const { picture, inside, system } = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });
  if (picture === null) throw new Error('there is a picture');
  const content = contentOf(picture, sceneOf(system, picture, inside));
  const packed = packRing(content, '21/26');
  expect(JSON.stringify(packed).length).toBeLessThan(2_000);
  // It goes through a file.
  const read = unpackRing(JSON.parse(JSON.stringify(packed)) as typeof packed);
  const [one, other] = [drawRing(content), drawRing(read)];
  expect(other.nodes.map(({ id, status, x, y }) => [id, status, x.toFixed(0), y.toFixed(0)])).toEqual(
    one.nodes.map(({ id, status, x, y }) => [id, status, x.toFixed(0), y.toFixed(0)]),
  );
  expect(other.beads.map(({ kind, fill }) => [kind, fill])).toEqual(
    one.beads.map(({ kind, fill }) => [kind, fill]),
  );
  expect(other.slices.map(({ fill, isMute }) => [fill, isMute])).toEqual(
    one.slices.map(({ fill, isMute }) => [fill, isMute]),
  );
  expect(other.slices.some(({ isMute }) => isMute)).toBe(true);
  await lab.dispose();
});
