/**
 * The byte budget: reads the built site and fails when what a first visitor must load has grown too heavy. Sizes are after gzip, in units
 * of 1000 bytes. A page that is slow to come is a page that is not read; whatever breaks the budget is loaded on demand instead, or comes when the
 * ring lives (src/views/afterwards.ts).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { firstRing, site } from './first-ring.mjs';

/** Kilobytes. A ring comes alive with the page, the bus and its nodes; what they share is loaded once. */
const limits = { entry: 150, node: 90, ring: 260 };

if (!existsSync(join(site, 'index.html'))) {
  console.error('There is no build to weigh: run `npm run build` first.');
  process.exit(1);
}

const { page, bus, node, replay, ring } = firstRing();

/** @type {[string, Set<string>, number | undefined][]} */
const rows = [
  ['page (index.html with its scripts and styles)', page, limits.entry],
  ['Worker bus, of the cache', bus, undefined],
  ['Worker node, of the cache', node, limits.node],
  ['first living ring (page, bus, nodes)', ring, limits.ring],
  ['Worker replay, of the cache, once somebody looks back', replay, undefined],
];
let isTooHeavy = false;
for (const [what, files, limit] of rows) {
  const size = weigh(files);
  const isOver = limit !== undefined && size > limit;
  const verdict = limit === undefined ? '' : `of ${limit} KB${isOver ? '  TOO HEAVY' : ''}`;
  console.log(`${what.padEnd(54)} ${size.toFixed(1).padStart(6)} KB in ${files.size} files ${verdict}`);
  isTooHeavy ||= isOver;
}
process.exit(isTooHeavy ? 1 : 0);

/** @param {Iterable<string>} files */
function weigh(files) {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(site, file)), { level: 9 }).length;
  return bytes / 1000;
}
