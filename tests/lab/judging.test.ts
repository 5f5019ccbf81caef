/** Whether what a system promises holds: asked of the moment that is looked at, and on branches that go on from it. */
import { expect, test } from 'vitest';
import type { Check } from '../../src/history/verdicts.ts';
import type { SupposeQuestion } from '../../src/lab/supposing.ts';
import { localLab } from '../support/lab.ts';

const cluster = {
  version: 1,
  system: 'tables',
  seed: 1,
  nodes: 5,
  options: { mutants: ['majority-of-the-living'] },
  network: { latency: { min: '10ms', max: '20ms' } },
  until: '60s',
};

/** Alfa, who led, and Bravo elect one of them in a term in which the others have a leader too. */
const ROPE = { do: 'partition', groups: [['n1', 'n2']] };
const CUT: SupposeQuestion['acts'][number] = { kind: 'do', action: ROPE };

async function labAt(at: number): Promise<ReturnType<typeof localLab>> {
  const lab = localLab();
  expect(await lab.open({ text: JSON.stringify(cluster), at })).toEqual({ ok: true });
  return lab;
}

const broken = (checks: readonly Check[] | null | undefined): readonly string[] =>
  (checks ?? []).filter(({ ok }) => !ok).map(({ name }) => name);

test('a lab judges the moment that is looked at, and its history stays what it is', async () => {
  const lab = await labAt(1_000_000);
  const frame = async (): Promise<string | undefined> =>
    (await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 })).picture?.fingerprint;
  const before = await frame();
  const checks = await lab.judge();
  expect(checks?.length).toBeGreaterThan(5);
  expect(broken(checks)).toEqual([]);
  expect(await frame()).toBe(before);
  await lab.act(ROPE);
  await lab.pass(1_000_000);
  expect(broken(await lab.judge())).toContain('one leader in a term');
});

test('a node that was only just started has nothing to say, and that is no fault', async () => {
  const lab = await labAt(1_000_000);
  await lab.act({ do: 'kill', node: 'n5' });
  await lab.act({ do: 'restart', node: 'n5' });
  expect(broken(await lab.judge())).toEqual([]);
});

test('a branch is judged by what was told before it, too, and only when somebody asks', async () => {
  const lab = await labAt(1_000_000);
  const looksOf = async (question: SupposeQuestion): Promise<readonly (readonly Check[])[]> => {
    const answer = await lab.suppose(question);
    if (!answer.ok) throw new Error(answer.says.join(' '));
    return answer.supposed.looks.map(({ checks }) => checks);
  };
  expect(await looksOf({ acts: [CUT], looks: [1_000_000] })).toEqual([[]]);
  const [early, late] = await looksOf({ acts: [CUT], looks: [10_000, 1_000_000], judges: true });
  expect(broken(early)).toEqual([]);
  expect(broken(late)).toContain('one leader in a term');
  // One that begins anew knows nothing of it.
  const text = JSON.stringify({ ...cluster, options: {} });
  const [anew] = await looksOf({
    acts: [{ kind: 'open', text, at: 500_000 }, CUT],
    looks: [1_000_000],
    judges: true,
  });
  expect(anew?.length).toBeGreaterThan(5);
  expect(broken(anew)).toEqual([]);
});
