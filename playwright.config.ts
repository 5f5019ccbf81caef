import { defineConfig } from '@playwright/test';
import { findChromium } from './tools/chromium.mjs';

/**
 * Tests that drive the built site as a person would: `npm run build`, then `npx playwright test [FILE…]`; `npm run test:browser` does both.
 */
const executablePath = await findChromium();

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // No assertion of time: a busy machine takes its while to start seven Workers, and nothing here is measured.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  globalTimeout: 55 * 60_000,
  reporter: 'list',
  webServer: {
    command: 'node tools/serve.mjs dist',
    // Any free port: the server prints its address, Playwright hands it on by this name in capitals.
    wait: { stdout: /(?<ringside_url>http:\S+)/ },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 },
  },
  use: {
    browserName: 'chromium',
    headless: true,
    // What stands between a page and the network would hide it from tests that stand there too. Its own tests let it in.
    serviceWorkers: 'block',
    ...(process.env['RINGSIDE_URL'] !== undefined && { baseURL: process.env['RINGSIDE_URL'] }),
    viewport: { width: 1440, height: 900 },
    // A trace costs a quarter of the time of every test. Whoever wants one asks for it: `--trace on`.
    trace: 'off',
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
