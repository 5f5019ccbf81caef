/**
 * The third encoding of a scenario, beside JSON and a link: YAML, which is what somebody writes by hand to say which nodes there are. Every key means
 * what it means in JSON, and the same reader judges it. A file of nodes, proxy and limits alone is the shortest: a topology.
 */
import { pathText, type Fault, type Keys } from '../fault.ts';
import { isRecord } from '../parts.ts';
import { readScenario, type Systems } from '../read.ts';
import type { Json, Scenario } from '../types.ts';
import { writeScenario } from '../write.ts';
import { readYaml, type Places } from './read.ts';
import { writeYaml } from './write.ts';

export interface PlacedFault extends Fault {
  /** Null: it is no part of this text. */
  readonly line: number | null;
  readonly column: number;
}

export type ReadYamlFile =
  | { readonly ok: true; readonly scenario: Scenario; readonly text: string }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] };

/** Of a text that is no map. */
export const NO_KEYS: Fault = { path: '', says: 'this text names no keys, such as "version: 1"' };

/** What comes back as `text` is the same scenario in JSON, for whoever opens one. */
export function readYamlScenario(yaml: string, systems: Systems): ReadYamlFile {
  const read = readYaml(yaml);
  if (!read.ok) return { ok: false, faults: [placed({ path: '', says: read.says }, read.place)] };
  if (!isRecord(read.raw)) return { ok: false, faults: [placed(NO_KEYS, { line: 1, column: 1 })] };
  const judged = readScenario(read.raw, systems);
  if (!judged.ok) return { ok: false, faults: judged.faults.map((fault) => placedFault(fault, read.places)) };
  return { ok: true, scenario: judged.scenario, text: writeScenario(judged.scenario, systems) };
}

/** A scenario that was written as JSON, as YAML. */
export function yamlOf(text: string): string {
  return writeYaml(JSON.parse(text) as Readonly<Record<string, Json>>);
}

export function placedFault(fault: Fault, places: Places): PlacedFault {
  return placed(fault, places.of(keysOf(fault.path)));
}

const placed = (fault: Fault, { line, column }: { line: number; column: number }): PlacedFault => ({
  ...fault,
  line,
  column,
});

const STEP = /\.?([A-Za-z_][A-Za-z0-9_]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** The way that `pathText` has written. */
export function keysOf(path: string): Keys {
  const keys: (string | number)[] = [];
  STEP.lastIndex = 0;
  for (let step = STEP.exec(path); step !== null; step = STEP.exec(path)) {
    const [, word, index, quoted] = step;
    if (index !== undefined) keys.push(Number(index));
    else keys.push(word ?? (JSON.parse(quoted as string) as string));
  }
  return keys;
}

/** Whether what a fault names stands at these keys or within. */
export function isAbout(fault: Fault, keys: Keys): boolean {
  const path = pathText(keys);
  const rest = fault.path.slice(path.length);
  return fault.path.startsWith(path) && (rest === '' || rest[0] === '.' || rest[0] === '[');
}
