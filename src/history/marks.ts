/**
 * What of a history deserves a mark on the time line: what was done to the cluster, what its nodes found out, what people asked and were told. Some
 * of it is a stop for whoever plays to the next happening.
 *
 * Marks are made as events are recorded, once each, and outlive the events. There are never many: what a workload does is taken together by
 * stretches of time that grow with the run, and so is everything else when there is too much of it.
 */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Data, NodeId } from '../kernel/contract.ts';
import { clientOf } from '../kernel/contract.ts';
import { NO_MOMENTS, type Moment, type Moments } from '../kernel/moments.ts';
import { MILLISECOND, SECOND, type Micros } from '../kernel/time.ts';
import type { Action, Verb } from '../scenario/types.ts';
import { kindOfAction, kindOfPlan, kindOfVerb, type MarkKind } from './mark-kinds.ts';

export type { MarkKind };

export interface Mark {
  readonly at: Micros;
  readonly kind: MarkKind;
  /** How many things it stands for, the first of them at its instant. */
  readonly count: number;
  /** Who did it or said it; empty for what was done to the whole cluster. */
  readonly node: NodeId;
  /** Whom it is about, where that is somebody else. */
  readonly of: NodeId | null;
  /** In the words of the cluster: a command, a reply, what is so from now on. */
  readonly text: string | null;
  readonly action: Action | null;
  /** One of many operations that nobody typed. */
  readonly isTraffic: boolean;
  readonly isStop: boolean;
  /** It is done at its instant, before all that nodes do there: how many actions of the script are done with it. Null for what nodes do. */
  readonly applied: number | null;
}

/** A stretch in which the network was cut; null while it is. */
export interface Cut {
  readonly from: Micros;
  readonly until: Micros | null;
}

type Growing = { -readonly [Field in keyof Mark]: Mark[Field] };

const LOUD_MOST = 600;
const TRAFFIC_MOST = 400;
const STRETCH_FIRST = 100 * MILLISECOND;
/** What is said again so soon is one thing that goes on. */
const SAME_BREATH = SECOND;
const OPEN_MOST = 10_000;
const FACTS_MOST = 2_000;
const CUTS_MOST = 200;

interface Open {
  readonly client: NodeId;
  readonly subject: string;
  readonly isTraffic: boolean;
}

/** What a typed line does to the cluster itself; null for a question to its nodes. */
export type VerbOf = (text: string) => Verb | null;

export class MarkBook {
  /** Raised with every new mark. */
  number = 0;
  #loud: Growing[] = [];
  #traffic: Growing[] = [];
  /** Marks closer than this are one. */
  #loudStretch = 0;
  #trafficStretch = STRETCH_FIRST;
  readonly #moments: Moments;
  readonly #verbOf: VerbOf;
  readonly #facts = new Map<string, { readonly value: string; readonly order: number }>();
  readonly #open = new Map<string, Open>();
  /** What each client of a workload has asked for in vain and not been given since. */
  readonly #missed = new Map<NodeId, Set<string>>();
  #cuts: Cut[] = [];
  #applied = 0;
  #lastAction: Action | null = null;

  constructor(moments: Moments = NO_MOMENTS, verbOf: VerbOf = () => null) {
    this.#moments = moments;
    this.#verbOf = verbOf;
  }

