/** What holds of the one that was pointed at: a predicate with a place left open for it. */
import { formatFault, readPredicate, type Json, type Predicate } from '../scenario/index.ts';

const IT = '$it';

export type ReadPointing =
  { readonly ok: true; readonly predicate: Predicate } | { readonly ok: false; readonly says: string };

export function pointedAt(holds: Json, it: string): ReadPointing {
  const read = readPredicate(fill(holds, it));
  return read.ok ? read : { ok: false, says: read.faults.map(formatFault).join('; ') };
}

function fill(json: Json, it: string): Json {
  if (json === IT) return it;
  if (Array.isArray(json)) return (json as readonly Json[]).map((one) => fill(one, it));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, fill(value as Json, it)]));
}
