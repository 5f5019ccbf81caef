/** What is said of a stop: from a real run, and not before it is so. */
import { describe, expect, test } from 'vitest';
import { follow, NOTHING_FOLLOWED, type Moment } from '../../../src/views/interaction/aftermath.ts';
import { firstVisit } from '../../../src/views/starters.ts';
import { at, kill, opened } from '../systems/running.ts';

const MILLI = 1_000;
const nameOf = (id: string): string =>
  ({ kvn1: 'Alfa', kvn2: 'Bravo', kvn3: 'Charlie', kvn4: 'Delta', kvn5: 'Echo', kvn6: 'Foxtrot' })[id] ?? id;

async function said(script: readonly object[], until: number, step = 10): Promise<[number, string][]> {
  const lab = await opened(firstVisit.text, script);
  const found: [number, string][] = [];
  let followed = NOTHING_FOLLOWED;
  for (let ms = 900; ms <= until; ms += step) {
    const { scene, picture } = await at(lab, ms * MILLI);
    const nodes = picture.nodes
      .filter(({ isClient }) => !isClient)
      .map(({ id, status }) => ({ id, status, isNoticed: scene.regards.get(id)?.isNoticed === true }));
    const moment: Moment = { epoch: 1, nodes, beads: scene.beads };
    const next = follow(followed, moment, nameOf);
    followed = next.followed;
    found.push(...next.says.map((text): [number, string] => [ms, text]));
  }
  return found;
}

describe('a stop', () => {
  test('is told when the others have noticed: who answers now, and that it could', async () => {
    const [first, ...rest] = await said([kill('kvn2', 1_000)], 2_000);
    expect(first?.[1]).toMatch(/^Charlie answers for Bravo’s \d keys now; it had copies\.$/);
    expect(first?.[0]).toBeGreaterThan(1_150);
    expect(rest).toEqual([]);
  });

  test('of somebody who is back before anybody noticed is nothing to tell', async () => {
    const script = [kill('kvn2', 1_000), { at: '1050ms', do: 'restart', node: 'kvn2' }];
    expect((await said(script, 1_600)).filter(([ms]) => ms < 1_100)).toEqual([]);
  });

  test('is followed by a return: told when it answers again', async () => {
    const script = [kill('kvn2', 1_000), { at: '1500ms', do: 'restart', node: 'kvn2' }];
    const texts = (await said(script, 3_000, 20)).map(([, text]) => text);
    expect(texts[0]).toMatch(/^Charlie answers for Bravo’s/);
    expect(texts.at(-1)).toMatch(/^Bravo answers for \d keys again\.$/);
  });
});

describe('without a cluster', () => {
  const bead = (key: string, answers: string | null, current: readonly string[]) => ({
    ...{ key, place: 0, answers },
    copies: current.map((node) => ({ node, state: 'current' as const })),
  });
  const node = (id: string, status: string, isNoticed = false) => ({ id, status, isNoticed });

  test('keys for which nobody answers are counted, and several heirs are named', () => {
    const before = follow(
      NOTHING_FOLLOWED,
      {
        epoch: 1,
        nodes: [node('kvn2', 'up')],
        beads: ['a', 'b', 'c'].map((key) => bead(key, 'kvn2', ['kvn2'])),
      },
      nameOf,
    );
    const { says } = follow(
      before.followed,
      {
        epoch: 1,
        nodes: [node('kvn2', 'down', true)],
        beads: [bead('a', 'kvn3', ['kvn3']), bead('b', 'kvn4', ['kvn4']), bead('c', null, [])],
      },
      nameOf,
    );
    expect(says).toEqual([
      'Charlie and Delta answer for Bravo’s 2 keys now; they had copies.',
      'Nobody answers for 1 key.',
    ]);
  });

  test('another past is none of ours: nothing is told of what was not seen', () => {
    const moment = { epoch: 2, nodes: [node('kvn2', 'down', true)], beads: [bead('a', 'kvn3', ['kvn3'])] };
    const first = follow(NOTHING_FOLLOWED, { ...moment, epoch: 1, nodes: [node('kvn2', 'up')] }, nameOf);
    const { followed, says } = follow(first.followed, moment, nameOf);
    expect(says).toEqual([]);
    expect(follow(followed, moment, nameOf).says).toEqual([]);
  });
});
