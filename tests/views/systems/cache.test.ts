/** The scene of a cache, drawn from real runs: it may show nothing that is not so. */
import { describe, expect, test } from 'vitest';
import { firstVisit } from '../../../src/views/starters.ts';
import { NO_STORY, sentenceOf, tell, type Story } from '../../../src/views/story.ts';
import { at, kill, MILLI, opened, seen } from './running.ts';

describe('the first visit', () => {
  test('has six slices in the order of their names, none under 8 % or over 28 %, and 26 keys on three nodes each', async () => {
    const { scene } = await at(await opened(firstVisit.text), 500 * MILLI);
    expect(scene.arcs).toHaveLength(6);
    for (const { from, to } of scene.arcs) {
      expect(to - from).toBeGreaterThanOrEqual(0.08);
      expect(to - from).toBeLessThanOrEqual(0.28);
    }
    const order = [...scene.places].sort((left, right) => left[1] - right[1]).map(([id]) => id);
    expect(`${order.join(' ')} ${order.join(' ')}`).toContain('kvn1 kvn2 kvn3 kvn4 kvn5 kvn6');
    expect(scene.beads).toHaveLength(26);
    expect(scene.beads.every(({ copies }) => copies.every(({ state }) => state === 'current'))).toBe(true);
    expect(scene.readout).toEqual({ readable: 26, all: 26 });
  });

  test('opens when all keys are on three nodes, and shows nothing less before somebody acts', async () => {
    const lab = await opened(firstVisit.text, [], firstVisit.opensAt);
    const first = await seen(lab);
    expect(first.at).toBe(firstVisit.opensAt);
    expect(first.scene.beads.every(({ copies }) => copies.every(({ state }) => state === 'current'))).toBe(
      true,
    );
    for (let moment = first.at; moment < first.at + 4_000 * MILLI; moment += 40 * MILLI)
      expect((await at(lab, moment)).scene.readout).toEqual({ readable: 26, all: 26 });
  });

  test('whoever is killed, and however soon: within 4 s of a visitor the next on the ring answers, who had followed it furthest', async () => {
    const opens = (firstVisit.opensAt ?? 0) / MILLI;
    const patience = 4_000 * (firstVisit.pace ?? 1);
    for (let number = 1; number <= 6; number += 1) {
      for (let after = 0; after <= 200; after += 38) {
        const lab = await opened(firstVisit.text, [kill(`kvn${number}`, opens + after)]);
        const { scene } = await at(lab, (opens + after + patience) * MILLI);
        const theirs = scene.arcs.filter(({ owner }) => owner === `kvn${number}`);
        expect(theirs.map(({ answers }) => answers)).toEqual([`kvn${(number % 6) + 1}`]);
        expect(scene.readout).toEqual({ readable: 26, all: 26 });
      }
    }
  });

  test('after a kill the count falls, nobody has noticed yet; then copies that were there all along answer', async () => {
    const lab = await opened(firstVisit.text, [kill('kvn2', 1_000)]);
    const before = await at(lab, 999 * MILLI);
    const theirs = before.scene.beads.filter(({ answers }) => answers === 'kvn2').map(({ key }) => key);
    const silent = await at(lab, 1_020 * MILLI);
    expect(silent.scene.readout).toEqual({ readable: 26 - theirs.length, all: 26 });
    expect(silent.scene.regards.get('kvn2')).toMatchObject({ isNoticed: false, doubters: [] });
    // What stands beside the dead node's place is what it had: it is lost to everybody, and nobody else has changed.
    const copies = silent.scene.beads.flatMap((bead) => bead.copies);
    expect(copies.filter(({ node }) => node === 'kvn2').every(({ state }) => state === 'lost')).toBe(true);
    const doubted = await at(lab, 1_250 * MILLI);
    expect(doubted.scene.regards.get('kvn2')?.doubters.length).toBeGreaterThan(0);
    // By then the visitor has waited for less than 4 s.
    const noticed = await at(lab, 1_390 * MILLI);
    expect(noticed.scene.regards.get('kvn2')?.isNoticed).toBe(true);
    expect(noticed.scene.readout).toEqual({ readable: 26, all: 26 });
    const heirs = noticed.scene.beads.filter(({ key }) => theirs.includes(key));
    expect(new Set(heirs.map(({ answers }) => answers))).toEqual(new Set(['kvn3']));
    // No copy was made for it yet: it was there before.
    const { scene } = before;
    for (const { key } of heirs)
      expect(scene.beads.find((bead) => bead.key === key)?.copies.map(({ node }) => node)).toContain('kvn3');
    expect((await at(lab, 2_500 * MILLI)).scene.beads.every(({ copies: all }) => all.length === 3)).toBe(
      true,
    );
  });
});

