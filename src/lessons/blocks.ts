/** One block of data of a lesson: read by its schema, or refused by line. */
import type * as v from 'valibot';
import type { Finding, Keys } from '../scenario/fault.ts';
import { part } from '../scenario/parts.ts';
import * as schema from './schema.ts';
import { takeApart, type Block } from './source.ts';
import type { LessonFault, LessonHead } from './types.ts';
import { readYaml } from './yaml.ts';

/** Filled by the reading of a block: on which line its parts stand. */
export interface LinesOf {
  at?: (keys: Keys) => number;
}

/** Only what stands between the first two lines of "---": enough for a list of lessons. */
export function readHead(text: string): LessonHead | null {
  const { head } = takeApart(text, []);
  return head === null ? null : (readBlock(schema.head, head, []) ?? null);
}

export function readBlock<Output>(
  of: v.GenericSchema<unknown, Output>,
  { text, line }: Block,
  faults: LessonFault[],
  lines: LinesOf = {},
): Output | undefined {
  const yaml = readYaml(text, line);
  if (!yaml.ok) {
    faults.push({ line: yaml.line, says: yaml.says });
    return undefined;
  }
  lines.at = yaml.lineOf;
  const findings: Finding[] = [];
  const read = part(of, yaml.raw, [], findings);
  for (const { keys, says } of findings)
    faults.push({ line: yaml.lineOf(keys), says: `${keys.join('.')}: ${says}` });
  return read;
}