  get all(): readonly Mark[] {
    return [...this.#loud, ...this.#traffic].sort((left, right) => left.at - right.at);
  }

  get cuts(): readonly Cut[] {
    return this.#cuts;
  }

  /** Whether the network is cut from this instant on. */
  cut(at: Micros, isCut: boolean): void {
    const last = this.#cuts.at(-1);
    const wasCut = last !== undefined && last.until === null;
    if (isCut === wasCut) return;
    if (isCut) this.#cuts.push({ from: at, until: null });
    else this.#cuts.splice(-1, 1, { from: (last as Cut).from, until: at });
    if (this.#cuts.length > CUTS_MOST) this.#cuts.shift();
    this.number += 1;
  }

  /** Events in their order, each once. Gives the stops among them. */
  record(events: readonly HistoryEvent[]): readonly Mark[] {
    const stops: Mark[] = [];
    for (const event of events) {
      const mark = this.#read(event);
      if (mark === null) continue;
      const isNew = mark.isTraffic ? this.#addTraffic(mark) : this.#addLoud(mark);
      if (isNew && mark.isStop) stops.push(mark);
    }
    return stops;
  }

  /** The first stop that is not behind a moment. */
  nextStop({ at, applied }: { readonly at: Micros; readonly applied: number }): Mark | null {
    return (
      this.#loud.find(
        (mark) =>
          mark.isStop &&
          (mark.at > at || (mark.at === at && (mark.applied === null || mark.applied > applied))),
      ) ?? null
    );
  }

  /** The run goes on from here and tells once more what came behind it. */
  resume(instant: Micros, actions: number): void {
    const isPast = pastOf(instant, actions);
    const before = this.#loud.length + this.#traffic.length;
    this.#loud = this.#loud.filter(isPast);
    this.#traffic = this.#traffic.filter(isPast);
    if (this.#loud.length + this.#traffic.length !== before) this.number += 1;
  }

  /** A book that shares this one's past; `events` are those of that past that are still kept, from which it learns where things stand. */
  fork(instant: Micros, actions: number, events: readonly HistoryEvent[]): MarkBook {
    const book = new MarkBook(this.#moments, this.#verbOf);
    for (const event of events) book.#read(event);
    const isPast = pastOf(instant, actions);
    book.#loud = this.#loud.filter(isPast).map((mark) => ({ ...mark }));
    book.#traffic = this.#traffic.filter(isPast).map((mark) => ({ ...mark }));
    book.#loudStretch = this.#loudStretch;
    book.#trafficStretch = this.#trafficStretch;
    book.#cuts = this.#cuts.flatMap((cut) => {
      if (cut.from >= instant) return [];
      return [cut.until === null || cut.until < instant ? cut : { from: cut.from, until: null }];
    });
    // Never a number that the other had: whoever asks for marks goes by it.
    book.number = this.number + 1;
    return book;
  }

  // --- What deserves a mark -------------------------------------------------------------------------------------------

  #read(event: HistoryEvent): Growing | null {
    const { at, node } = event;
    switch (event.what) {
      case 'action':
        this.#applied = event.number + 1;
        this.#lastAction = event.action;
        return this.#act(at, event.action);
      case 'stopped':
        return this.#done(at, { kind: isOfTheWatchdog(this.#lastAction) ? 'crash' : 'kill', node });
      case 'started':
        return at === 0 ? null : this.#done(at, { kind: 'start', node });
      case 'crashed':
        return mark(at, { kind: 'crash', node, text: event.says, isStop: true });
      case 'left':
        return mark(at, { kind: 'left', node, isStop: true });
      case 'note':
        return this.#note(at, node, this.#moments.tells(event.kind, event.detail), event.kind);
      case 'invoked':
        return this.#invoked(at, node, event.operation, event.body);
      case 'settled':
        return this.#settled(at, event.operation, event.outcome.status, event.text);
      case 'handled':
      case 'sent':
      case 'dropped':
        return null;
    }
  }

  #done(at: Micros, what: Partial<Growing> & Pick<Growing, 'kind'>): Growing {
    return mark(at, { isStop: true, applied: this.#applied, ...what });
  }

  #act(at: Micros, action: Action): Growing | null {
    const kind = action.do === 'command' ? kindOfVerb(this.#verbOf(action.text)) : kindOfAction(action);
    if (kind === null) return null;
    return this.#done(at, { kind, node: nodeOf(action), action });
  }

  #note(at: Micros, node: NodeId, moment: Moment | null, said: string): Growing | null {
    if (moment === null) return null;
    const { kind, of, fact } = moment;
    if (fact === undefined) return mark(at, { kind, node, of, text: said, isStop: true });
    const known = this.#facts.get(fact.name) ?? { value: fact.usual, order: 0 };
    if (fact.order < known.order) return null;
    this.#facts.delete(fact.name);
    this.#facts.set(fact.name, { value: fact.value, order: fact.order });
    forgetOldest(this.#facts, FACTS_MOST);
    return fact.value === known.value ? null : mark(at, { kind, node, of, text: fact.value, isStop: true });
  }

  #invoked(at: Micros, node: NodeId, id: string, body: Data): Growing | null {
    // A line that acts on the cluster has its mark as an act.
    if (isOnlyText(body)) return null;
    const { subject, reads } = this.#moments.operation(body);
    const isTraffic = isOfWorkload(id);
    this.#open.set(id, { client: clientOf(id), subject, isTraffic });
    forgetOldest(this.#open, OPEN_MOST);
    return mark(at, {
      kind: reads ? 'read' : 'write',
      node,
      text: isTraffic ? null : textOf(body),
      isTraffic,
    });
  }

  #settled(at: Micros, id: string, status: 'ok' | 'failed' | 'unknown', text: string): Growing | null {
    const open = this.#open.get(id);
    if (open === undefined) return null;
    this.#open.delete(id);
    const { client: node, subject } = open;
    const kind = status === 'ok' ? 'ok' : status === 'failed' ? 'refused' : 'unanswered';
    if (!open.isTraffic) return mark(at, { kind, node, text, isStop: true });
    const missed = this.#missed.get(node) ?? new Set();
    this.#missed.set(node, missed);
    const before = missed.size;
    if (status === 'ok') {
      missed.delete(subject);
      return before > 0 && missed.size === 0 ? mark(at, { kind, node, isStop: true }) : null;
    }
    missed.add(subject);
    return mark(at, { kind, node, text, isTraffic: before > 0, isStop: before === 0 });
  }

