/** `npm run check`: everything that can be said about the code without running it. */
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { run, tool } from './process.mjs';

/** @typedef {{ name: string, command: () => string[] }} Check */

/** @type {Check[]} */
export const checks = [
  {
    name: 'types of the core',
    command: () => [...tool('typescript', 'tsc'), '--project', 'tsconfig.core.json'],
  },
  // svelte-check reads everything in the project, not only components; the compiler alone would take each component for an unknown.
  {
    name: 'types of everything',
    command: () => [
      ...tool('svelte-check'),
      '--tsconfig',
      'tsconfig.json',
      '--fail-on-warnings',
      '--output',
      'human',
    ],
  },
  // Warnings are design questions (a long file, a long function): a few may stand, a habit may not.
  { name: 'lint', command: () => [...tool('eslint'), '.', '--max-warnings', '17'] },
  {
    name: 'import map',
    command: () => [
      ...tool('dependency-cruiser', 'depcruise'),
      'src',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
    ],
  },
  { name: 'format', command: () => [...tool('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'dead code', command: () => [...tool('knip')] },
  { name: 'diagram', command: () => [process.execPath, 'tools/diagram.mjs', '--check'] },
];

/**
 * Runs all checks, two at a time, and shows what the failing ones (and the linter's warnings) said.
 *
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
  const waiting = [...checks];
  const counts = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const { code, output, seconds } = await run(check.command(), { quiet: true });
      if (code === 0) counts.passed += 1;
      else counts.failed += 1;
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds.toFixed(1)} s)`);
      if (code !== 0 || check.name === 'lint') process.stdout.write(output);
    }
  };
  await Promise.all([worker(), worker()]);
  return counts;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureInstalled();
  const { failed } = await runChecks();
  process.exit(failed === 0 ? 0 : 1);
}
