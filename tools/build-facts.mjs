/**
 * What the page says of its own build, and could not know before: its version, and the licence of every package that got into it. The packages are
 * those whose modules were really read while the page and its Workers were built; nothing is written down by hand.
 *
 * In the source it is the constant `__BUILD__`, which stands for itself until everything has been read.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './process.mjs';

/** @typedef {{ name: string, version: string, licence: string, text: string }} Package */

/** @returns {{ page: import('vite').Plugin, worker: () => import('vite').Plugin }} */
export function buildFacts() {
  /** @type {Map<string, Package>} By folder. */
  const packages = new Map();
  /** @param {string} id */
  const note = (id) => {
    const folder = folderOf(id);
    if (folder !== undefined && !packages.has(folder)) packages.set(folder, read(folder));
  };
  const collect = {
    name: 'ringside-build-facts',
    /** @param {{ id: string }} module */
    moduleParsed({ id }) {
      note(id);
    },
  };
  return {
    page: {
      ...collect,
      config: (_, { command }) => (command === 'serve' ? { define: { __BUILD__: unbuilt() } } : undefined),
      renderChunk: (code) => {
        if (!code.includes('__BUILD__')) return null;
        const facts = { version: own().version, packages: sorted(packages.values()) };
        return { code: code.replaceAll('__BUILD__', () => JSON.stringify(facts)), map: null };
      },
    },
    worker: () => ({ ...collect }),
  };
}

/** Where nothing is built, the packages are those that the project names. */
function unbuilt() {
  const { version, dependencies } = own();
  const named = Object.keys(dependencies).map((name) => read(join(root, 'node_modules', name)));
  return JSON.stringify({ version, packages: sorted(named) });
}

/** @returns {{ version: string, dependencies: Record<string, string> }} */
function own() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

/** The package that a module is of: the last one on its path. @param {string} id */
function folderOf(id) {
  return /^\0?(.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/.exec(id)?.[1];
}

/** @param {string} folder @returns {Package} */
function read(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return { name, version, licence: license, text };
}

/** @param {Iterable<Package>} packages */
function sorted(packages) {
  return [...packages].sort((left, right) => (left.name < right.name ? -1 : 1));
}
