/** The events that frames bring, as rows of a list: said once when they come, kept up to a cap, filtered when they are shown. */
import type { HistoryEvent } from '../cluster/recorder.ts';
import { NEVER } from '../kernel/time.ts';
import { eventText, type Naming } from './event-words.ts';

export type Tone = 'act' | 'bad' | 'lost' | 'reply' | 'plain';

export interface EventRow {
  readonly key: number;
  readonly at: number;
  /** Whose mark stands before it; empty for acts on the whole cluster. */
  readonly node: string;
  /** All whom it concerns. */
  readonly concerns: readonly string[];
  /** 0: acts, faults and replies; 1: messages; 2: everything. */
  readonly level: 0 | 1 | 2;
  readonly tone: Tone;
  readonly text: string;
}

const ROWS_KEPT = 5_000;

export interface Filter {
  readonly level: number;
  readonly node: string;
  readonly text: string;
}

export function rowOf(event: HistoryEvent, key: number, name: Naming): EventRow {
  const concerns = concernsOf(event);
  return {
    key,
    at: event.at,
    node: concerns[0] ?? '',
    concerns,
    level: levelOf(event),
    tone: toneOf(event),
    text: eventText(event, name),
  };
}

/** At the cap the oldest go, messages before what people did and saw: that is little, and looked for longest. */
export function joined(
  rows: readonly EventRow[],
  more: readonly EventRow[],
  kept = ROWS_KEPT,
): readonly EventRow[] {
  const all = [...rows, ...more];
  let excess = all.length - kept;
  if (excess <= 0) return all;
  const fewer = all.filter(({ level }) => level === 0 || (excess -= 1) < 0);
  return fewer.slice(-kept);
}

/** The newest first, `limit` of them at most. */
export function newest(rows: readonly EventRow[], { level, node, text }: Filter, limit: number): EventRow[] {
  const wanted = text.trim().toLowerCase();
  const found: EventRow[] = [];
  for (let index = rows.length - 1; index >= 0 && found.length < limit; index -= 1) {
    const row = rows[index] as EventRow;
    if (row.level > level) continue;
    if (node !== '' && !row.concerns.includes(node)) continue;
    if (wanted !== '' && !row.text.toLowerCase().includes(wanted)) continue;
    found.push(row);
  }
  return found;
}

function levelOf(event: HistoryEvent): 0 | 1 | 2 {
  switch (event.what) {
    case 'handled':
      return 2;
    case 'sent':
      // One that never left says so itself, as lost.
      return event.message.arrives === NEVER ? 2 : 1;
    case 'dropped':
      return 1;
    default:
      return 0;
  }
}

function toneOf(event: HistoryEvent): Tone {
  switch (event.what) {
    case 'action':
      return event.action.do === 'kill' && event.action.because === 'hung' ? 'bad' : 'act';
    case 'stopped':
    case 'crashed':
      return 'bad';
    case 'dropped':
      return 'lost';
    case 'settled':
      return event.outcome.status === 'ok' ? 'reply' : 'bad';
    default:
      return 'plain';
  }
}

function concernsOf(event: HistoryEvent): string[] {
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
