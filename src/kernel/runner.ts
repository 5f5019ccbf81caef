/**
 * The runner: one node's program, state, timers, waiting line, server, chance, disk and chain. The same object runs in a Worker and in
 * the calling thread; what it does depends on its inputs alone.
 *
 * Every event waits for the node's one server, is served for a time, and its handler runs at the END of that time, at one instant which
 * its sends, writes and timers carry. So a kill before that instant means that nothing of it happened, and load, slow nodes and
 * latency under load are real.
 */
import { derive } from './chance.ts';
import {
  OPERATOR,
  type AnyProgram,
  type Data,
  type Glance,
  type Outcome,
  type TimerBody,
} from './contract.ts';
import type { DiskWrite } from './disk.ts';
import type { Effects } from './effects.ts';
import { Fold } from './fold.ts';
import { Generator } from './generator.ts';
import { page } from './inspect.ts';
import { Line } from './line.ts';
import { MILLISECOND, NEVER, type Micros } from './time.ts';
import { NodeDisk } from './node-disk.ts';
import { NodeSelf } from './self.ts';
import { Timers, type PendingTimer } from './timers.ts';
import { Yield } from './yield.ts';
import { loadState, saveState } from './state.ts';
import type {
  Advance,
  Crash,
  Envelope,
  Handled,
  InspectRequest,
  Look,
  LookDetail,
  NodeAct,
  Pending,
  RunnerSave,
  Skew,
  Start,
  Vitals,
  Waiting,
} from './protocol.ts';
import type { TableImage } from './table.ts';

const FIRST_PAGE: InspectRequest = { path: [], offset: 0, limit: 100 };

/** Of a waiting line, so many say what it is made of. */
const NEXT_SHOWN = 8;

const FOLD_ARRIVAL = 1;
const FOLD_TIMER = 2;
const FOLD_BOOT = 3;
const FOLD_TELL = 4;
const FOLD_CRASH = 5;
const FOLD_LEAVE = 7;
const FOLD_SYNC_FAILED = 6;

/** A program that sends to itself without end would never let time pass; in a Worker it would look like a hang. */
const EVENTS_PER_INSTANT_MAX = 1_000_000;

export class Runner implements Effects {
  readonly start: Start;
  /** Whoever measures it stands around it for a while. */
  program: AnyProgram;
  readonly #self: NodeSelf;
  readonly #disk: NodeDisk;
  readonly #chain: Fold;
  #generator: Generator;
  #skew: Skew;
  #state: unknown;
  #started = false;

  /** The instant of the event being handled, or of the last one that was. */
  now: Micros;
  event: number;
  root = '';

  readonly #timers = new Timers();
  /** What the node sent to itself and has not been given yet. */
  readonly #own: Envelope[] = [];
  readonly #line = new Line();
  #serving: { event: Pending; end: Micros } | null = null;
  #busyUntil: Micros = 0;
  #extra: Micros = 0;
  #frozen = false;
  #times = 1;
  #sendNumber: number;
  #tableNumber = 0;
  #sameInstant = 0;

  #yield = new Yield();
  #crash: Crash | null = null;
  #isLeaving = false;

  constructor(program: AnyProgram, start: Start) {
    this.start = start;
    this.program = program;
    this.now = start.at;
    this.event = start.events;
    this.#sendNumber = start.sends;
    this.#skew = start.skew;
    this.#chain = Fold.from(start.chain);
    this.#generator = new Generator(derive(start.chance, 'generator'));
    this.#disk = new NodeDisk(start, this);
    this.#self = new NodeSelf(this, this.#disk);
    this.#line.push({ what: 'boot', due: start.at });
  }

  static load(
    program: AnyProgram,
    start: Start,
    save: RunnerSave,
    tables: ReadonlyMap<number, TableImage>,
  ): Runner {
    const runner = new Runner(program, start);
    runner.#restore(save, tables);
    return runner;
  }

  /** Runs everything before `until`. The arrivals are those due before `until`, in the one order; the acts come first. */
  advance(until: Micros, arrivals: readonly Envelope[], acts: readonly NodeAct[]): Advance {
    this.#yield = new Yield();
    for (const act of acts) this.#act(act);
    const entered = this.#run(until, arrivals);
    const orphans: number[] = [];
    for (let index = entered; index < arrivals.length; index += 1) orphans.push(index);
    const { sends, notes, marks, writes, overflow, handled } = this.#yield;
    // Every field by its name: spreading here would cost more than the events.
    return {
      sends,
      notes,
      marks,
      writes,
      overflow,
      handled,
      orphans,
      crash: this.#crash,
      next: this.next(),
      events: this.event,
      sent: this.#sendNumber,
      chain: this.#chain.chain(),
    };
  }

