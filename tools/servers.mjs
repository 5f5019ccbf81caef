/**
 * Real servers to compare with, Redis for the store and etcd for what is taken to a real cluster: there, or installed where we may. Without one the
 * comparison says loudly that it did not take place.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { twice } from './process.mjs';

/** By program, the package of Debian that has it. */
const packages = new Map([
  ['redis-server', 'redis-server'],
  ['redis-cli', 'redis-tools'],
  ['redis-benchmark', 'redis-tools'],
  ['etcd', 'etcd-server'],
  ['etcdctl', 'etcd-client'],
]);

/** @returns {Promise<string[]>} what is still missing */
export async function ensureServers() {
  const missing = missingPrograms();
  if (missing.length === 0 || !existsSync('/etc/debian_version') || process.getuid?.() !== 0) return missing;
  const wanted = [...new Set(missing.map((program) => packages.get(program) ?? program))];
  console.error(`Installing the packages ${wanted.join(', ')} …`);
  await twice(['apt-get', 'update'], ['apt-get', 'install', '--yes', '--no-install-recommends', ...wanted]);
  return missingPrograms();
}

function missingPrograms() {
  return [...packages.keys()].filter((program) => {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' });
      return false;
    } catch (fault) {
      // A client that does not know the flag is there all the same.
      return /** @type {NodeJS.ErrnoException} */ (fault).code === 'ENOENT';
    }
  });
}
