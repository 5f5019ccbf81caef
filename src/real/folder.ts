/**
 * A scenario of the cache, taken to real servers: a folder with a compose file of Redis nodes, and scripts that repeat the same storm at the same instants.
 * What is Ringside's own stays behind, and the folder says so line by line.
 */
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { SystemSketch } from '../scenario/systems.ts';
import type { Scenario } from '../scenario/types.ts';
import { composeFile, WIRE_FILE } from './compose.ts';
import { configOf } from './config.ts';
import { LIB } from './lib.ts';
import { readmeOf } from './readme.ts';
import { clusterScript, startScript, STOP, stormScript } from './scripts.ts';
import { stormOf } from './storm.ts';

/** More containers than that are no experiment on one machine. */
export const REAL_NODES_MAX = 32;

export type RealFolder =
  | { readonly ok: true; readonly files: ReadonlyMap<string, string>; readonly leftOut: number }
  | { readonly ok: false; readonly why: 'system' | 'nodes' };

export function realFolder(scenario: Scenario, sketch: SystemSketch): RealFolder {
  if (scenario.system !== 'cache') return { ok: false, why: 'system' };
  const storm = stormOf(scenario, sketch);
  const { nodes } = storm.seats;
  const first = nodes.filter(({ isLater }) => !isLater);
  if (first.length === 0 || nodes.length > REAL_NODES_MAX) return { ok: false, why: 'nodes' };
  const { lines, told } = configOf(scenario, sketch, first.length);
  const config = `# A node of the cluster, as the scenario has it.\n${lines.join('\n')}\n`;
  const files = new Map<string, string>([
    ['README.md', readmeOf(scenario, storm, told)],
    ['compose.yaml', composeFile(storm.seats)],
    ['cluster.sh', clusterScript(storm)],
    ['lib.sh', LIB],
    ['start.sh', startScript(scenario, storm.seats)],
    ['storm.sh', stormScript(scenario, storm)],
    ['stop.sh', STOP],
    ['wire/Dockerfile', WIRE_FILE],
    ...nodes.map(({ id }): [string, string] => [`config/${id}.conf`, config]),
  ]);
  return { ok: true, files, leftOut: storm.steps.filter(({ leftOut }) => leftOut !== null).length };
}

const UNIX = 3;
const MAY_RUN = 0o100755 << 16;
const MAY_READ = 0o100644 << 16;

/** The same bytes for the same files: nothing of the hour at which it was made. */
export function zipped(files: ReadonlyMap<string, string>, name: string): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const [path, text] of files) {
    const attrs = path.endsWith('.sh') ? MAY_RUN : MAY_READ;
    entries[`${name}/${path}`] = [strToU8(text), { os: UNIX, attrs, mtime: new Date(1980, 0, 1) }];
  }
  return new Uint8Array(zipSync(entries));
}
