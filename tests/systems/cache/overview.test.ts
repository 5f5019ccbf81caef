/** What checks are told of a cache is what the ring shows of it: one truth, by two ways. */
import { expect, test } from 'vitest';
import type { Facts } from '../../../src/kernel/facts.ts';
import { insideOf } from '../../../src/lab/inside.ts';
import { Glances, pictureOf } from '../../../src/lab/picture.ts';
import { overviewOf } from '../../../src/systems/cache/overview.ts';
import { firstVisit } from '../../../src/views/starters.ts';
import { cacheScene } from '../../../src/views/systems/cache/scene.ts';
import { build, type ScenarioFile } from '../../support/cluster.ts';

const acts = [
  { at: '1s', do: 'kill', node: 'kvn2' },
  { at: '2s', do: 'partition', groups: [['kvn5', 'kvn6']] },
  { at: '3s', do: 'heal' },
  { at: '3500ms', do: 'restart', node: 'kvn2' },
];

test.each([{}, { mode: 'quorum', write: 2, read: 2 }])(
  'readable keys, who answers and who has copies are as drawn, at every instant (%j)',
  async (options) => {
    const first = JSON.parse(firstVisit.text) as ScenarioFile & { options: object };
    const { cluster } = build({ ...first, options: { ...first.options, ...options }, script: acts });
    await cluster.boot();
    for (let at = 100_000; at < 5_000_000; at += 70_000) {
      await cluster.advanceTo(at);
      const inside = await insideOf(cluster);
      const scene = cacheScene(await pictureOf(cluster, new Glances()), inside);
      const facts = overviewOf(inside) as Facts;
      expect([...facts.keys.values()].filter(({ isReadable }) => isReadable).length, `at ${at}`).toBe(
        scene?.readout?.readable ?? 0,
      );
      for (const bead of scene?.beads ?? []) {
        const key = facts.keys.get(bead.key);
        expect(key?.answers, `${bead.key} at ${at}`).toBe(bead.answers);
        // Copies on their way to a new home are drawn too.
        const isOwner = ({ node }: { readonly node: string }): boolean => key?.owners.includes(node) === true;
        const drawn = bead.copies
          .filter((copy) => copy.state === 'current' && isOwner(copy))
          .map(({ node }) => node);
        const told = key?.copies.filter((copy) => copy.isNewest && isOwner(copy)) ?? [];
        expect(told.map(({ node }) => node).sort(), `${bead.key} at ${at}`).toEqual(drawn.sort());
      }
      const arcs = new Map<string, number>();
      for (const { from, to, answers } of scene?.arcs ?? [])
        if (answers !== null) arcs.set(answers, (arcs.get(answers) ?? 0) + to - from);
      for (const [id, share] of arcs) expect(facts.circle.get(id)).toBeCloseTo(share, 6);
    }
  },
);
