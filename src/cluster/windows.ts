/**
 * The windows: who runs until when, what they are given, and what becomes of what they sent.
 *
 * With lookahead L, the least time that any message may take, no event in [t, t+L) at one node can reach another. So every node that has
 * something to do in that window runs its part at once, in its own Worker where the host gives it one, and only those are woken.
 */
import type { Advance, Envelope, NodeAct } from '../kernel/protocol.ts';
import { NEVER, type Micros } from '../kernel/time.ts';
import type { Action } from '../scenario/types.ts';
import type { ClusterCore } from './core.ts';
import { NodeLost, type Port } from './host.ts';
import { PERIOD } from './network/names.ts';
import type { Participant } from './participant.ts';

/** Where a window that could be this long is cut; tests do. The least cut is one instant. */
export type Cut = (start: Micros, end: Micros) => Micros;

interface Call {
  readonly participant: Participant;
  readonly arrivals: readonly Envelope[];
  readonly acts: readonly NodeAct[];
  readonly firstEvent: Micros;
  reply: Advance | null;
  error: unknown;
}

export class Windows {
  /** While true every window is one instant: a run that waits for something stops exactly where it comes. */
  isInstantly = false;
  readonly #core: ClusterCore;
  readonly #cut: Cut | undefined;

  constructor(core: ClusterCore, cut: Cut | undefined) {
    this.#core = core;
    this.#cut = cut;
  }

  /** One window, or none when nothing happens before the limit. Waits only when the host does. */
  run(limit: Micros): void | Promise<void> {
    const due = this.#core.agenda.first;
    if (due >= limit) {
      this.#core.position = limit;
      return undefined;
    }
    const start = Math.max(due, this.#core.position);
    // Names are forgotten by periods; a window within one period makes that independent of cuts.
    let end = Math.min(
      start + this.#core.network.lookahead,
      limit,
      (Math.floor(start / PERIOD) + 1) * PERIOD,
    );
    if (this.isInstantly) end = Math.min(end, start + 1);
    if (this.#cut) end = Math.max(start + 1, Math.min(end, this.#cut(start, end)));
    const calls = this.#plan(end);
    const waits: Promise<void>[] = [];
    // Clients last: they run in this thread, and the nodes in theirs meanwhile.
    for (const call of calls) if (!call.participant.isClient) this.#call(call, end, waits);
    for (const call of calls) if (call.participant.isClient) this.#call(call, end, waits);
    if (waits.length === 0) {
      this.#merge(calls, end);
      return undefined;
    }
    return Promise.all(waits).then(() => this.#merge(calls, end));
  }

  #call(call: Call, until: Micros, waits: Promise<void>[]): void {
    const { participant, arrivals, acts } = call;
    const reply = (participant.port as Port).call<Advance>({ do: 'advance', until, arrivals, acts });
    if (reply instanceof Promise) {
      waits.push(
        reply.then(
          (advance) => void (call.reply = advance),
          (error: unknown) => void (call.error = error),
        ),
      );
    } else {
      call.reply = reply;
    }
  }

  /** Who is woken for a window, and with what. Messages that arrive where nobody hears them are lost here. */
  #plan(end: Micros): Call[] {
    const calls: Call[] = [];
    for (const participant of this.#core.agenda.before(end)) {
      participant.moved();
      const arrivals = this.#takeArrivals(participant, end);
      if (participant.port === null) continue;
      const { acts } = participant;
      if (acts.length > 0) participant.acts = [];
      const arrival = arrivals[0];
      if (acts.length === 0 && arrival === undefined && participant.next >= end) continue;
      const firstEvent = acts[0]?.at ?? Math.min(participant.next, arrival ? arrival.arrives : NEVER);
      calls.push({ participant, arrivals, acts, firstEvent, reply: null, error: null });
    }
    return calls;
  }

  #takeArrivals(participant: Participant, end: Micros): Envelope[] {
    const { inbox, isClient } = participant;
    const arrivals: Envelope[] = [];
    for (
      let envelope = inbox.peek();
      envelope !== undefined && envelope.arrives < end;
      envelope = inbox.peek()
    ) {
      inbox.pop();
      this.#core.flights -= 1;
      const refusal = this.#core.network.refusal(envelope.from, envelope.to, envelope.kind, envelope.arrives);
      if (refusal !== null) {
        this.#core.chronicle.dropped(envelope.arrives, 'arrival', envelope, refusal);
      } else {
        if (isClient) envelope.body = this.#core.host.open(envelope.body);
        arrivals.push(envelope);
      }
    }
    return arrivals;
  }

  #merge(calls: readonly Call[], end: Micros): void {
    // First who died: what the others sent in this window is judged by it.
    for (const call of calls) {
      if (call.reply === null) this.#lose(call);
      else if (call.reply.crash !== null) this.#crash(call.participant, call.reply);
    }
    for (const { participant, arrivals, reply } of calls) {
      if (reply === null) continue;
      if (reply.crash === null) participant.advanced(reply);
      this.#core.chronicle.counts.delivered += arrivals.length - reply.overflow.length - reply.orphans.length;
      for (const index of reply.overflow) this.#dropArrival(arrivals[index] as Envelope, 'overflow');
      // As whoever came in a later window would find it.
      const absence = participant.status === 'removed' ? 'nobody' : 'dead';
      for (const index of reply.orphans) this.#dropArrival(arrivals[index] as Envelope, absence);
      this.#core.chronicle.advanced(participant.id, reply);
      for (const envelope of reply.sends) this.#send(envelope);
    }
    this.#core.position = end;
    this.#core.chronicle.close();
  }

  #send(envelope: Envelope): void {
    const fate = this.#core.network.send(envelope);
    this.#core.chronicle.sent(envelope);
    if (typeof fate === 'string') {
      this.#core.chronicle.dropped(envelope.sent, 'send', envelope, fate);
      return;
    }
    this.#core.deliver(envelope);
    if (fate !== null) {
      this.#core.chronicle.counts.duplicated += 1;
      this.#core.deliver(fate);
    }
  }

  #dropArrival(envelope: Envelope, reason: 'overflow' | 'dead' | 'nobody'): void {
    this.#core.chronicle.dropped(envelope.arrives, 'arrival', envelope, reason);
  }

  /** A program threw, or left: the node is dead from that event on, and what it had written survives it. */
  #crash(participant: Participant, advance: Advance): void {
    const { at, event, says } = advance.crash as NonNullable<Advance['crash']>;
    participant.advanced(advance);
    participant.disk.stopProcess();
    participant.stopped(at);
    if (says === null) {
      participant.status = 'removed';
      this.#core.forgetMembers();
    }
    this.#core.chronicle.happened(
      at,
      participant.id,
      event,
      says === null ? { what: 'left' } : { what: 'crashed', says },
    );
    void this.#core.host.end(participant.id);
  }

  /**
   * A node did not answer and was ended for it. Nothing of that call had left it, so the script gets a kill at the call's first event, and
   * every replay agrees without ever running into what held the node up.
   */
  #lose({ participant, arrivals, firstEvent, error }: Call): void {
    if (!(error instanceof NodeLost)) throw error;
    const kill: Action = {
      at: firstEvent,
      do: 'kill',
      node: participant.id,
      how: 'power',
      because: error.because,
    };
    this.#core.script.splice(this.#core.applied, 0, kill);
    this.#core.chronicle.action(firstEvent, this.#core.applied, kill);
    this.#core.applied += 1;
    void this.#core.stop(participant, firstEvent, 'power');
    for (const envelope of arrivals) this.#dropArrival(envelope, 'dead');
  }
}
