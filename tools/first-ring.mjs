/**
 * Which files of the built site a first visit loads before its ring lives: the page with what it imports at once, the bus, and the nodes of a cache,
 * which is the largest system there is. Names are those that vite.config.ts gives to what is loaded on demand. The byte budget weighs these files,
 * and tests/browser/loading.spec.ts lets a ring come to life with them alone, so neither can forget one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { root } from './process.mjs';

export const site = join(root, 'dist');

/**
 * What each Worker loads for a ring of the cache: its doorstep and the programs that it runs, which come on demand and bring along what they
 * share. The replayer is no part of a first ring: its Worker starts when somebody looks back.
 */
const loadedBy = {
  bus: ['bus', 'cache-client', 'cache-moments'],
  node: ['node', 'cache-node'],
  replay: ['replay', 'cache-node', 'cache-client'],
};

export function firstRing() {
  const page = reach(pageParts());
  const [bus, node, replay] = Object.values(loadedBy).map((chunks) =>
    reach([named('workers', 'worker'), ...chunks.map((chunk) => named('workers/chunks', chunk))]),
  );
  if (bus === undefined || node === undefined || replay === undefined) throw new Error('a Worker is missing');
  return { page, bus, node, replay, ring: new Set([...page, ...bus, ...node]) };
}

/** The one file of this name, whatever its hash. @param {string} folder @param {string} name */
function named(folder, name) {
  const found = readdirSync(join(site, folder)).filter((file) => file.replace(/-.{8}\.js$/, '') === name);
  if (found.length !== 1)
    throw new Error(`${folder} should hold one ${name}-….js, and holds ${found.length}`);
  return `${folder}/${found[0]}`;
}

/** What the browser loads before it runs anything: index.html and the scripts and styles that it names. */
function pageParts() {
  const page = readFileSync(join(site, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="(?:\.\/)?([^":]+\.(?:js|css))"/g)].map(
    ([, path = '']) => path,
  );
  return ['index.html', ...named];
}

/** These files and all that they import at once (not on demand). Minified imports have one of two shapes. @param {string[]} files */
function reach(files) {
  const reached = new Set(files);
  for (const file of reached) {
    if (!file.endsWith('.js')) continue;
    const text = readFileSync(join(site, file), 'utf8');
    for (const [, target = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g)) {
      const path = posix.join(dirname(file), target);
      if (existsSync(join(site, path))) reached.add(path);
    }
  }
  return reached;
}
