/** What a predicate looks at: one history up to an instant. */
import type { HistoryEvent, RecordingLevel } from '../../cluster/recorder.ts';
import type { Facts } from '../../kernel/facts.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Counted, Predicate } from '../../scenario/types.ts';
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
  /** What is so now, where the system tells it. Without it nothing that is asked of this instant is true. */
  readonly facts?: Facts | null;
  /** What was so at some instant before, with which `moved` and `grown` compare: in a lesson, when the step began. */
  readonly before?: Facts | null;
}

/** Whether one of these, or anything that they are made of, is so. */
export function asks(predicates: readonly Predicate[], is: (one: Predicate) => boolean): boolean {
  return predicates.some((one) => is(one) || asks(partsOf(one), is));
}

/** What it is made of; nothing of one that stands alone. */
function partsOf(one: Predicate): readonly Predicate[] {
  if ('all' in one) return one.all;
  if ('any' in one) return one.any;
  if ('not' in one) return [one.not];
  if ('within' in one) return one.after === undefined ? [one.holds] : [one.holds, one.after];
  if ('since' in one) return [one.since, one.holds];
  return 'ratio' in one ? [one.ratio, one.to] : [];
}

/** How much must be recorded for a predicate to have something to look at. */
export function levelFor(predicate: Predicate): RecordingLevel {
  return asks([predicate], (one) => 'message' in one) ? 'messages' : 'operations';
}

export const isCounted = (predicate: Predicate): predicate is Counted =>
  ['operation', 'note', 'message', 'act'].some((head) => Object.hasOwn(predicate, head));

/**
 * Whether an event can matter to any of these. Whoever looks after every frame keeps only those that can: of a hundred thousand messages a step
 * asks after a handful. What a checker judges needs all operations.
 */
export function concerns(predicates: readonly Predicate[]): (event: HistoryEvent) => boolean {
  const kinds = new Set<string>();
  const notes = new Set<string>();
  let asksOperations = false;
  const visit = (one: Predicate): void => {
    if ('message' in one) kinds.add(one.message);
    else if ('note' in one) notes.add(one.note);
    else if ('operation' in one || 'verdict' in one) asksOperations = true;
    else partsOf(one).forEach(visit);
  };
  predicates.forEach(visit);
  const isAsked = (kind: string): boolean => kinds.has('*') || kinds.has(kind);
  return (event) => {
    switch (event.what) {
      case 'sent':
      case 'dropped':
        return isAsked(event.message.kind);
      case 'handled':
        return event.by === 'arrival' && isAsked(event.kind);
      case 'note':
        return notes.has(event.kind);
      case 'invoked':
      case 'settled':
        return asksOperations;
      default:
        return true;
    }
  };
}
