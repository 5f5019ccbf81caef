/** A block of YAML inside a lesson: its lines are counted as those of the lesson are. */
import type { Keys } from '../scenario/fault.ts';
import { readYaml as readText } from '../scenario/yaml/read.ts';

export type ReadYaml =
  | { readonly ok: true; readonly raw: unknown; lineOf(keys: Keys): number }
  | { readonly ok: false; readonly line: number; readonly says: string };

/** `line` is that of the first line of the text. */
export function readYaml(text: string, line: number): ReadYaml {
  const read = readText(text);
  if (!read.ok) return { ok: false, line: line - 1 + read.place.line, says: read.says };
  const { raw, places } = read;
  return { ok: true, raw, lineOf: (keys) => line - 1 + places.of(keys).line };
}
