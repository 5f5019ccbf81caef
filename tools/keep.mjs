/**
 * Keeps earlier releases beside a built site, so that links outlive releases: what was made by another edition can be opened as it was made.
 *
 *   node tools/keep.mjs SITE EARLIER…     each EARLIER is the built site of another release
 *
 * Each comes to stand under `v/<its version>/`, and `v/index.json` says which editions it has. What an earlier site kept itself is not taken along.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ version: string, editions: Record<string, number> }} Release */

/** @param {string} site @param {readonly string[]} earlier @returns {Release[]} All that are kept now. */
export function keep(site, earlier) {
  if (!existsSync(join(site, 'index.html'))) throw new Error(`${site} is no built site`);
  const shelf = join(site, 'v');
  mkdirSync(shelf, { recursive: true });
  for (const folder of earlier) {
    const { version } = releaseOf(folder);
    const place = join(shelf, version);
    rmSync(place, { recursive: true, force: true });
    const own = resolve(folder, 'v');
    cpSync(folder, place, { recursive: true, filter: (from) => resolve(from) !== own });
  }
  const kept = readdirSync(shelf, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => releaseOf(join(shelf, name)));
  writeFileSync(join(shelf, 'index.json'), `${JSON.stringify(kept, null, 1)}\n`);
  return kept;
}

/** @param {string} folder @returns {Release} */
function releaseOf(folder) {
  const file = join(folder, 'release.json');
  if (!existsSync(file))
    throw new Error(`${folder} does not say which release it is: it has no release.json`);
  const { version, editions } = JSON.parse(readFileSync(file, 'utf8'));
  if (!/^[0-9A-Za-z][0-9A-Za-z.+-]*$/.test(version)) throw new Error(`${file} names no version`);
  return { version, editions };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , site, ...earlier] = process.argv;
  if (site === undefined) {
    console.error('node tools/keep.mjs SITE EARLIER…');
    process.exit(2);
  }
  try {
    for (const { version } of keep(site, earlier)) console.log(`kept: v/${version}/`);
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    process.exit(2);
  }
}
