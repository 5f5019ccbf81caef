/** A node that does not answer is killed where its unanswered call began, and the script remembers it: every replay agrees. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cluster } from '../../src/cluster/cluster.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { SILENCE } from '../../src/cluster/recorder.ts';
import { programOf } from '../../src/systems/programs.ts';
import { systemOf } from '../../src/systems/registry.ts';
import { build, play, summary } from '../support/cluster.ts';
import { only } from '../support/histories.ts';
import { losing } from '../support/hosts.ts';
import { runs, scenarioFiles } from '../support/scenarios.ts';

describe('a node that hangs', () => {
  it('is killed by the script that replays it', async () => {
    let hung = 0;
    await fc.assert(
      fc.asyncProperty(scenarioFiles(), fc.integer({ min: 1, max: 300 }), async (file, call) => {
        const run = await play(file, { level: 'operations', wrap: losing(call, 'hung') });
        const { cluster, scenario, history } = run;
        const kills = only(history, 'action').filter(
          ({ action }) => action.do === 'kill' && action.because === 'hung',
        );
        hung += kills.length;
        expect(cluster.script.length).toBe(scenario.script.length + kills.length);
        const replay = new Cluster({
          scenario: { ...scenario, script: cluster.script },
          system: systemOf(scenario.system),
          host: new LocalHost(programOf),
          recorder: SILENCE,
        });
        await replay.boot();
        await replay.advanceTo(scenario.until);
        expect(summary({ ...run, cluster: replay })).toEqual(summary(run));
      }),
      runs(80),
    );
    expect(hung).toBeGreaterThan(20);
  });

  it('can be started again, and the others never stopped', async () => {
    const file = { system: 'echo', options: { every: '20ms' }, until: '2s' };
    const run = build(file, { level: 'operations', wrap: losing(40, 'lost') });
    await run.cluster.boot();
    await run.cluster.advanceTo(1_000_000);
    const [kill] = only(run.history, 'action');
    expect(kill?.action).toMatchObject({ do: 'kill', how: 'power', because: 'lost' });
    const node = (kill?.action as { node: string }).node;
    await run.cluster.act({ at: 1_000_000, do: 'restart', node });
    const before = new Map(run.cluster.everybody.map(({ id, events }) => [id, events]));
    await run.cluster.advanceTo(2_000_000);
    for (const { id, events, isClient } of run.cluster.everybody)
      if (!isClient) expect(events).toBeGreaterThan((before.get(id) as number) + 20);
  });

  it('at any other failure of its host stops the run with that failure', async () => {
    const broken = build(
      { system: 'echo', until: '1s' },
      {
        wrap: (host) => ({
          start: async (node) => {
            const port = await host.start(node);
            return {
              call: async (request) =>
                request.do === 'advance' ? Promise.reject(new Error('the codec broke')) : port.call(request),
            };
          },
          end: (node) => host.end(node),
          open: (body) => host.open(body),
          dispose: () => host.dispose(),
          simulated: false,
        }),
      },
    );
    await broken.cluster.boot();
    await expect(broken.cluster.advanceTo(1_000_000)).rejects.toThrow('the codec broke');
  });
});
