/** Seek back, act: another future begins, and both can be opened again. */
import { callLab, expect, fingerprintAt, frameOf, open, openPage, test } from './support/lab.ts';

const text = JSON.stringify({ version: 1, system: 'counter', nodes: 4, workload: [{ rate: 40 }] });

test('acting in the past makes a branch, and both futures can be opened again', async ({ page }) => {
  await openPage(page);
  await open(page, text);
  await fingerprintAt(page, 1_000_000);
  await callLab(page, 'act', { do: 'kill', node: 'n1' });
  const first = await fingerprintAt(page, 4_000_000);

  await fingerprintAt(page, 2_000_000);
  await callLab(page, 'act', { do: 'restart', node: 'n1' });
  const branched = await frameOf(page);
  expect(branched.branch).toBe(2);
  expect(branched.branches).toHaveLength(2);
  const second = await fingerprintAt(page, 4_000_000);
  expect(second).not.toBe(first);

  await callLab(page, 'openBranch', 1);
  expect(await fingerprintAt(page, 4_000_000)).toBe(first);
  await callLab(page, 'openBranch', 2);
  expect(await fingerprintAt(page, 4_000_000)).toBe(second);
  // Each of the two is a scenario of its own.
  const script = await callLab(page, 'scenario');
  await open(page, script);
  expect(await fingerprintAt(page, 4_000_000)).toBe(second);
});

test('a command typed while paused plays until its reply and pauses again', async ({ page }) => {
  await openPage(page);
  await open(page, text);
  await fingerprintAt(page, 1_000_000);
  const asked = await callLab(page, 'ask', 'c1', 'INCR');
  expect(asked).toMatchObject({ ended: 'reply' });
  const { at, playing } = await frameOf(page);
  expect(playing).toBe(false);
  expect(at).toBeLessThan(1_200_000);
  const settled = (await frameOf(page)).events.findLast(
    (event) => event.what === 'settled' && event.operation === 'c1.1',
  );
  // Exactly at the reply's instant, which is done.
  expect(settled?.at).toBe(at - 1);
});

test('what cannot be read is refused by path, and what was open stays', async ({ page }) => {
  await openPage(page);
  await open(page, text);
  const before = await fingerprintAt(page, 1_000_000);
  const refused = await callLab(page, 'open', {
    text: '{"version":1,"system":"counter","nodes":3,"script":[{"at":"1s","do":"kill","node":"n9"}]}',
  });
  expect(refused).toEqual({ ok: false, says: ['script[0].node: there is no node n9'] });
  expect((await frameOf(page)).picture?.fingerprint).toBe(before);
});
