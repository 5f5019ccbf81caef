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

/** How much must be recorded for a predicate to have something to look at. */
export function levelFor(predicate: Predicate): RecordingLevel {
  if ('all' in predicate) return highest(predicate.all);
  if ('any' in predicate) return highest(predicate.any);
  if ('not' in predicate) return levelFor(predicate.not);
  if ('within' in predicate)
    return highest(predicate.after === undefined ? [predicate.holds] : [predicate.holds, predicate.after]);
  if ('since' in predicate) return highest([predicate.since, predicate.holds]);
  if ('ratio' in predicate) return highest([predicate.ratio, predicate.to]);
  return 'message' in predicate ? 'messages' : 'operations';
}

function highest(predicates: readonly Predicate[]): RecordingLevel {
  return predicates.some((one) => levelFor(one) === 'messages') ? 'messages' : 'operations';
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
    if ('all' in one) one.all.forEach(visit);
    else if ('any' in one) one.any.forEach(visit);
    else if ('not' in one) visit(one.not);
    else if ('within' in one) [one.holds, ...(one.after === undefined ? [] : [one.after])].forEach(visit);
    else if ('since' in one) [one.since, one.holds].forEach(visit);
    else if ('ratio' in one) [one.ratio, one.to].forEach(visit);
    else if ('message' in one) kinds.add(one.message);
    else if ('note' in one) notes.add(one.note);
    else if ('operation' in one || 'verdict' in one) asksOperations = true;
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
