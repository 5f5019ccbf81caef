/** The book of events: what was done to the cluster, and what its nodes did about it, an entry each. */
import type { HistoryEvent } from '../../cluster/recorder.ts';
import type { Data } from '../../kernel/contract.ts';
import type { Action } from '../../scenario/types.ts';
import type { Clerk, Noted } from '../../systems/registered.ts';
import type { EventBook, EventQuestion, EventRecord } from './records.ts';
import type { States } from './states.ts';

type Deed = Exclude<Action, { do: 'command' }>;

/** Older entries are forgotten; what is counted is all that there ever were. */
const KEPT = 10_000;
const PAGE = 200;

export class Happenings {
  readonly #clerk: Clerk;
  readonly #epoch: number;
  #events: EventRecord[] = [];
  #forgotten = 0;
  /** Of the event that spoke last, and how often it has spoken. */
  #last = { id: '', times: 0 };

  constructor(clerk: Clerk, epoch: number) {
    this.#clerk = clerk;
    this.#epoch = epoch;
  }

  get total(): number {
    return this.#forgotten + this.#events.length;
  }

  /** `states` are those before it. */
  read(event: HistoryEvent, states: States): void {
    const noted = this.#entryOf(event, states);
    if (noted === null) return;
    const id = event.what === 'action' ? `action:${event.number}` : `${event.node}:${event.number}`;
    const times = this.#last.id === id ? this.#last.times + 1 : 0;
    this.#last = { id, times };
    const createdAt = this.#epoch + Math.floor(event.at / 1_000);
    this.#events.push({ id: times === 0 ? id : `${id}.${times}`, createdAt, ...noted });
    if (this.#events.length <= KEPT + KEPT / 4) return;
    this.#forgotten += this.#events.length - KEPT;
    this.#events = this.#events.slice(-KEPT);
  }

  page({ from = 0, limit = PAGE }: EventQuestion): EventBook {
    const first = Math.max(0, from - this.#forgotten);
    const events = this.#events.slice(first, first + limit);
    const end = this.#forgotten + first + events.length;
    return { events, next: end < this.total ? end : null, total: this.total };
  }

  #entryOf(event: HistoryEvent, states: States): Noted | null {
    switch (event.what) {
      case 'action': {
        const deed = states.deedOf(event.action);
        return deed === null ? null : entryOfDeed(deed);
      }
      case 'crashed':
        return { type: 'fault', payload: { nodeId: event.node, fault: 'crash', says: event.says } };
      case 'left':
        return { type: 'left', payload: { nodeId: event.node } };
      case 'note':
        return this.#noted(event, states);
      default:
        return null;
    }
  }

  #noted({ node, kind, detail }: Extract<HistoryEvent, { what: 'note' }>, states: States): Noted | null {
    const said = this.#clerk.standing(kind, detail);
    if (said === null) {
      const noted = this.#clerk.tells(kind, detail);
      return noted === null ? null : { ...noted, payload: { by: node, ...noted.payload } };
    }
    // All who hear of it say it: the first one tells.
    const known = states.nodes.get(said.node);
    if (known === undefined || said.order < known.order || said.standing === known.taken) return null;
    return { type: 'status', payload: { nodeId: said.node, status: said.standing, by: node } };
  }
}

const PLAIN: ReadonlySet<Action['do']> = new Set(['add', 'remove', 'rebalance', 'weight', 'option']);
const ENDS: ReadonlySet<Action['do']> = new Set(['restart', 'heal', 'thaw']);
const NAMES: ReadonlyMap<Action['do'], string> = new Map([
  ['kill', 'down'],
  ['isolate', 'partition'],
]);

function entryOfDeed(deed: Deed): Noted | null {
  if (deed.do === 'dice') return null;
  const { at: _at, do: verb, ...fields } = deed;
  const payload = payloadOf(fields);
  if (PLAIN.has(verb)) return { type: verb, payload };
  const fault = NAMES.get(verb) ?? verb;
  return { type: ends(deed) ? 'recover' : 'fault', payload: { fault, ...payload } };
}

function ends(deed: Deed): boolean {
  if (deed.do === 'slow') return deed.times === 1;
  if (deed.do === 'disk') return deed.act === 'ok';
  if (deed.do === 'skew') return deed.by === 0 && deed.drift === 0;
  return deed.do === 'link' ? deed.clear === true : ENDS.has(deed.do);
}

function payloadOf(fields: object): Noted['payload'] {
  const entries = Object.entries(fields as Readonly<Record<string, Data>>);
  return Object.fromEntries(entries.map(([name, value]) => [name === 'node' ? 'nodeId' : name, value]));
}
