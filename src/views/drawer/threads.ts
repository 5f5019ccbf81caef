/**
 * What the space-time diagram shows, read out of the known events as they come: messages with their fates, marks on lanes, and the times in which a
 * node was dead, frozen or cut off. Read once each; another line of history is read anew.
 */
import type { HistoryEvent, MessageRecord } from '../../cluster/recorder.ts';
import { NEVER } from '../../kernel/time.ts';
import type { Action } from '../../scenario/types.ts';
import type { Known } from '../known-events.ts';
import type { Glyph } from '../systems/glyphs.ts';

export interface Thread {
  /** The number of the event of its sending. */
  readonly number: number;
  readonly message: MessageRecord;
  readonly glyph: Glyph;
  /** When and why it was lost; null for one that came, or may yet come. */
  lost: { readonly at: number; readonly reason: string } | null;
}

export interface Mark {
  readonly number: number;
  readonly at: number;
  readonly lane: string;
  readonly event: HistoryEvent;
}

export type Band = 'stopped' | 'frozen' | 'cutOff';

export interface Stretch {
  readonly lane: string;
  readonly band: Band;
  readonly from: number;
  /** `NEVER` while it lasts. */
  to: number;
}

/** How the open system's messages are drawn, and what a typed line does that acts on the cluster itself. */
export interface Reading {
  glyphOf(kind: string): Glyph;
  actOf(text: string): Act | null;
}

export type Act =
  | Pick<Extract<Action, { do: 'freeze' | 'thaw' | 'isolate' }>, 'do' | 'node'>
  | Pick<Extract<Action, { do: 'partition' }>, 'do' | 'groups'>
  | Pick<Extract<Action, { do: 'heal' }>, 'do' | 'node'>;

export class Threads {
  /** By the instant of their sending. */
  readonly threads: Thread[] = [];
  readonly marks: Mark[] = [];
  readonly stretches: Stretch[] = [];
  /** The longest time that a message was on its way: so far back one may have been sent that arrives now. */
  longest = 0;
  #line = -1;
  #next = 0;
  #first = 0;
  #lastByName = new Map<string, Thread>();
  #open = new Map<string, Stretch>();
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  read({ events, first, line }: Known): void {
    if (line !== this.#line) this.#forget(line);
    if (first > this.#first) this.#drop(first);
    for (let number = Math.max(this.#next, first); number < first + events.length; number += 1)
      this.#take(events[number - first] as HistoryEvent, number);
    this.#next = first + events.length;
  }

  #forget(line: number): void {
    this.#line = line;
    this.#next = this.#first = 0;
    this.longest = 0;
    this.threads.length = this.marks.length = this.stretches.length = 0;
    this.#lastByName.clear();
    this.#open.clear();
  }

  /** What fell off the front is not known any more. What it began may still last. */
  #drop(first: number): void {
    this.#first = first;
    const until = (list: readonly { readonly number: number }[]): number => {
      const place = list.findIndex(({ number }) => number >= first);
      return place < 0 ? list.length : place;
    };
    for (const { message } of this.threads.splice(0, until(this.threads)))
      if ((this.#lastByName.get(keyOf(message))?.number ?? 0) < first)
        this.#lastByName.delete(keyOf(message));
    this.marks.splice(0, until(this.marks));
  }

  #take(event: HistoryEvent, number: number): void {
    switch (event.what) {
      case 'sent': {
        const { message } = event;
        const thread = { number, message, glyph: this.#reading.glyphOf(message.kind), lost: null };
        this.threads.push(thread);
        this.#lastByName.set(keyOf(message), thread);
        if (message.arrives !== NEVER) this.longest = Math.max(this.longest, message.arrives - message.sent);
        return;
      }
      case 'dropped': {
        const thread = this.#lastByName.get(keyOf(event.message));
        if (thread !== undefined) thread.lost = { at: event.at, reason: event.reason };
        return;
      }
      case 'action': {
        const { action } = event;
        this.#act(action.do === 'command' ? this.#reading.actOf(action.text) : action, event.at);
        return;
      }
      case 'handled':
        return;
      case 'started':
        this.#end(event.node, 'stopped', event.at);
        break;
      case 'stopped':
      case 'crashed':
      case 'left':
        this.#end(event.node, 'frozen', event.at);
        this.#begin(event.node, 'stopped', event.at);
        break;
      default:
    }
    this.marks.push({ number, at: event.at, lane: event.node, event });
  }

  #act(action: Act | Action | null, at: number): void {
    switch (action?.do) {
      case 'freeze':
        this.#begin(action.node, 'frozen', at);
        break;
      case 'thaw':
        this.#end(action.node, 'frozen', at);
        break;
      case 'isolate':
        this.#begin(action.node, 'cutOff', at);
        break;
      case 'partition':
        // Whoever is named stands on a side of its own; all others share one.
        for (const id of action.groups.flat()) this.#begin(id, 'cutOff', at);
        break;
      case 'heal':
        for (const { lane, band } of [...this.#open.values()])
          if (band === 'cutOff' && (action.node === undefined || action.node === lane))
            this.#end(lane, band, at);
        break;
      default:
    }
  }

  #begin(lane: string, band: Band, from: number): void {
    const key = `${band} ${lane}`;
    if (this.#open.has(key)) return;
    const stretch: Stretch = { lane, band, from, to: NEVER };
    this.stretches.push(stretch);
    this.#open.set(key, stretch);
  }

  #end(lane: string, band: Band, at: number): void {
    const key = `${band} ${lane}`;
    const stretch = this.#open.get(key);
    if (stretch === undefined) return;
    stretch.to = at;
    this.#open.delete(key);
  }
}

export function keyOf({ name, copy }: { readonly name: string; readonly copy: number }): string {
  return `${name} ${copy}`;
}
