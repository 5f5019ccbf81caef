/** The clusters that a lesson opens: the one of its scenario, and those of steps that begin afresh, told by what differs. */
import { formatFault, readScenario, type Json, type SystemSketch } from '../scenario/index.ts';
import { isRecord } from '../scenario/parts.ts';
import type { Opening } from './types.ts';

export type Systems = ReadonlyMap<string, SystemSketch>;
type Raw = Readonly<Record<string, unknown>>;

export type ReadOpening =
  { readonly ok: true; readonly opening: Opening } | { readonly ok: false; readonly says: readonly string[] };

export function openingOf(raw: unknown, begin: number, systems: Systems): ReadOpening {
  const read = readScenario(raw, systems);
  if (!read.ok) return { ok: false, says: read.faults.map(formatFault) };
  return { ok: true, opening: { text: JSON.stringify(raw), scenario: read.scenario, begin } };
}

/** Options and the network are changed field by field, everything else as a whole. */
export function differing(raw: unknown, changes: Raw): Raw {
  const base = isRecord(raw) ? raw : {};
  const merged: Record<string, unknown> = { ...base, ...changes };
  for (const part of ['options', 'network'])
    if (isRecord(base[part]) && isRecord(changes[part])) merged[part] = { ...base[part], ...changes[part] };
  return merged;
}

/** The same cluster with other options, as when a dial is turned. */
export function turned(
  { text, begin }: Opening,
  options: Readonly<Record<string, Json>>,
  systems: Systems,
): ReadOpening {
  return openingOf(differing(JSON.parse(text) as unknown, { options }), begin, systems);
}
