import { describe, expect, it } from 'vitest';
import type { NodeLook } from '../../src/lab/look-node.ts';
import type { NodePicture } from '../../src/lab/picture.ts';
import { Crashes, crashText } from '../../src/views/crashes.svelte.ts';

const node = (id: string, given: Partial<NodePicture> = {}): NodePicture => ({
  ...{ id, name: id, role: 'node', weight: 1, isLeaving: false, isClient: false, status: 'down' },
  ...{ incarnation: 1, events: 0, glance: {}, disk: { bytes: 0, unsynced: 0 } },
  ...given,
});

type Death = NonNullable<NodeLook['death']>;
const threw: Death = { at: 5, how: 'crash', bytesLost: 0, because: 'out of tea' };

/** Answers for each node, given in turn; the last one goes on to hold. */
function stand(deaths: Record<string, (Death | 'passing' | null)[]>) {
  const asked: string[] = [];
  const crashes = new Crashes((id) => {
    asked.push(id);
    const [next, ...later] = deaths[id] ?? [];
    if (later.length > 0) deaths[id] = later;
    return Promise.resolve(next === 'passing' ? null : ({ id, death: next ?? null } as NodeLook));
  });
  const take = async (epoch: number, nodes: readonly NodePicture[]): Promise<void> => {
    crashes.take(epoch, nodes);
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { crashes, asked, take };
}

describe('who stopped by itself', () => {
  it('is asked once for each death, and only the dead are asked for', async () => {
    const { crashes, asked, take } = stand({ n2: [threw], n3: [{ ...threw, how: 'power', because: null }] });
    const nodes = [node('n1', { status: 'up' }), node('n2'), node('n3'), node('c1', { isClient: true })];
    for (let turn = 0; turn < 4; turn += 1) await take(1, nodes);
    expect(asked).toEqual(['n2', 'n3']);
    expect(crashes.list).toEqual([{ node: 'n2', how: 'threw', says: 'out of tea' }]);
    expect(crashes.of('n3')).toBeNull();
  });

  it('is one that threw, one that hung, or one whose Worker ended; the others were stopped', async () => {
    const by = (because: string | null): Death => ({ at: 5, how: 'process', bytesLost: 0, because });
    const { crashes, take } = stand({ n1: [threw], n2: [by('hung')], n3: [by('lost')], n4: [by('tired')] });
    for (let turn = 0; turn < 4; turn += 1)
      await take(
        1,
        ['n1', 'n2', 'n3', 'n4'].map((id) => node(id)),
      );
    expect(crashes.list.map(({ node: id, how }) => [id, how])).toEqual([
      ['n1', 'threw'],
      ['n2', 'hung'],
      ['n3', 'lost'],
    ]);
    const naming = (): string => 'Bravo';
    expect(crashText(crashes.list[0]!, naming)).toBe('out of tea');
    expect(crashText(crashes.list[1]!, naming)).toBe('Bravo did not answer for 5 s and was stopped.');
  });

  it('is forgotten when it runs, and asked for again when it died anew', async () => {
    const { crashes, asked, take } = stand({ n2: [threw, { ...threw, how: 'power', because: null }] });
    await take(1, [node('n2')]);
    expect(crashes.list).toHaveLength(1);
    await take(1, [node('n2', { status: 'up', incarnation: 2 })]);
    expect(crashes.list).toEqual([]);
    await take(1, [node('n2', { incarnation: 2 })]);
    expect(crashes.list).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('stays what it was while another moment is only passed', async () => {
    const { crashes, take } = stand({ n2: [threw, 'passing', null] });
    await take(1, [node('n2')]);
    const before = crashes.list;
    await take(2, [node('n2')]);
    expect(crashes.list).toBe(before);
    await take(2, [node('n2')]);
    expect(crashes.list).toEqual([]);
  });
});
