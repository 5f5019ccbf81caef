/**
 * What led to a message, and what came of it: backwards and forwards along the events that sent, took in and sent again. Where a node went on by a
 * timer of the same operation (it waited for its disk), the chain goes on through what had begun that operation there.
 */
import type { HistoryEvent, MessageRecord } from '../../cluster/recorder.ts';
import { keyOf } from './threads.ts';

export interface Chain {
  /** Messages by name and copy. */
  readonly causes: ReadonlySet<string>;
  readonly effects: ReadonlySet<string>;
}

export const NO_CHAIN: Chain = { causes: new Set(), effects: new Set() };

const MOST = 1_000;

export function chainOf(name: string, copy: number, events: readonly HistoryEvent[]): Chain {
  const place = events.findLastIndex(
    (event) => event.what === 'sent' && event.message.name === name && event.message.copy === copy,
  );
  const sending = events[place];
  if (sending?.what !== 'sent') return NO_CHAIN;
  return {
    causes: causesOf(sending.message, place, events),
    effects: effectsOf(sending.message, place, events),
  };
}

const at = (node: string, number: number): string => `${node} ${number}`;

/** Backwards: whose event sent it, which message that event took in, and so on. */
function causesOf(
  message: MessageRecord,
  place: number,
  events: readonly HistoryEvent[],
): ReadonlySet<string> {
  const causes = new Set<string>();
  const wantedEvents = new Set([at(message.from, message.cause)]);
  const wantedMessages = new Set<string>();
  /** A timer of an operation: whatever of it came in before at the same node. */
  const wantedRoots = new Set<string>();
  for (let index = place - 1; index >= 0 && causes.size < MOST; index -= 1) {
    if (wantedEvents.size + wantedMessages.size + wantedRoots.size === 0) break;
    const event = events[index] as HistoryEvent;
    if (event.what === 'handled') {
      const root = `${event.node} ${event.root}`;
      const isWanted = wantedEvents.delete(at(event.node, event.number)) || wantedRoots.delete(root);
      if (!isWanted) continue;
      if (event.by === 'arrival') wantedMessages.add(`${event.from} ${event.sent} ${event.copy}`);
      else if (event.by === 'timer' && isOperation(event.root)) wantedRoots.add(root);
    } else if (event.what === 'sent') {
      const { from, number, copy, cause } = event.message;
      if (!wantedMessages.delete(`${from} ${number} ${copy}`)) continue;
      causes.add(keyOf(event.message));
      wantedEvents.add(at(from, cause));
    }
  }
  return causes;
}

function effectsOf(
  message: MessageRecord,
  place: number,
  events: readonly HistoryEvent[],
): ReadonlySet<string> {
  const effects = new Set<string>();
  const awaited = new Set([`${message.from} ${message.number} ${message.copy}`]);
  const touched = new Set<string>();
  const roots = new Set<string>();
  for (let index = place + 1; index < events.length && effects.size < MOST; index += 1) {
    const event = events[index] as HistoryEvent;
    if (event.what === 'handled') {
      const root = `${event.node} ${event.root}`;
      const isTouched =
        event.by === 'arrival'
          ? awaited.delete(`${event.from} ${event.sent} ${event.copy}`)
          : event.by === 'timer' && roots.has(root);
      if (!isTouched) continue;
      touched.add(at(event.node, event.number));
      if (isOperation(event.root)) roots.add(root);
    } else if (event.what === 'sent') {
      const { from, number, copy, cause } = event.message;
      if (!touched.has(at(from, cause))) continue;
      effects.add(keyOf(event.message));
      awaited.add(`${from} ${number} ${copy}`);
    }
  }
  return effects;
}

/** `c1.17`, and not a timer's kind. */
function isOperation(root: string): boolean {
  return /^[^ ]+\.\d+$/.test(root);
}
