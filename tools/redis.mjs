/** A real Redis to compare the store with: there, or installed where we may. Without one the comparison says loudly that it did not take place. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { twice } from './process.mjs';

const programs = ['redis-server', 'redis-cli', 'redis-benchmark'];

/** @returns {Promise<boolean>} whether all of it is there now */
export async function ensureRedis() {
  if (programs.every(isInstalled)) return true;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.error('No Redis here: installing the packages redis-server and redis-tools …');
    await twice(
      ['apt-get', 'update'],
      ['apt-get', 'install', '--yes', '--no-install-recommends', 'redis-server', 'redis-tools'],
    );
  }
  return programs.every(isInstalled);
}

/** @param {string} program */
function isInstalled(program) {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
