/** What a predicate looks at: one history up to an instant. */
import type { HistoryEvent, RecordingLevel } from '../../cluster/recorder.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Predicate } from '../../scenario/types.ts';
import type { OperationRecord } from '../operations.ts';
import type { Check } from '../verdicts.ts';

export interface HistoryView {
  /** Now: nothing after it has happened. */
  readonly at: Micros;
  /** In the one order, from the first on. */
  readonly events: readonly HistoryEvent[];
  readonly operations: readonly OperationRecord[];
  /** The system's invariants, as they are now. */
  readonly checks: readonly Check[];
}

/** How much must be recorded for a predicate to have something to look at. */
export function levelFor(predicate: Predicate): RecordingLevel {
  if ('all' in predicate) return highest(predicate.all);
  if ('any' in predicate) return highest(predicate.any);
  if ('not' in predicate) return levelFor(predicate.not);
  if ('within' in predicate)
    return highest(predicate.after === undefined ? [predicate.holds] : [predicate.holds, predicate.after]);
  return 'message' in predicate ? 'messages' : 'operations';
}

function highest(predicates: readonly Predicate[]): RecordingLevel {
  return predicates.some((one) => levelFor(one) === 'messages') ? 'messages' : 'operations';
}
