/**
 * A scenario taken to real servers: a folder with a compose file of their nodes, and scripts that repeat the same storm at the same instants. What is
 * Ringside's own stays behind, and the folder says so line by line.
 */
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { SystemSketch } from '../scenario/systems.ts';
import type { Scenario } from '../scenario/types.ts';
import { composeFile, WIRE_FILE } from './compose.ts';
import type { Counterpart } from './counterpart.ts';
import { etcd } from './etcd/index.ts';
import { libOf } from './lib.ts';
import { counterpartOf, type COUNTERPART_OF } from './offered.ts';
import { readmeOf } from './readme.ts';
import { redis } from './redis/index.ts';
import { clusterScript, startScript, STOP, stormScript } from './scripts.ts';
import { stormOf } from './storm.ts';

/** More containers than that are no experiment on one machine. */
export const REAL_NODES_MAX = 32;

export type RealFolder =
  | {
      readonly ok: true;
      /** What the name of the folder ends with. */
      readonly system: string;
      readonly files: ReadonlyMap<string, string>;
      readonly leftOut: number;
    }
  | { readonly ok: false; readonly why: 'system' | 'nodes' };

const COUNTERPARTS: Readonly<Record<keyof typeof COUNTERPART_OF, Counterpart>> = {
  cache: redis,
  tables: etcd,
};

export function realFolder(scenario: Scenario, sketch: SystemSketch): RealFolder {
  if (counterpartOf(scenario.system) === null) return { ok: false, why: 'system' };
  const counterpart = COUNTERPARTS[scenario.system as keyof typeof COUNTERPARTS];
  const storm = stormOf(scenario, sketch, counterpart);
  const { nodes } = storm.seats;
  if (nodes.every(({ isLater }) => isLater) || nodes.length > REAL_NODES_MAX)
    return { ok: false, why: 'nodes' };
  const setUp = counterpart.setUp(scenario, sketch, storm.seats);
  const files = new Map<string, string>([
    ['README.md', readmeOf(scenario, storm, setUp.told, counterpart)],
    ['compose.yaml', composeFile(storm.seats, counterpart)],
    ['cluster.sh', clusterScript(storm, setUp.facts)],
    ['lib.sh', libOf(counterpart)],
    ['start.sh', startScript(scenario, storm.seats, counterpart)],
    ['storm.sh', stormScript(scenario, storm)],
    ['stop.sh', STOP],
    ['wire/Dockerfile', WIRE_FILE],
    ...setUp.files,
  ]);
  const leftOut = storm.steps.filter((step) => step.leftOut !== null).length;
  return { ok: true, system: counterpart.prefix, files, leftOut };
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
