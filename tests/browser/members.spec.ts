/** A table store on the page: who leads, logs beside the nodes, an entry that not everybody knows to be committed, and a leader that only thinks it leads. */
import { expectAccessible, expectNothingWider } from './support/audit.ts';
import { callLab, expect, open, openPage, test } from './support/lab.ts';
import { openPanel } from './support/panels.ts';

const MILLI = 1_000;
/** Nobody is cut off before it leads: which one that is follows from the seed. */
const text = JSON.stringify({
  ...{ version: 1, system: 'tables', nodes: 5, until: '60s', options: { checkQuorum: false } },
  workload: [{ loop: 'closed', depth: 1, keys: 5, spread: 'scan', reads: 0, from: '1s', until: '1300ms' }],
});

test('crowns, logs and votes are drawn as the nodes have them, and told in the inspector', async ({
  page,
}) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Just play' }).click();
  await callLab(page, 'pause');
  await open(page, text, { host: 'local' });
  await callLab(page, 'pass', 900 * MILLI);
  const beside = page.locator('.beside');
  await expect(beside.getByText(/leader · round 1/)).toHaveCount(1);
  await expect(beside.getByText(/follower · round 1/)).toHaveCount(4);
  await expect(beside.locator('.known rect')).toHaveCount(5);
  await callLab(page, 'pass', 500 * MILLI);
  await expect(beside.locator('.open rect')).toHaveCount(0);

  const { inside } = await callLab(page, 'frame', 0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });
  const minds = Object.entries(inside?.nodes ?? {});
  const [leader = ''] = minds.find(([, { belief }]) => belief['role'] === 'leader') ?? [];
  await callLab(page, 'act', { do: 'partition', groups: [[leader]] });
  await callLab(page, 'pass', 1_000 * MILLI);
  await expect(beside.getByText(/thinks it leads · round 1/)).toHaveCount(1);
  await expect(beside.getByText(/leader · round [2-9]/)).toHaveCount(1);

  await page.locator(`svg [data-node="${leader}"]`).first().click();
  const panel = page.getByRole('region', { name: 'Inspector' });
  await expect(panel.getByRole('heading', { name: 'Its log', exact: true })).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'Heard from' })).toBeVisible();
  await openPanel(page, 'Tables');
  await expect(page.getByRole('region', { name: 'Tables, side by side' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNothingWider(page);
});