  // --- Never many of them ---------------------------------------------------------------------------------------------

  #addTraffic(next: Growing): boolean {
    const stretch = this.#trafficStretch;
    const last = this.#traffic.findLast(({ kind }) => kind === next.kind);
    if (last !== undefined && sameStretch(last.at, next.at, stretch)) {
      last.count += 1;
      return false;
    }
    this.#traffic.push(next);
    this.number += 1;
    while (this.#traffic.length > TRAFFIC_MOST) {
      this.#trafficStretch *= 2;
      this.#traffic = merged(this.#traffic, this.#trafficStretch);
    }
    return true;
  }

  #addLoud(next: Growing): boolean {
    const last = this.#loud.at(-1);
    const isSame = last?.kind === next.kind && last.node === next.node && last.of === next.of;
    if (isSame && next.applied === null && next.at - last.at < SAME_BREATH && next.kind === 'repair') {
      last.count += 1;
      return false;
    }
    this.#loud.push(next);
    this.number += 1;
    while (this.#loud.length > LOUD_MOST) {
      this.#loudStretch = Math.max(STRETCH_FIRST, 2 * this.#loudStretch);
      this.#loud = merged(this.#loud, this.#loudStretch);
    }
    return true;
  }
}

function mark(at: Micros, given: Partial<Growing> & Pick<Growing, 'kind'>): Growing {
  const none = { node: '', of: null, text: null, action: null };
  return { at, count: 1, ...none, isTraffic: false, isStop: false, applied: null, ...given };
}

/** Of an act that is still to come: what will be done, and to whom. */
export function markOfAct(action: Action): Mark {
  return mark(action.at, { kind: kindOfPlan(action), node: nodeOf(action), action, isStop: true });
}

function nodeOf(action: Action): NodeId {
  if (action.do === 'command') return action.client;
  return 'node' in action ? (action.node ?? '') : '';
}

/** Those of one kind in one stretch of time become the first of them. */
function merged(marks: readonly Growing[], stretch: number): Growing[] {
  const latest = new Map<MarkKind, Growing>();
  return marks.filter((next) => {
    const before = latest.get(next.kind);
    if (before === undefined || !sameStretch(before.at, next.at, stretch)) {
      latest.set(next.kind, next);
      return true;
    }
    before.count += next.count;
    return false;
  });
}

function sameStretch(left: Micros, right: Micros, stretch: number): boolean {
  return Math.floor(left / stretch) === Math.floor(right / stretch);
}

function pastOf(instant: Micros, actions: number): (mark: Mark) => boolean {
  return ({ at, applied }) => at < instant || (at === instant && applied !== null && applied <= actions);
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

function isOfTheWatchdog(action: Action | null): boolean {
  return action?.do === 'kill' && (action.because === 'hung' || action.because === 'lost');
}

/** `c1.w17`, beside those that somebody typed (`c1.17`) or a program asked for (`c1.t17`). */
function isOfWorkload(operation: string): boolean {
  return operation.slice(clientOf(operation).length).startsWith('.w');
}

function isOnlyText(body: Data): boolean {
  return typeof body === 'object' && body !== null && Object.keys(body).join() === 'text';
}

function textOf(body: Data): string | null {
  const { command, do: verb, text } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (Array.isArray(command)) return command.join(' ');
  return typeof verb === 'string' ? [verb, text].filter((word) => typeof word === 'string').join(' ') : null;
}
