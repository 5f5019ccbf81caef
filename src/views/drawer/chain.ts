/**
 * What led to a message, and what came of it: backwards and forwards along the events that sent, took in and sent again. Where a node went on by a
 * timer, the chain goes on through what had begun the same operation there; and where it waited for its disk, together with others, through the
 * message that is answered (systems/pairs.ts).
 */
import type { HistoryEvent, MessageRecord } from '../../cluster/recorder.ts';
import { answered, asking } from '../systems/pairs.ts';
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
  const wantedEvents = new Set<string>();
  const wantedMessages = new Set<string>();
  /** A timer of an operation: whatever of it came in before at the same node. */
  const wantedRoots = new Set<string>();
  /** Of messages that answer: what they answer. */
  const wantedAskings = new Set<string>();
  const want = (each: MessageRecord): void => {
    wantedEvents.add(at(each.from, each.cause));
    const asked = answered(each);
    if (asked !== null) wantedAskings.add(asked);
  };
  want(message);
  for (let index = place - 1; index >= 0 && causes.size < MOST; index -= 1) {
    if (wantedEvents.size + wantedMessages.size + wantedRoots.size + wantedAskings.size === 0) break;
    const event = events[index] as HistoryEvent;
    if (event.what === 'handled') {
      const root = `${event.node} ${event.root}`;
      const isWanted = wantedEvents.delete(at(event.node, event.number)) || wantedRoots.delete(root);
      if (!isWanted) continue;
      if (event.by === 'arrival') wantedMessages.add(`${event.from} ${event.sent} ${event.copy}`);
      else if (event.by === 'timer' && isOperation(event.root)) wantedRoots.add(root);
    } else if (event.what === 'sent') {
      const { from, number, copy } = event.message;
      const isAsked = wantedAskings.delete(asking(event.message) ?? '');
      if (!wantedMessages.delete(`${from} ${number} ${copy}`) && !isAsked) continue;
      causes.add(keyOf(event.message));
      want(event.message);
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
  const awaited = new Set<string>();
  const touched = new Set<string>();
  const roots = new Set<string>();
  const askings = new Set<string>();
  const follow = (each: MessageRecord): void => {
    awaited.add(`${each.from} ${each.number} ${each.copy}`);
    const asked = asking(each);
    if (asked !== null) askings.add(asked);
  };
  follow(message);
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
      const { from, cause } = event.message;
      if (!touched.has(at(from, cause)) && !askings.has(answered(event.message) ?? '')) continue;
      effects.add(keyOf(event.message));
      follow(event.message);
    }
  }
  return effects;
}

/** `c1.17`, and not a timer's kind. */
function isOperation(root: string): boolean {
  return /^[^ ]+\.\d+$/.test(root);
}