test('while nothing of it changes the band is the same, so that nobody draws it anew', async () => {
  const lab = await opened(firstVisit.text, [kill('kvn2', 1_000)]);
  const { arcs } = (await at(lab, 600 * MILLI)).scene;
  expect((await at(lab, 700 * MILLI)).scene.arcs).toBe(arcs);
  expect((await at(lab, 1_010 * MILLI)).scene.arcs).not.toBe(arcs);
});

describe('the story', () => {
  const naming = (id: string): string => ({ kvn2: 'Bravo', kvn3: 'Charlie' })[id] ?? id;

  async function told(kills: readonly ReturnType<typeof kill>[], until: number): Promise<Story[]> {
    const lab = await opened(firstVisit.text, kills);
    const stories = [NO_STORY];
    for (let moment = 500; moment <= until; moment += 100) {
      const { scene, picture } = await at(lab, moment * MILLI);
      const nodes = picture.nodes
        .filter(({ isClient }) => !isClient)
        .map(({ id, status }) => {
          const killedAt = kills.find(({ node }) => node === id)?.at ?? null;
          const isNoticed = scene.regards.get(id)?.isNoticed === true;
          return { id, status, isNoticed, killedAt: killedAt === null ? null : parseInt(killedAt) * MILLI };
        });
      const last = stories.at(-1) as Story;
      stories.push(tell(last, { at: moment * MILLI, beads: scene.beads, nodes }));
    }
    return stories;
  }

  const sentences = (stories: readonly Story[]): (string | null)[] => [
    ...new Set(stories.map(({ chapter }) => (chapter === null ? null : sentenceOf(chapter, naming)))),
  ];

  test('one kill: says who had copies, when it is so and not before', async () => {
    const stories = await told([kill('kvn2', 1_000)], 2_000);
    expect(sentences(stories)).toEqual([
      null,
      'Charlie already had copies of Bravo’s keys. Nothing was lost.',
    ]);
  });

  test('three at once: something is gone, with the way back', async () => {
    const stories = await told([kill('kvn2', 1_000), kill('kvn3', 1_010), kill('kvn4', 1_020)], 1_600);
    const last = stories.at(-1) as Story;
    expect(sentences(stories).at(-1)).toMatch(/gone: all/);
    // Before the last of them it was not too late.
    expect(last.chapter).toMatchObject({ name: 'lost', actAt: 1_020 * MILLI });
  });

  test('the same three with time between them: nothing is lost', async () => {
    const stories = await told([kill('kvn2', 1_000), kill('kvn3', 3_000), kill('kvn4', 5_000)], 7_000);
    expect(sentences(stories).at(-1)).toBe('The same three kills, with time to repair: nothing lost.');
  });
});

describe('a ring without keys', () => {
  const bare = (script: readonly object[] = []) =>
    opened(JSON.stringify({ version: 1, system: 'cache', nodes: 3 }), script);
  const command = (ms: number, text: string): object => ({
    ...{ at: `${ms}ms`, do: 'command', client: 'c1', text },
  });

  test('has had none yet, and has none any more when the last was deleted', async () => {
    const lab = await bare([command(1_000, 'SET apple red'), command(2_000, 'DEL apple')]);
    expect((await at(lab, 900 * MILLI)).scene.lack).toBe('yet');
    expect((await at(lab, 1_900 * MILLI)).scene.lack).toBeNull();
    expect((await at(lab, 2_900 * MILLI)).scene.lack).toBe('now');
  });

  test('says nothing of keys while somebody who may have some is silent', async () => {
    const lab = await bare([command(1_000, 'SET apple red'), kill('n1', 2_000)]);
    expect((await at(lab, 2_100 * MILLI)).scene.lack).toBeNull();
  });

  test('stands where it stood when nobody is left', async () => {
    const kills = ['n1', 'n2', 'n3'].map((id) => kill(id, 1_000));
    const lab = await bare(kills);
    const before = (await at(lab, 900 * MILLI)).scene.places;
    const { scene } = await at(lab, 1_100 * MILLI);
    expect(scene.places).toEqual(before);
    expect(scene).toMatchObject({ arcs: [], beads: [], readout: null, lack: null });
  });
});

test('many keys are counted, not named', async () => {
  const text = JSON.stringify({
    version: 1,
    system: 'cache',
    nodes: 3,
    workload: [{ rate: 2_000, keys: 900, spread: 'scan', reads: 0, from: '0s', until: '500ms' }],
  });
  const { scene } = await at(await opened(text), 1_000 * MILLI);
  expect(scene.beads).toEqual([]);
  const count = scene.sectors?.reduce((sum, sector) => sum + sector.count, 0) ?? 0;
  expect(count).toBeGreaterThan(500);
  expect(count).toBeLessThanOrEqual(900);
});
