/** A Chromium for the browser tests: found where it usually is, or installed. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tool, twice } from './process.mjs';

// The shell is the same engine without the window around it, which nobody sees here: it starts in half the time.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];
const places = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The path of a Chromium that is there and runs. RINGSIDE_CHROMIUM is an order, not a hint: what it names is used or nothing is.
 *
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const ordered = process.env['RINGSIDE_CHROMIUM'];
  if (ordered) return runs(ordered) ? ordered : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const { chromium } = await import('@playwright/test');
  return [...onPath, ...places, chromium.executablePath()].find(runs);
}

/** Finds a Chromium or brings one: Debian's own where we may install packages, else the one that Playwright downloads. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found !== undefined || process.env['RINGSIDE_CHROMIUM']) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    for (const name of ['chromium-headless-shell', 'chromium']) {
      console.error(`No Chromium here: installing the package ${name} …`);
      await twice(['apt-get', 'update'], ['apt-get', 'install', '--yes', '--no-install-recommends', name]);
      const installed = await findChromium();
      if (installed !== undefined) return installed;
    }
  }
  console.error('No Chromium here: asking Playwright to download one …');
  await twice([...tool('@playwright/test', 'playwright'), 'install', 'chromium']);
  return findChromium();
}

/** A stub that only says where to get the real thing also exists as a file, so being there is not enough. @param {string} path */
function runs(path) {
  if (!existsSync(path)) return false;
  if (process.platform === 'win32') return true; // There, asking for the version would open a window.
  try {
    return /\d+\.\d+/.test(
      execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: 'pipe' }),
    );
  } catch {
    return false;
  }
}
