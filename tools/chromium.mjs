/** A Chromium for the browser tests: found where it usually is, or installed. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tool, twice } from './process.mjs';

/** The same engine without the window around it, which nobody sees here: it starts in half the time. It does not tell how much memory a page takes. */
const SHELL = 'chromium-headless-shell';
const names = [SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The path of a Chromium that is there and runs. RINGSIDE_CHROMIUM is an order, not a hint: what it names is used or nothing is.
 *
 * @param {{ isWhole?: boolean }} [which] isWhole: not merely the shell
 * @returns {Promise<string | undefined>}
 */
export async function findChromium({ isWhole = false } = {}) {
  const ordered = process.env['RINGSIDE_CHROMIUM'];
  if (ordered) return runs(ordered) ? ordered : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const wanted = names.filter((name) => !isWhole || name !== SHELL);
  const onPath = wanted.flatMap((name) => folders.map((folder) => join(folder, name)));
  const { chromium } = await import('@playwright/test');
  return [...onPath, ...places, chromium.executablePath()].find(runs);
}

/** Finds a Chromium or brings one: Debian's own where we may install packages, else the one that Playwright downloads. */
export async function ensureChromium({ isWhole = false } = {}) {
  const found = await findChromium({ isWhole });
  if (found !== undefined || process.env['RINGSIDE_CHROMIUM']) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    for (const name of isWhole ? ['chromium'] : [SHELL, 'chromium']) {
      console.error(`No Chromium here: installing the package ${name} …`);
      await twice(['apt-get', 'update'], ['apt-get', 'install', '--yes', '--no-install-recommends', name]);
      const installed = await findChromium({ isWhole });
      if (installed !== undefined) return installed;
    }
  }
  console.error('No Chromium here: asking Playwright to download one …');
  await twice([...tool('@playwright/test', 'playwright'), 'install', 'chromium']);
  return findChromium({ isWhole });
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
