/** The one-file build, opened from disk: Workers inside Workers, without a server. */
import { fileURLToPath } from 'node:url';
import { callLab, expect, fingerprintAt, open, scenarioText, test } from './support/lab.ts';

test('the one file opens from disk and makes the same history', async ({ page }) => {
  const file = fileURLToPath(new URL('../../dist-file/ringside.html', import.meta.url));
  await page.goto(`file://${file}`);
  await page.waitForFunction(() => 'ringside' in globalThis);
  await open(page, scenarioText('one-fingerprint'));
  const inWorkers = await fingerprintAt(page, 5_000_000);
  await callLab(page, 'step');
  await open(page, scenarioText('one-fingerprint'), { host: 'local' });
  expect(await fingerprintAt(page, 5_000_000)).toBe(inWorkers);
});
