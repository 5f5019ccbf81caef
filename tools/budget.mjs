/**
 * The byte budget: reads the built site and fails when what a first visitor must load has grown too heavy. Sizes are after gzip, in units
 * of 1000 bytes. A page that is slow to come is a page that is not read; whatever breaks the budget is loaded on demand instead.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './process.mjs';

const site = join(root, 'dist');

/** Kilobytes. A ring comes alive with the page, the bus, the spare replayer and its nodes (one script, however many nodes). */
const aims = { entry: 150, node: 90, ring: 260 };
/**
 * Nothing grows beyond these, which is what there is today. Two stand above their aims since the cache is in the house: bus, nodes and
 * replayer each carry every system and the whole store. That is a debt and no new bound: they only ever come down, and when a Worker
 * loads the one system that it runs, on demand, the aims are the limits again.
 */
const limits = { entry: 150, node: 111, ring: 443 };
const workersOfRing = ['bus', 'node', 'replay'];

if (!existsSync(join(site, 'index.html'))) {
  console.error('There is no build to weigh: run `npm run build` first.');
  process.exit(1);
}

const entry = weigh(reach(pageParts()));
/** @type {{ name: string, size: number }[]} */
const workers = listing('workers')
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ name: file.replace(/-.{8}\.js$/, ''), size: weigh(reach([`workers/${file}`])) }));
const sizeOf = (/** @type {string} */ name) => workers.find((worker) => worker.name === name)?.size ?? 0;
const ring = entry + workersOfRing.reduce((sum, name) => sum + sizeOf(name), 0);

/** @type {[string, number, 'entry' | 'node' | 'ring' | undefined][]} */
const rows = [
  ['page (index.html with its scripts and styles)', entry, 'entry'],
  ...workers.map(
    ({ name, size }) =>
      /** @type {[string, number, 'node' | undefined]} */ ([
        `Worker ${name}`,
        size,
        name === 'node' ? 'node' : undefined,
      ]),
  ),
  [`first living ring (page, ${workersOfRing.join(', ')})`, ring, 'ring'],
];
for (const [what, size, budget] of rows) {
  const verdict = budget === undefined ? '' : verdictOf(size, aims[budget], limits[budget]);
  console.log(`${what.padEnd(52)} ${size.toFixed(1).padStart(7)} KB ${verdict}`);
}
process.exit(rows.some(([, size, budget]) => budget !== undefined && size > limits[budget]) ? 1 : 0);

/** @param {number} size @param {number} aim @param {number} limit */
function verdictOf(size, aim, limit) {
  if (size > limit) return `of ${limit} KB  TOO HEAVY`;
  return size > aim ? `of ${limit} KB, over the aim of ${aim} KB` : `of ${limit} KB`;
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

/** @param {Iterable<string>} files */
function weigh(files) {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(site, file)), { level: 9 }).length;
  return bytes / 1000;
}

/** @param {string} folder */
function listing(folder) {
  return existsSync(join(site, folder)) ? readdirSync(join(site, folder)) : [];
}
