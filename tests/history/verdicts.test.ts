import { expect, it } from 'vitest';
import { Operations } from '../../src/history/operations.ts';
import { judge } from '../../src/history/verdicts.ts';
import { play } from '../support/cluster.ts';

/** At the instant at which a node is started it has not booted yet: it has nothing to say, and nobody holds that against it. */
it('judges at the very instant at which a node starts again', async () => {
  const script = [{ at: '1s', do: 'kill', node: 'n3' }];
  const { cluster } = await play({ system: 'tables', script, until: '2s' });
  await cluster.act({ at: cluster.position, do: 'restart', node: 'n3' });
  expect(await cluster.look('n3', 'witness')).toEqual({});
  const checks = await judge(cluster, new Operations(), false);
  expect(checks.length).toBeGreaterThan(5);
  expect(checks.filter(({ ok }) => ok === false)).toEqual([]);
});
