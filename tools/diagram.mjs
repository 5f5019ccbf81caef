/**
 * Draws the real import graph of the folders under src into docs/architecture.md, between its two markers.
 *
 *   node tools/diagram.mjs            rewrites the diagram
 *   node tools/diagram.mjs --check    fails when it is stale
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import config from '../.dependency-cruiser.cjs';
import { root } from './process.mjs';

const page = join(root, 'docs', 'architecture.md');
const begin = '<!-- diagram: begin (made by tools/diagram.mjs, do not edit) -->';
const end = '<!-- diagram: end -->';

const text = readFileSync(page, 'utf8');
const [before, rest] = split(text, begin);
const [, after] = split(rest, end);
const drawn = `${before}${begin}\n\n${draw(await imports())}\n${end}${after}`;

if (drawn === text) process.exit(0);
if (process.argv.includes('--check')) {
  console.error('The diagram in docs/architecture.md is stale: run `node tools/diagram.mjs`.');
  process.exit(1);
}
writeFileSync(page, drawn);

/** @param {string} whole @param {string} marker @returns {[string, string]} */
function split(whole, marker) {
  const at = whole.indexOf(marker);
  if (at === -1) throw new Error(`docs/architecture.md lacks its marker ${marker}`);
  return [whole.slice(0, at), whole.slice(at + marker.length)];
}

/** Which folder really imports which others. @returns {Promise<Map<string, Set<string>>>} */
async function imports() {
  process.chdir(root);
  const { output } = await cruise(['src'], config.options);
  if (typeof output === 'string') throw new Error(output);
  /** @type {Map<string, Set<string>>} */
  const graph = new Map();
  for (const { source, dependencies } of output.modules) {
    const from = folderOf(source);
    if (from === undefined) continue;
    const targets = graph.get(from) ?? new Set();
    graph.set(from, targets);
    for (const { resolved } of dependencies) {
      const to = folderOf(resolved);
      if (to !== undefined && to !== from) targets.add(to);
    }
  }
  return graph;
}

/** @param {string} path */
function folderOf(path) {
  return /^src\/([^/]+)/.exec(path)?.[1];
}

/**
 * As Mermaid, and in full as a table. In the picture an arrow is left out when a longer way already says it, or nothing could be read.
 *
 * @param {Map<string, Set<string>>} graph
 */
function draw(graph) {
  const roofDown = ['main.ts', ...Object.keys(config.layers).reverse()].filter((folder) => graph.has(folder));
  const lines = ['```mermaid', 'flowchart TD'];
  const rows = ['| folder | imports |', '| --- | --- |'];
  for (const folder of roofDown) {
    const targets = roofDown.filter((target) => graph.get(folder)?.has(target));
    const shown = targets.filter(
      (target) => !targets.some((middle) => middle !== target && reaches(graph, middle, target)),
    );
    lines.push(
      `  ${name(folder)}[${folder}]`,
      ...shown.map((target) => `  ${name(folder)} --> ${name(target)}`),
    );
    rows.push(`| ${folder} | ${targets.join(', ') || '–'} |`);
  }
  lines.push('```');
  return `${lines.join('\n')}\n\n${rows.join('\n')}\n`;
}

/** Whether a way leads from one folder to another. @param {Map<string, Set<string>>} graph @param {string} from @param {string} to */
function reaches(graph, from, to) {
  const seen = new Set([from]);
  for (const folder of seen) for (const next of graph.get(folder) ?? []) seen.add(next);
  return from !== to && seen.has(to);
}

/** A name that Mermaid takes: no dot in it. @param {string} folder */
function name(folder) {
  return folder.replace('.', '_');
}
