/** The one-file build, opened from disk: Workers inside Workers, without a server. */
import { fileURLToPath } from 'node:url';
import { callLab, expect, fingerprintAt, open, scenarioText, test } from './support/lab.ts';

test('the one file opens from disk and makes the same history', async ({ page }) => {
  const file = fileURLToPath(new URL('../../dist-file/ringside.html', import.meta.url));
  await page.goto(`file://${file}`);
  await page.waitForFunction(() => 'ringside' in globalThis);
  // What comes on demand elsewhere stands in the file: there is nowhere to load it from.
  const encrypted = JSON.stringify({
    ...{ version: 1, system: 'cache', options: { encrypted: true, proxy: true } },
    script: [{ at: '2s', do: 'command', client: 'c1', text: 'SET apple 1' }],
  });
  for (const text of [scenarioText('one-fingerprint'), encrypted]) {
    await open(page, text);
    const inWorkers = await fingerprintAt(page, 5_000_000);
    await callLab(page, 'step');
    await open(page, text, { host: 'local' });
    expect(await fingerprintAt(page, 5_000_000)).toBe(inWorkers);
  }
});
