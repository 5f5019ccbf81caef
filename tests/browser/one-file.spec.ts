/** The one-file build, opened from disk: Workers inside Workers, without a server. */
import { fileURLToPath } from 'node:url';
import { callLab, expect, fingerprintAt, open, scenarioText, test } from './support/lab.ts';

test('the one file opens from disk and makes the same history', async ({ page }) => {
  const file = fileURLToPath(new URL('../../dist-file/ringside.html', import.meta.url));
  await page.goto(`file://${file}`);
  await page.waitForFunction(() => 'ringside' in globalThis);
  // Its policy knows every script and style that is in it by its hash, and nothing else.
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  const content = (await policy.getAttribute('content')) ?? '';
  expect(content).toMatch(/^default-src 'none'; script-src 'sha256-\S+'; worker-src blob:;/);
  expect(content).not.toMatch(/unsafe|http|connect-src/);
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