  /** The time of the next event: the end of what is being served, or the next timer. */
  next(): Micros {
    if (this.#crash !== null) return NEVER;
    const timer = this.#timers.nextDue;
    if (this.#serving !== null) return Math.min(this.#serving.end, timer);
    if (this.#line.length > 0 && !this.#frozen) return Math.max(this.now, this.#busyUntil);
    return timer;
  }

  look(look: Look, detail: LookDetail | null): Glance {
    if (look === 'vitals') return this.#vitals() as unknown as Glance;
    const program = this.program;
    if (!this.#started && look !== 'typed') return {};
    switch (look) {
      case 'inspect':
        return page(this.#state, (detail as InspectRequest | null) ?? FIRST_PAGE);
      case 'holdings':
      case 'catalogue':
      case 'typed':
        return { ...program[look]?.(this.#state, detail as never) } as Glance;
      case 'checks':
        return program.checks === undefined
          ? {}
          : ({ checks: program.checks(this.#state) } as unknown as Glance);
      case 'metrics':
        return { rows: (program.metrics?.(this.#state) ?? []) as unknown as Data };
      default:
        return { ...program[look](this.#state) };
    }
  }

  save(): RunnerSave {
    return {
      state: this.#started ? saveState(this.#state, () => (this.#tableNumber += 1)) : null,
      started: this.#started,
      frozen: this.#frozen,
      times: this.#times,
      skew: this.#skew,
      generator: this.#generator.state(),
      chain: this.#chain.chain(),
      events: this.event,
      sends: this.#sendNumber,
      timers: this.#timers.count,
      tables: this.#tableNumber,
      stood: this.now,
      busyUntil: this.#busyUntil,
      disk: this.#disk.save(),
      pending: this.#timers.save(),
      line: this.#line.waiting,
      serving: this.#serving && { ...this.#serving },
    };
  }

  // --- What `self` is made of -----------------------------------------------------------------------------------------

  get clock(): number {
    const { by, drift, since } = this.#skew;
    const drifted = drift === 0 ? 0 : Math.floor(((this.now - since) * drift) / 1_000_000);
    return this.start.epoch + Math.floor((this.now + by + drifted) / MILLISECOND);
  }

  random(): number {
    return this.#generator.next();
  }

  send(to: string, kind: string, body: unknown): void {
    const own = to === this.start.id;
    const envelope: Envelope = {
      from: this.start.id,
      to,
      number: this.#sendNumber,
      copy: 0,
      sent: this.now,
      cause: this.event,
      root: this.root,
      kind,
      count: 0,
      arrives: own ? this.now : NEVER,
      body,
    };
    this.#sendNumber += 1;
    if (own) this.#own.push(envelope);
    else this.#yield.sends.push(envelope);
  }

  after(delay: Micros, timer: TimerBody, sync: PendingTimer['sync'] = null): number {
    if (!Number.isSafeInteger(delay) || delay < 0)
      throw new Error(`a timer needs whole microseconds from 0 on, not ${delay}`);
    return this.#timers.set(this.now + delay, timer, sync);
  }

  leave(): void {
    this.#isLeaving = true;
  }

  cancel(number: number): void {
    // One that waits in the line gives up its place at once, so that a save, which keeps no dead timers, has as much room left.
    const timer = this.#timers.cancel(number);
    if (timer !== undefined && timer.due <= this.now) this.#line.remove(number);
  }

  work(cost: Micros): void {
    if (!Number.isSafeInteger(cost) || cost < 0)
      throw new Error(`work takes whole microseconds from 0 on, not ${cost}`);
    this.#extra += cost;
  }

  note(kind: string, detail: Data): void {
    this.#yield.notes.push({ at: this.now, event: this.event, kind, detail });
  }

  invoke(operation: string, body: Data): void {
    this.#yield.marks.push({ at: this.now, event: this.event, operation, body });
  }

  settle(operation: string, outcome: Outcome, text: string): void {
    this.#yield.marks.push({ at: this.now, event: this.event, operation, outcome, text });
  }

  wrote(write: DiskWrite): void {
    this.#yield.writes.push(write);
  }

  // --- The loop -------------------------------------------------------------------------------------------------------

  /** Returns how many of the arrivals were taken in: all, unless the node crashed. */
  #run(until: Micros, arrivals: readonly Envelope[]): number {
    let cursor = 0;
    while (this.#crash === null) {
      if (this.#serving === null && !this.#frozen) this.#startNext();
      const arrival = arrivals[cursor];
      const timer = this.#timers.next;
      const own = this.#own[0];
      const arrivalDue = arrival ? arrival.arrives : NEVER;
      const timerDue = timer ? timer.due : NEVER;
      // What a node sends to itself arrives at the same instant, so it is never later than anything that still waits.
      const due = own ? own.arrives : Math.min(arrivalDue, timerDue);
      if (this.#serving !== null && this.#serving.end <= due) {
        if (this.#serving.end >= until) break;
        this.#finish();
      } else if (due >= until) {
        break;
      } else if (own && !(arrivalDue === due && (arrival as Envelope).from < own.from)) {
        this.#own.shift();
        this.#enterArrival(own, -1);
      } else if (arrivalDue <= timerDue) {
        cursor += 1;
        this.#enterArrival(arrival as Envelope, cursor - 1);
      } else {
        this.#enterTimer(this.#timers.take());
      }
    }
    return cursor;
  }

  #vitals(): Vitals {
    const { waiting } = this.#line;
    const served = this.#serving;
    return {
      waiting: waiting.length,
      served: served && { ...waitingOf(served.event), until: served.end },
      next: waiting.slice(0, NEXT_SHOWN).map(waitingOf),
      times: this.#times,
      memory: (this.#started && this.program.memory?.(this.#state)) || null,
    };
  }

  #isFreeAt(due: Micros): boolean {
    return this.#serving === null && !this.#frozen && this.#line.length === 0 && this.#busyUntil <= due;
  }

  #enterArrival(envelope: Envelope, index: number): void {
    const due = envelope.arrives;
    if (this.#isFreeAt(due) && this.#costOf(envelope.kind) === 0) {
      this.#handle(due, envelope.root, envelope);
    } else if (this.#line.length >= this.start.service.line && index >= 0) {
      this.#yield.overflow.push(index);
      this.#pass(due);
    } else {
      this.#pass(due);
      this.#line.push({ what: 'arrival', due, envelope });
    }
  }

  #enterTimer(timer: PendingTimer): void {
    const { due } = timer;
    let entered = timer;
    if (timer.sync !== null) {
      const { upTo } = timer.sync;
      const failed = this.#disk.takeFailure();
      // The device is done now, however long the program takes to hear of it.
      this.#yield.writes.push(failed ? { do: 'failed', at: due } : { do: 'sync', upTo, at: due });
      entered = { ...timer, sync: { upTo, failed } };
    }
    if (this.#isFreeAt(due) && this.#costOf(timer.timer.kind) === 0) {
      this.#fire(due, entered);
    } else {
      this.#pass(due);
      this.#line.push(entered);
    }
  }

  /** Time passes to an instant at which nothing is handled. */
  #pass(instant: Micros): void {
    if (instant > this.now) {
      this.now = instant;
      this.#sameInstant = 0;
    }
  }

  #startNext(): void {
    const event = this.#line.shift();
    if (event !== undefined) {
      this.#serving = { event, end: Math.max(this.now, this.#busyUntil) + this.#costOf(kindOf(event)) };
    }
  }

  #finish(): void {
    const { event, end } = this.#serving as { event: Pending; end: Micros };
    this.#serving = null;
    if (event.what === 'arrival') this.#handle(end, event.envelope.root, event.envelope);
    else if (event.what === 'timer') this.#fire(end, event);
    else this.#handle(end, event.what === 'tell' ? event.root : 'boot', event);
  }

  #fire(at: Micros, timer: PendingTimer): void {
    this.#timers.fire(timer.number);
    this.#handle(at, timer.timer.operation ?? timer.timer.kind, timer);
  }

  #boot(at: Micros): void {
    this.#chain.word(FOLD_BOOT);
    this.#chain.number(at);
    this.#trace('boot', 'boot', '', 0, 0);
    this.#state = this.program.boot(this.#self);
    this.#started = true;
  }

  #hearOperator(at: Micros, message: { readonly kind: string }): void {
    this.#chain.word(FOLD_TELL);
    this.#chain.number(at);
    this.#chain.data(message);
    this.#trace('tell', message.kind, OPERATOR, 0, 0);
    this.program.receive(this.#self, this.#state, OPERATOR, message);
  }

  #hear(at: Micros, { from, number, copy, kind, body }: Envelope): void {
    const chain = this.#chain;
    chain.word(FOLD_ARRIVAL);
    chain.number(at);
    chain.text(from);
    chain.number(number);
    chain.word(copy);
    chain.data(body);
    this.#trace('arrival', kind, from, number, copy);
    this.program.receive(this.#self, this.#state, from, body);
  }

  #tick(at: Micros, { timer, number, sync }: PendingTimer): void {
    const chain = this.#chain;
    chain.word(FOLD_TIMER);
    chain.number(at);
    chain.number(number);
    chain.data(timer);
    this.#trace('timer', timer.kind, '', number, 0);
    if (sync?.failed) {
      chain.word(FOLD_SYNC_FAILED);
      this.#disk.failed = true;
    }
    this.program.tick(this.#self, this.#state, timer);
    this.#disk.failed = false;
  }

  /** One event: all of it, or, when the program throws, nothing but the crash. A bare envelope is one that has arrived. */
  #handle(at: Micros, root: string, event: Envelope | Exclude<Pending, { what: 'arrival' }>): void {
    this.#pass(at);
    this.event += 1;
    this.root = root;
    this.#extra = 0;
    this.#yield.begin();
    try {
      this.#sameInstant += 1;
      if (this.#sameInstant > EVENTS_PER_INSTANT_MAX)
        throw new Error('a million events at one instant: time does not pass');
      if (!('what' in event)) this.#hear(at, event);
      else if (event.what === 'timer') this.#tick(at, event);
      else if (event.what === 'tell') this.#hearOperator(at, event.message as { kind: string });
      else this.#boot(at);
      if (this.#isLeaving) {
        this.#chain.word(FOLD_LEAVE);
        this.#crash = { at, event: this.event, says: null };
      }
    } catch (error) {
      this.#yield.takeBack();
      this.#chain.word(FOLD_CRASH);
      this.#crash = { at, event: this.event, says: error instanceof Error ? error.message : String(error) };
    }
    this.#busyUntil = at + this.#extra;
  }

  #trace(what: Handled['what'], kind: string, from: string, number: number, copy: number): void {
    if (!this.start.trace) return;
    this.#yield.handled.push({
      at: this.now,
      event: this.event,
      what,
      kind,
      root: this.root,
      from,
      number,
      copy,
    });
  }

  #costOf(kind: string): Micros {
    const { cost, kinds } = this.start.service;
    const plain = kinds[kind] ?? cost;
    return plain === 0 || kind === 'boot' ? 0 : Math.round(plain * this.#times);
  }

  // --- What is done to a node -----------------------------------------------------------------------------------------

  #act(act: NodeAct): void {
    this.#pass(act.at);
    switch (act.do) {
      case 'tell':
        this.#line.push({ what: 'tell', due: act.at, message: act.message, root: act.root });
        break;
      case 'freeze':
        this.#frozen = true;
        break;
      case 'thaw':
        this.#frozen = false;
        break;
      case 'slow':
        this.#times = act.times;
        break;
      case 'skew':
        this.#skew = { by: act.by, drift: act.drift, since: act.at };
        break;
      case 'dice':
        this.#generator = new Generator(derive(act.chance, 'generator'));
        this.#disk.reroll(derive(act.chance, 'disk'));
        break;
      case 'disk':
        this.#disk.fault(act.act, act.times);
        break;
      case 'cut':
        this.#disk.files.cut(act.name, act.bytes);
        break;
      case 'flip':
        this.#disk.files.flip(act.name, act.offset, act.mask);
    }
  }

  #restore(save: RunnerSave, tables: ReadonlyMap<number, TableImage>): void {
    this.#started = save.started;
    if (save.state !== null) this.#state = loadState(save.state.rest, tables);
    this.#frozen = save.frozen;
    this.#times = save.times;
    this.#skew = save.skew;
    this.#generator = Generator.from(save.generator);
    this.#chain.a = save.chain[0];
    this.#chain.b = save.chain[1];
    this.event = save.events;
    this.#sendNumber = save.sends;
    this.#tableNumber = save.tables;
    this.now = save.stood;
    this.#busyUntil = save.busyUntil;
    this.#disk.restore(save.disk);
    const inLine = [...save.line, ...(save.serving ? [save.serving.event] : [])];
    this.#timers.restore(save.timers, save.pending.filter(isTimer), inLine.filter(isTimer));
    this.#line.restore(save.line);
    this.#serving = save.serving && { ...save.serving };
  }
}

function isTimer(event: Pending): event is PendingTimer {
  return event.what === 'timer';
}

function kindOf(event: Pending): string {
  switch (event.what) {
    case 'arrival':
      return event.envelope.kind;
    case 'timer':
      return event.timer.kind;
    case 'tell':
      return (event.message as { kind: string }).kind;
    case 'boot':
      return 'boot';
  }
}

function waitingOf(event: Pending): Waiting {
  const from = event.what === 'arrival' ? event.envelope.from : null;
  return { what: event.what, kind: kindOf(event), from, since: event.due };
}
