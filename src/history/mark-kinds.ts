/** What a mark on the time line stands for, and which acts are which. */
import type { MomentKind } from '../kernel/moments.ts';
import type { Action, Verb } from '../scenario/types.ts';

export type MarkKind =
  | MomentKind
  | 'write'
  | 'read'
  /** A command was answered; of a workload: everything it asks for is answered again. */
  | 'ok'
  | 'refused'
  | 'unanswered'
  | 'kill'
  | 'crash'
  | 'left'
  | 'start'
  | 'rope'
  | 'heal'
  | 'fault'
  /** Something was done that is no fault. */
  | 'act';

/** Null where what comes of it has a mark of its own, such as a node that stops. */
export function kindOfAction(action: Exclude<Action, { do: 'command' }>): MarkKind | null {
  if (action.do === 'slow' && action.times === 1) return 'heal';
  if (action.do === 'disk' && action.act === 'ok') return 'heal';
  if (action.do === 'link' && action.clear) return 'heal';
  return kindOfVerb(action.do);
}

export function kindOfVerb(verb: Verb | null): MarkKind | null {
  switch (verb) {
    case null:
    case 'kill':
    case 'restart':
    case 'add':
    case 'command':
      return null;
    case 'partition':
    case 'isolate':
      return 'rope';
    case 'heal':
    case 'thaw':
      return 'heal';
    case 'remove':
    case 'weight':
    case 'rebalance':
    case 'option':
    case 'dice':
      return 'act';
    default:
      return 'fault';
  }
}

/** Of an act that is still to come there is nothing yet that could have a mark of its own. */
export function kindOfPlan(action: Action): MarkKind {
  switch (action.do) {
    case 'kill':
      return 'kill';
    case 'restart':
    case 'add':
      return 'start';
    case 'command':
      return 'act';
    default:
      return kindOfAction(action) ?? 'act';
  }
}
