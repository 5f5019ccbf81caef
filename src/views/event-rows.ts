/** Events as rows of a list: of which kind each is, whom it concerns, what it is about, and how it is told. */
import type { HistoryEvent, MessageRecord } from '../cluster/recorder.ts';
import { clientOf } from '../kernel/contract.ts';
import { NEVER } from '../kernel/time.ts';
import { eventText, type Naming } from './event-words.ts';
import { shapeOf, type MarkShape } from './script.ts';
import type { Selection } from './selection.ts';
import { glyphOf, type Glyph } from './systems/glyphs.ts';

export type EventKind = 'act' | 'reply' | 'note' | 'lost' | 'message' | 'rest';

/** What can be asked for: one kind, what is worth telling of all of them, or everything. */
export const choices = ['told', 'act', 'reply', 'note', 'lost', 'message', 'everything'] as const;
export type Choice = (typeof choices)[number];

export type Sign = Glyph | MarkShape | 'lost' | 'note' | 'ok' | 'bad' | 'timer';

export interface EventRow {
  readonly at: number;
  readonly sign: Sign;
  /** Whose mark stands beside it; empty for acts on the whole cluster. */
  readonly node: string;
  readonly isBad: boolean;
  readonly text: string;
}

/** How a system tells of its messages and marks; null where it has nothing better to say than their kind. */
export type Teller = (event: HistoryEvent, name: Naming) => string | null;

export function textOf(event: HistoryEvent, name: Naming, tell?: Teller): string {
  return tell?.(event, name) ?? eventText(event, name);
}

export function kindOf(event: HistoryEvent): EventKind {
  switch (event.what) {
    case 'handled':
      return 'rest';
    case 'sent':
      // One that never left says so itself, as lost.
      return event.message.arrives === NEVER ? 'rest' : 'message';
    case 'dropped':
      return 'lost';
    case 'note':
      return 'note';
    case 'invoked':
    case 'settled':
      return 'reply';
    default:
      return 'act';
  }
}

/** `n1>n2/c1.17/copy/0` → `c1.17`: for whom a message is on its way. */
export function rootOf({ name }: MessageRecord): string {
  return name.split('/')[1] ?? '';
}

const YOU = 'c1';

/**
 * What happened, without what only keeps a cluster alive: acts, marks, what you said and were told, what was lost, and what others asked
 * in vain. A crowd of clients that are all answered would hide the rest.
 */
export function matters(event: HistoryEvent, system: string): boolean {
  switch (event.what) {
    case 'handled':
      return false;
    case 'sent': {
      const { message } = event;
      if (message.arrives === NEVER || glyphOf(system, message.kind) === 'beat') return false;
      return clientOf(rootOf(message)) === YOU;
    }
    case 'dropped':
      return glyphOf(system, event.message.kind) !== 'beat';
    case 'invoked':
      return event.node === YOU;
    case 'settled':
      return event.node === YOU || event.outcome.status !== 'ok';
    default:
      return true;
  }
}

export function isChosen(event: HistoryEvent, choice: Choice, system: string): boolean {
  if (choice === 'everything') return true;
  return choice === 'told' ? matters(event, system) : kindOf(event) === choice;
}

export function concernsOf(event: HistoryEvent): string[] {
  switch (event.what) {
    case 'action': {
      const { action } = event;
      if ('node' in action && action.node !== undefined) return [action.node];
      if (action.do === 'command') return [action.client];
      if (action.do === 'link') return [action.from, action.to];
      return action.do === 'partition' ? ['', ...action.groups.flat()] : [];
    }
    case 'sent':
    case 'dropped':
      return [event.message.from, event.message.to];
    case 'handled':
      return event.by === 'arrival' ? [event.node, event.from] : [event.node];
    default:
      return [event.node];
  }
}

export function rowOf(event: HistoryEvent, system: string, name: Naming, tell?: Teller): EventRow {
  return {
    at: event.at,
    sign: signOf(event, system),
    node: concernsOf(event)[0] ?? '',
    isBad: isBad(event),
    text: textOf(event, name, tell),
  };
}

function signOf(event: HistoryEvent, system: string): Sign {
  switch (event.what) {
    case 'action':
      return shapeOf(event.action);
    case 'started':
      return 'start';
    case 'stopped':
    case 'left':
      return 'stone';
    case 'crashed':
      return 'bad';
    case 'note':
      return 'note';
    case 'invoked':
      return 'command';
    case 'settled':
      return event.outcome.status === 'ok' ? 'ok' : 'bad';
    case 'dropped':
      return 'lost';
    case 'sent':
      return glyphOf(system, event.message.kind);
    case 'handled':
      return event.by === 'arrival' ? glyphOf(system, event.kind) : 'timer';
  }
}

function isBad(event: HistoryEvent): boolean {
  switch (event.what) {
    case 'action':
      return event.action.do === 'kill' && event.action.because === 'hung';
    case 'stopped':
    case 'crashed':
    case 'dropped':
      return true;
    case 'settled':
      return event.outcome.status !== 'ok';
    default:
      return false;
  }
}

/** What an event is about, to be looked at; null where there is nothing to see, as with clients. */
export function aboutOf(event: HistoryEvent, isNode: (id: string) => boolean): Selection | null {
  switch (event.what) {
    case 'sent':
    case 'dropped':
      return { kind: 'message', name: event.message.name, copy: event.message.copy };
    case 'action': {
      const { action } = event;
      if (action.do === 'link' && isNode(action.from) && isNode(action.to))
        return { kind: 'link', from: action.from, to: action.to };
      if (action.do === 'message') return { kind: 'message', name: action.name, copy: 0 };
      break;
    }
    case 'invoked': {
      const key = keyIn(event.body);
      if (key !== null) return { kind: 'key', key };
      break;
    }
    default:
  }
  const id = concernsOf(event).find(isNode);
  return id === undefined ? null : { kind: 'node', id };
}

function keyIn(body: unknown): string | null {
  const { command } = (body ?? {}) as { readonly command?: unknown };
  const key: unknown = Array.isArray(command) ? command[1] : null;
  return typeof key === 'string' ? key : null;
}
