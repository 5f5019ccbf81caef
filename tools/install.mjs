/** Makes sure that what package-lock.json names is installed. Plain Node: this runs before there is anything else. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, run } from './process.mjs';

const floor = [20, 19];

/** Ends with a sentence on a Node that is too old, before some package fails in words that nobody understands. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [floorMajor = 0, floorMinor = 0] = floor;
  if (major > floorMajor || (major === floorMajor && minor >= floorMinor)) return;
  console.error(`Ringside needs Node ${floor.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs the locked dependencies, if they are missing or stale. Ends the process when that cannot be done. */
export async function ensureInstalled() {
  checkNode();
  const reason = whyStale();
  if (reason === undefined) return;
  console.error(`Installing the locked dependencies (${reason}) …`);
  const command = [...npm(), 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  let { code } = await run(command);
  if (code !== 0) {
    console.error('That failed. A network has bad moments, so once more …');
    ({ code } = await run(command));
  }
  if (code === 0) return;
  console.error('The dependencies could not be installed; npm said why above.');
  process.exit(1);
}

/**
 * Compares the lock file with npm's own note of what it has put into node_modules. npm writes that note last, so a broken-off install
 * has none. A package for another operating system is locked but rightly absent, and has `optional` set.
 *
 * @returns {string | undefined} the reason to install, if there is one
 */
function whyStale() {
  const modules = join(root, 'node_modules');
  const note = join(modules, '.package-lock.json');
  if (!existsSync(note)) return 'none yet';
  const locked = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(note);
  for (const [path, { version, optional }] of Object.entries(locked)) {
    if (path === '') continue;
    const present = installed[path];
    if (present === undefined && optional) continue;
    if (present?.version !== version) return `${path.replace(/^.*node_modules\//, '')} is not ${version}`;
    if (!existsSync(join(root, path, 'package.json'))) return `${path} is gone`;
  }
  return undefined;
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
