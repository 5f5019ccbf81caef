/** What "whole" means to the invariant that is asked after quiet. */
import { expect, test } from 'vitest';
import { faultsOf } from '../../../src/history/verdicts.ts';
import type { Witness } from '../../../src/kernel/contract.ts';
import type { Scene } from '../../../src/kernel/system.ts';
import { foundingView } from '../../../src/systems/cache/founding.ts';
import { cacheInvariants } from '../../../src/systems/cache/proofs.ts';
import type { View } from '../../../src/systems/cache/view.ts';
import { play } from '../../support/cluster.ts';

const quiet = cacheInvariants.find(({ name }) => name === 'after quiet the cluster is whole');
const view = foundingView(['n1', 'n2', 'n3'].map((id) => ({ id, name: id, role: 'node', weight: 1 })));

const witness = (seen: View, incarnation = 1): Witness =>
  ({ view: seen, incarnation, keys: [], isCounted: true, orphans: 0 }) as unknown as Witness;

function verdict(
  witnesses: Readonly<Record<string, Witness>>,
  faults: readonly string[] = [],
): boolean | undefined {
  const scene: Scene = {
    witnesses: new Map(Object.entries(witnesses)),
    notes: [],
    outcomes: new Map(),
    options: { mode: 'primary' },
    ended: true,
    faults: new Map(faults.map((fault) => [fault, 1])),
  };
  return quiet?.holds(scene).ok;
}

const all = { n1: witness(view), n2: witness(view), n3: witness(view) };

test('a cluster is whole when all who run are members as they started last, up, and of one view', () => {
  expect(verdict(all)).toBe(true);
  expect(verdict({ ...all, n2: witness(view, 2) })).toBe(false);
  expect(verdict({ ...all, n2: witness({ ...view, epoch: 2 }) })).toBe(false);
  expect(verdict({ n1: all.n1, n2: all.n2 })).toBe(false);
  expect(verdict({ ...all, n4: witness(view) })).toBe(false);
  expect(verdict({ ...all, n4: witness(view) }, ['remove n4'])).toBe(true);
});

test('and it is not asked while a message is on its way that was sent long ago', async () => {
  expect(verdict({ n1: all.n1 }, ['late'])).toBe(true);
  const slow = { at: '2s', do: 'link', from: 'n1', to: 'n2', latency: { law: 'constant', min: '3s' } };
  const file = { system: 'cache', nodes: 3, script: [slow], until: '9s' };
  const [early, late] = [await play(file, { until: 1_900_000 }), await play(file, { until: 4_000_000 })];
  expect(faultsOf(early.cluster).has('late')).toBe(false);
  expect(faultsOf(late.cluster).get('late')).toBeGreaterThan(2);
});
