/** Running other programs, for the tools that must work before anything is installed: plain Node, no packages. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder, wherever the command was typed. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** @typedef {{ code: number, output: string, seconds: number }} Outcome */

/**
 * Runs a program in the project's folder until it ends. Never throws: a program that cannot start, or does not end in time, is an
 * outcome with a code other than 0.
 *
 * @param {string[]} command the program and its arguments, never a line for a shell
 * @param {{ quiet?: boolean, env?: Record<string, string | undefined>, minutes?: number }} [how]
 *   quiet: keep the output instead of showing it
 * @returns {Promise<Outcome>}
 */
export function run(command, { quiet = false, env = {}, minutes = 60 } = {}) {
  const [program = '', ...args] = command;
  const began = Date.now();
  return new Promise((done) => {
    let output = '';
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      // npm is a batch file on Windows, and those only start through a shell. All our arguments are our own words.
      shell: process.platform === 'win32' && program === 'npm',
    });
    const finish = (/** @type {number} */ code) => {
      clearTimeout(deadline);
      done({ code, output, seconds: (Date.now() - began) / 1000 });
    };
    const deadline = setTimeout(() => {
      output += `\nstopped after ${minutes} minutes`;
      child.kill('SIGKILL');
    }, minutes * 60_000);
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/**
 * The command that starts an installed package's program, without the detour (and the half second) of npx.
 *
 * @param {string} packageName
 * @param {string} [program] when the package has several, or names it differently
 */
export function tool(packageName, program = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [process.execPath, join(folder, typeof bin === 'string' ? bin : bin[program])];
}

/** The npm that called us, if one did: the one beside another Node could be of another age. */
export function npm() {
  const caller = process.env['npm_execpath'];
  return caller?.endsWith('.js') ? [process.execPath, caller] : ['npm'];
}

/** Runs the commands in a row, and all of them once more if one fails: networks have bad moments. @param {string[][]} commands */
export async function twice(...commands) {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    let code = 0;
    for (const command of commands) {
      if (code === 0) ({ code } = await run(command, { env: { DEBIAN_FRONTEND: 'noninteractive' } }));
    }
    if (code === 0) return;
  }
}
