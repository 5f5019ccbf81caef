// One act of a person, read like an action of a script but judged by who is there at that instant.

import type { Options } from '../kernel/system.ts';
import { action as actionSchema } from './actions.ts';
import { checkAction, Roll } from './check.ts';
import { formatDuration } from './durations.ts';
import { inFileOrder, type Fault, type Finding } from './fault.ts';
import { isRecord, part } from './parts.ts';
import { parse } from './source.ts';
import type { SystemSketch } from './systems.ts';
import type { Action, NodeSpec } from './types.ts';

/** Those who are there when a person acts. */
export interface Situation {
  readonly at: number;
  readonly nodes: readonly NodeSpec[];
  /** Ids of nodes that were removed earlier in this history. */
  readonly removed?: readonly string[];
  /** All clients, those of the workload included. */
  readonly clients: number;
  /** The system's options as they are by now. */
  readonly options: Options;
}

export type ReadActionResult =
  { readonly ok: true; readonly action: Action } | { readonly ok: false; readonly faults: readonly Fault[] };

/** One act of a person, stamped with the instant of the situation unless it says another. */
export function readAction(input: unknown, situation: Situation, sketch: SystemSketch): ReadActionResult {
  const parsed = parse(input);
  if (!parsed.ok) return { ok: false, faults: [{ path: '', says: parsed.says }] };
  const raw =
    isRecord(parsed.raw) && !Object.hasOwn(parsed.raw, 'at')
      ? { ...parsed.raw, at: formatDuration(situation.at) }
      : parsed.raw;
  const findings: Finding[] = [];
  const action = part(actionSchema, raw, [], findings);
  const roll = new Roll(situation.nodes, situation.clients);
  for (const id of situation.removed ?? []) {
    roll.add(id);
    roll.remove(id);
  }
  const complete = action && checkAction(action, [], roll, { sketch, options: situation.options }, findings);
  if (complete === undefined) return { ok: false, faults: inFileOrder(raw, findings) };
  return { ok: true, action: complete };
}
