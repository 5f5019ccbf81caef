// A predicate that stands alone, in a lesson or at a command line, read like a scenario: whole, or refused by path.

import { inFileOrder, type Fault, type Finding } from './fault.ts';
import { part } from './parts.ts';
import { predicate } from './predicate.ts';
import { parse } from './source.ts';
import type { Predicate } from './types.ts';

export type ReadPredicateResult =
  | { readonly ok: true; readonly predicate: Predicate }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export function readPredicate(input: unknown): ReadPredicateResult {
  const parsed = parse(input);
  if (!parsed.ok) return { ok: false, faults: [{ path: '', says: parsed.says }] };
  const findings: Finding[] = [];
  const read = part(predicate, parsed.raw, [], findings);
  return read === undefined
    ? { ok: false, faults: inFileOrder(parsed.raw, findings) }
    : { ok: true, predicate: read };
}
