/** `npm start`: from a fresh clone to a page in the browser. Plain Node: this runs before anything is installed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { root, run, tool } from './process.mjs';
import { serve } from './serve.mjs';

/**
 * What a person saves in the browser belongs to the page's address, port included. So the same port is asked for each time, and any
 * free one is taken only when that one is busy.
 */
const usualPort = 4747;
const site = 'dist';
/** Lies inside the build, so that a build made otherwise, which empties the folder, also takes the note away. */
const stamp = join(root, site, '.built-from');
const sources = [
  'src',
  'public',
  'lessons',
  'index.html',
  'package-lock.json',
  'vite.config.ts',
  'svelte.config.js',
];

await ensureInstalled();
await build();
const { url, close } = await open();
console.log(`Ringside is at ${url} (Ctrl+C ends it)`);
show(url);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void close().then(() => process.exit(0)));
}

/** Builds the site, unless the one that stands was built from exactly these sources. */
async function build() {
  const wanted = digest();
  if (
    existsSync(join(root, site, 'index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted
  )
    return;
  console.error('Building …');
  const { code, output } = await run([...tool('vite'), 'build', '--logLevel', 'warn'], { quiet: true });
  if (code !== 0) {
    console.error(`${output}\nThe site could not be built.`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** One hash over the names and the content of everything that a build is made from. */
function digest() {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ path) => {
    const file = join(root, path);
    if (!existsSync(file)) return;
    const entries = listing(file);
    if (entries === undefined) hash.update(`${path}\0`).update(readFileSync(file)).update('\0');
    else for (const name of entries) add(`${path}/${name}`);
  };
  for (const source of sources) add(source);
  return hash.digest('hex');
}

/** The sorted names in a folder; nothing for a file. @param {string} path */
function listing(path) {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}

async function open() {
  const asked = process.env['PORT'];
  const port = asked === undefined || asked === '' ? usualPort : Number(asked);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`PORT must be a number from 0 to 65535, not "${asked}".`);
    process.exit(1);
  }
  try {
    return await serve(site, port);
  } catch (error) {
    if (!asked) return serve(site, 0);
    console.error(`Port ${port} cannot be used: ${error instanceof Error ? error.message : error}.`);
    process.exit(1);
  }
}

/** Opens the page where there is a desktop to open it on. Whatever goes wrong here is no reason to stop. @param {string} url */
function show(url) {
  const { env, platform } = process;
  if (env['BROWSER'] === 'none' || env['CI']) return;
  /** @type {string[] | undefined} */
  let command;
  if (platform === 'darwin') command = ['open', url];
  else if (platform === 'win32') command = ['cmd', '/c', 'start', '', url];
  else if (env['DISPLAY'] || env['WAYLAND_DISPLAY']) command = ['xdg-open', url];
  if (command === undefined) return;
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
