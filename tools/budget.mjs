/**
 * The byte budget: reads the built site and fails when what a first visitor must load has grown too heavy. Sizes are after gzip, in units
 * of 1000 bytes. A page that is slow to come is a page that is not read; whatever breaks the budget is loaded on demand instead.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './process.mjs';

const site = join(root, 'dist');

/**
 * What each Worker loads for a ring of the cache, the largest there is: its doorstep and the programs that it runs, which come on demand and
 * bring along what they share. Names are those that vite.config.ts gives to what is loaded on demand.
 */
const loadedBy = {
  bus: ['bus', 'cache-client', 'cache-moments'],
  node: ['node', 'cache-node'],
  replay: ['replay', 'cache-node', 'cache-client'],
};

/**
 * Kilobytes. A ring comes alive with the page, the bus, the spare replayer and its nodes; what they share is loaded once. Two aims are missed, and
 * these are what was reached: a node is to weigh 90, and comes down when the manner and the detector that it does not run are left out of
 * it; a first ring is to weigh 260, and comes down when hands, tools and the words of closed panels come after it has begun to live.
 */
const limits = { entry: 150, node: 94.5, ring: 286 };

if (!existsSync(join(site, 'index.html'))) {
  console.error('There is no build to weigh: run `npm run build` first.');
  process.exit(1);
}

const page = reach(pageParts());
const workers = Object.entries(loadedBy).map(([name, chunks]) => ({
  name,
  files: reach([named('workers', 'worker'), ...chunks.map((chunk) => named('workers/chunks', chunk))]),
}));
const ring = new Set([...page, ...workers.flatMap(({ files }) => [...files])]);

/** @type {[string, Set<string>, number | undefined][]} */
const rows = [
  ['page (index.html with its scripts and styles)', page, limits.entry],
  ...workers.map(
    ({ name, files }) =>
      /** @type {[string, Set<string>, number | undefined]} */ ([
        `Worker ${name}, of the cache`,
        files,
        name === 'node' ? limits.node : undefined,
      ]),
  ),
  ['first living ring (page, bus, replay, nodes)', ring, limits.ring],
];
let isTooHeavy = false;
for (const [what, files, limit] of rows) {
  const size = weigh(files);
  const isOver = limit !== undefined && size > limit;
  const verdict = limit === undefined ? '' : `of ${limit} KB${isOver ? '  TOO HEAVY' : ''}`;
  console.log(`${what.padEnd(48)} ${size.toFixed(1).padStart(6)} KB in ${files.size} files ${verdict}`);
  isTooHeavy ||= isOver;
}
process.exit(isTooHeavy ? 1 : 0);

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

/** @param {Iterable<string>} files */
function weigh(files) {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(site, file)), { level: 9 }).length;
  return bytes / 1000;
}
