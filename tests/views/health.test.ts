/** What the panel of health shows: each check is turned red by its own fault, alone, and says why in a sentence; who is dead is not asked. */
import { expect, it } from 'vitest';
import type { HealthLook } from '../../src/lab/look-health.ts';
import { systems, systemOf } from '../../src/systems/registry.ts';
import { checkText, cureText, whyText } from '../../src/views/health/why.ts';
import { localLab } from '../support/lab.ts';

const cache = {
  ...{ version: 1, system: 'cache', nodes: 3, until: '20s' },
  network: { latency: { law: 'constant', min: '2ms' } },
  workload: [{ clients: 2, rate: 100, keys: 50, reads: 0, from: '0s', until: '20s' }],
};
const NAMES: Readonly<Record<string, string>> = { n1: 'Alfa', n2: 'Bravo', n3: 'Charlie' };
const name = (id: string): string => NAMES[id] ?? id;

async function looked(script: readonly object[], more: object = {}): Promise<readonly HealthLook[]> {
  const lab = localLab();
  expect(await lab.open({ text: JSON.stringify({ ...cache, script, ...more }) })).toEqual({ ok: true });
  await lab.pass(6_000_000);
  const looks = await lab.lookAtHealth();
  await lab.dispose();
  return looks ?? [];
}

const red = (looks: readonly HealthLook[], id: string): readonly string[] =>
  (looks.find((look) => look.id === id)?.checks ?? [])
    .filter(({ ok }) => !ok)
    .map((check) => `${check.name}: ${whyText(check, name)}`);
const allRed = (looks: readonly HealthLook[]): readonly string[] => looks.flatMap(({ id }) => red(looks, id));

it('a cluster that is well: four checks each, in the order that the system tells, with a sentence each', async () => {
  const looks = await looked([]);
  expect(looks.map(({ id }) => id)).toEqual(['n1', 'n2', 'n3']);
  for (const { checks } of looks) {
    expect(checks?.map((check) => check.name)).toEqual(systemOf('cache').checks);
    expect(checks?.every(({ ok }) => ok)).toBe(true);
    expect(checks?.map((check) => whyText(check, name))).toEqual([
      'It hears 3 of 3 voters, itself among them.',
      expect.stringMatching(/^[\d.]+ K?B, and no limit\.$/) as string,
      expect.stringMatching(/^[\d.]+ K?B in its log\.$/) as string,
      expect.stringMatching(/^Everybody it writes to has caught up to within \d+ ms\.$/) as string,
    ]);
  }
});

it('connections alone, where a node is cut off', async () => {
  const looks = await looked([{ at: '2s', do: 'isolate', node: 'n1' }]);
  expect(red(looks, 'n1')).toEqual(['peers: It hears 1 of 3 voters, itself among them.']);
});

it('memory alone, where it is full and nothing may give way', async () => {
  const sets = Array.from({ length: 300 }, (_, index) => ({
    ...{ at: `${1_000 + index}ms`, do: 'command', client: 'c1', text: `SET k${index} v` },
  }));
  const looks = await looked(sets, { options: { maxmemory: 10_000 }, workload: [] });
  const found = allRed(looks);
  expect(found).not.toEqual([]);
  for (const each of found) expect(each).toMatch(/^memory: 9\.\d+ KB of 10 KB\.$/);
});

it('the disk alone, where it is full', async () => {
  const looks = await looked([{ at: '2s', do: 'disk', node: 'n1', act: 'full' }]);
  expect(allRed(looks)).toEqual(['disk: There is no room left on it.']);
});

it('copying alone, where a link is slow', async () => {
  const slow = { latency: { law: 'constant', min: '600ms' } };
  const looks = await looked([{ at: '2s', do: 'link', from: 'n1', to: 'n2', both: false, ...slow }]);
  expect(red(looks, 'n1')).toEqual(['replication: More than 500 ms late: Bravo.']);
  // What confirms a write of the other one comes by that link as well.
  for (const each of allRed(looks))
    expect(each).toMatch(/^replication: More than 500 ms late: (Alfa|Bravo)\.$/);
});

it('who is dead is dead, and not ill in four ways', async () => {
  const looks = await looked([{ at: '2s', do: 'kill', node: 'n2' }]);
  expect(looks.find(({ id }) => id === 'n2')).toEqual({ id: 'n2', status: 'down', checks: null });
});

it('every check that a system has is called something, and something can be done about it', () => {
  const checks = [...systems.values()].flatMap((system) => system.checks ?? []);
  expect(checks).toHaveLength(4);
  for (const check of checks) {
    expect(checkText(check)).not.toBe(check);
    expect(cureText(check)).toMatch(/\.$/);
  }
});
