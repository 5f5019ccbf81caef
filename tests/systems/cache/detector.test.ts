/** Who is doubted, and who is taken down: by silence (phi) and by probes and rumours (swim). */
import { describe, expect, it } from 'vitest';
import { MILLISECOND, SECOND } from '../../../src/kernel/time.ts';
import { play, type Run } from '../../support/cluster.ts';
import { notes } from '../../support/histories.ts';

const detectors = ['phi', 'swim'] as const;

function run(detector: string, script: readonly object[], more: object = {}, seed = 1): Promise<Run> {
  return play(
    {
      system: 'cache',
      seed,
      nodes: 5,
      options: { detector },
      network: { latency: { min: '2ms', max: '8ms' } },
      script,
      until: '20s',
      ...more,
    },
    { level: 'operations' },
  );
}

/** When the cluster agreed that a node stands so, as each node learnt it. */
function standings({ history }: Run, id: string, standing: string) {
  return notes(history, 'standing').filter(({ detail }) => {
    const { node, standing: said } = detail as Record<string, unknown>;
    return node === id && said === standing;
  });
}

async function suspectedBy({ cluster }: Run, node: string): Promise<readonly string[]> {
  return (await cluster.look(node, 'belief')).suspected as readonly string[];
}

/** After the death: a second of silence or seven periods of half a second, and the agreement. */
const LIMITS = { phi: 2_500 * MILLISECOND, swim: 5 * SECOND };

describe.each(detectors)('the detector %s', (detector) => {
  it.each([1, 2, 3, 4])('has a killed node marked down in its time (seed %i)', async (seed) => {
    const played = await run(detector, [{ at: '5s', do: 'kill', node: 'n3' }], {}, seed);
    const told = standings(played, 'n3', 'down');
    expect(told.map(({ node }) => node).toSorted()).toEqual(['n1', 'n2', 'n4', 'n5']);
    for (const { at } of told) expect(at - 5 * SECOND).toBeLessThan(LIMITS[detector]);
    expect(await suspectedBy(played, 'n1')).toEqual(['n3']);
  });

  it('has it marked up again when it returns', async () => {
    const script = [
      { at: '5s', do: 'kill', node: 'n3' },
      { at: '12s', do: 'restart', node: 'n3' },
    ];
    const played = await run(detector, script);
    expect(standings(played, 'n3', 'up').length).toBeGreaterThan(3);
    for (const node of ['n1', 'n2', 'n3', 'n4', 'n5']) expect(await suspectedBy(played, node)).toEqual([]);
  });

  it('has nobody marked down who is slow, but under the limit', async () => {
    const slow = { latency: { law: 'constant', min: '80ms' } };
    const script = [
      { at: '3s', do: 'slow', node: 'n3', times: 100 },
      { at: '3s', do: 'link', from: 'n3', to: '*', ...slow },
    ];
    const played = await run(detector, script, { options: { detector, service: '100us' } });
    expect(standings(played, 'n3', 'down')).toEqual([]);
    expect(notes(played.history, 'suspects')).toEqual([]);
  });
});

describe('one bad link', () => {
  const script = [{ at: '3s', do: 'link', from: 'n3', to: 'n1', both: false, block: true }];

  it('makes one node doubt, by silence: beliefs differ, and nothing follows from it', async () => {
    const played = await run('phi', script);
    expect(await suspectedBy(played, 'n1')).toEqual(['n3']);
    expect(await suspectedBy(played, 'n2')).toEqual([]);
    expect(standings(played, 'n3', 'down')).toEqual([]);
  });

  it('makes nobody doubt, by probes: others answer for it', async () => {
    const played = await run('swim', script);
    for (const node of ['n1', 'n2', 'n4', 'n5']) expect(await suspectedBy(played, node)).toEqual([]);
    const { rumours } = await played.cluster.look('n1', 'belief');
    expect((rumours as readonly { standing: string }[]).map(({ standing }) => standing)).toEqual(
      Array(4).fill('alive'),
    );
  });
});
