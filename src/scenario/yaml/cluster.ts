/**
 * `cluster.yaml`: what a cluster begins with (nodes, options, network), without what happens to it. It is judged as the part of a scenario that it is:
 * laid over the open one, by the one reader.
 */
import { isRecord } from '../parts.ts';
import { readScenario, type Systems } from '../read.ts';
import type { SystemSketch } from '../systems.ts';
import type { Json } from '../types.ts';
import { keysOf, NO_KEYS, placedFault, type PlacedFault } from './file.ts';
import { readYaml } from './read.ts';
import { writeYaml } from './write.ts';

/** A scenario as it stands in a file. */
export type Table = Readonly<Record<string, Json>>;

const PARTS = ['version', 'system', 'seed', 'epoch', 'nodes', 'clients', 'options', 'network'] as const;

export interface JudgedCluster {
  /** What the text says, whether or not it is right; null where it is no YAML. */
  readonly raw: Table | null;
  readonly faults: readonly PlacedFault[];
  /** The scenario that would begin. */
  readonly scenario: Table | null;
}

/** What only a system can judge has a text of its own (`server.yaml`). */
const isOfCluster = (name: string, sketch: SystemSketch): boolean => sketch.options[name]?.kind !== 'judged';

export function clusterYaml(whole: Table, sketch: SystemSketch): string {
  const { options = {} } = whole;
  const own = Object.fromEntries(
    Object.entries(options as Table).filter(([name]) => isOfCluster(name, sketch)),
  );
  return writeYaml(
    Object.fromEntries(
      PARTS.flatMap((part) =>
        whole[part] === undefined ? [] : [[part, part === 'options' ? own : whole[part]]],
      ),
    ),
  );
}

/** `isAgain`: with the acts of the open run, at the same instants. */
export function judgeCluster(text: string, whole: Table, systems: Systems, isAgain: boolean): JudgedCluster {
  const read = readYaml(text);
  if (!read.ok) {
    const fault = { path: '', says: read.says, ...read.place };
    return { raw: null, faults: [fault], scenario: null };
  }
  const { raw, places } = read;
  if (!isRecord(raw)) {
    return { raw: null, faults: [{ ...NO_KEYS, line: 1, column: 1 }], scenario: null };
  }
  const table = raw as Table;
  const strange = Object.keys(table).filter((key) => !PARTS.some((part) => part === key));
  const faults = strange.map((key): PlacedFault => ({
    path: key,
    says: `this key has no place here (${PARTS.join(', ')})`,
    ...places.of([key]),
  }));
  const scenario = laidOver(whole, table, systems, isAgain);
  const judged = readScenario(scenario, systems);
  if (!judged.ok) {
    for (const fault of judged.faults) {
      const [part = ''] = keysOf(fault.path);
      if (strange.includes(String(part))) continue;
      // What is wrong with the acts of the run because of this text stands nowhere in it.
      const isHere = fault.path === '' || PARTS.some((known) => known === part);
      faults.push(isHere ? placedFault(fault, places) : { ...fault, line: null, column: 1 });
    }
  }
  return { raw: table, faults, scenario: faults.length === 0 ? scenario : null };
}

function laidOver(whole: Table, cluster: Table, systems: Systems, isAgain: boolean): Table {
  // What was made of another beginning says nothing of this one.
  const { made: _made, script, ...kept } = whole;
  const sketch = systems.get(String(cluster.system ?? whole.system));
  const judged = Object.entries((whole.options ?? {}) as Table).filter(
    ([name]) => sketch?.options[name]?.kind === 'judged',
  );
  const options = isRecord(cluster.options)
    ? { ...(cluster.options as Table), ...Object.fromEntries(judged) }
    : (cluster.options ?? Object.fromEntries(judged));
  return { ...without(kept, PARTS), ...cluster, options, ...(isAgain && script !== undefined && { script }) };
}

/** What the text leaves out is left to what is usual, and not to what was there before. */
const without = (table: Table, keys: readonly string[]): Table =>
  Object.fromEntries(Object.entries(table).filter(([key]) => !keys.includes(key)));

/** The options that differ, where nothing else does; null where something else does. */
export function changedOptions(before: Table, after: Table): Table | null {
  const { options: had = {}, ...rest } = before;
  const { options: has = {}, ...others } = after;
  const keys = new Set([...Object.keys(rest), ...Object.keys(others)]);
  for (const key of keys) if (JSON.stringify(rest[key]) !== JSON.stringify(others[key])) return null;
  const changed = Object.entries(has as Table).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify((had as Table)[name]),
  );
  return Object.fromEntries(changed);
}
