/**
 * The client: issues operations, waits, and says what became of them. A node's program like any other, but that no fault stops it.
 *
 * An answer that does not come within the timeout makes the operation unknown: it may have happened. What comes later is ignored, because
 * the history has closed the operation by then.
 *
 * A system whose nodes send their clients on, or refuse for the moment, gives its client a way to `follow` answers and silence: whom to ask
 * next, and when. Each asking has its number, so that an answer is never taken for the answer to another.
 */
import {
  OPERATOR,
  type ClientMessage,
  type Data,
  type Member,
  type NodeId,
  type Operation,
  type OperatorMessage,
  type Outcome,
  type Program,
  type Self,
} from '../kernel/contract.ts';
import { SECOND, type Micros } from '../kernel/time.ts';
import type { WorkloadSpec } from '../scenario/types.ts';
import { newHistogram, quantile, record, type Histogram } from './histogram.ts';
import {
  beginTraffic,
  newTraffic,
  settledTraffic,
  tickTraffic,
  type Deed,
  type Maker,
  type Traffic,
  type TrafficTimer,
} from './workload.ts';

/** What a typed line asks for: of whom, or of the one whom the system's routing finds. */
export type Reading =
  | { readonly ok: true; readonly body: Data; readonly to: NodeId | null }
  | { readonly ok: false; readonly says: string };

/** One asking of an operation, and what came of it: an answer, or null when there was none for as long as `patience`. */
export interface Asking {
  readonly body: Data;
  /** What was asked this time, which may be more than the operation itself. */
  readonly asked: Data;
  readonly to: NodeId;
  /** A person named whom to ask. */
  readonly isAddressed: boolean;
  /** 0 for the first. */
  readonly attempt: number;
  readonly outcome: Outcome | null;
  /** The last answer before this one. */
  readonly before: Outcome | null;
}

/**
 * What to do about it: ask once more; wait on, perhaps asking somebody else something beside, from whose answer is only learnt; or be
 * content with an outcome.
 */
export type Next =
  | { readonly do: 'ask'; readonly to: NodeId; readonly asks: Data; readonly delay: Micros }
  | { readonly do: 'wait'; readonly beside?: { readonly to: NodeId; readonly asks: Data } }
  | { readonly do: 'settle'; readonly outcome: Outcome };

export interface ClientManner {
  read(text: string, members: readonly Member[]): Reading;
  print(body: Data, outcome: Outcome): string;
  /** Whom to ask when nobody is named. */
  route(body: Data, members: readonly Member[], known: Data): NodeId;
  /**
   * One operation of a workload: on which of its keys, reading or writing. `serial` is never the same twice at one client. What a system can
   * besides (sizes, times to live, deletions) it finds in the deed.
   */
  sample(key: number, reads: boolean, serial: string, deed: Deed): Data;
  /** Whether a read was answered and found nothing. */
  isMiss?(outcome: Outcome): boolean;
  readonly timeout: Micros;
  /** What is sent for an operation, which may be more than what was asked. */
  dress?(asks: Data, known: Data): Data;
  /** What a client learns from an answer and keeps. */
  learn?(known: Data, outcome: Outcome): Data;
  /** Without it the first answer is the last. */
  follow?(asking: Asking, members: readonly Member[], known: Data): Next;
  /** Silence after which `follow` is asked. */
  readonly patience?: Micros;
}

type Timer =
  | { readonly kind: 'timeout'; readonly operation: string }
  | { readonly kind: 'patience'; readonly operation: string; readonly attempt: number }
  | { readonly kind: 'ask again'; readonly operation: string; readonly attempt: number }
  | TrafficTimer;

interface Waiting {
  readonly body: Data;
  readonly since: Micros;
  readonly timer: number;
  readonly isAddressed: boolean;
  asked: Data;
  to: NodeId;
  attempt: number;
  before: Outcome | null;
  /** The timer of its patience; 0 while there is none. */
  patience: number;
}

interface State {
  members: readonly Member[];
  waiting: Map<string, Waiting>;
  /** What answers taught it. */
  known: Data;
  /** What it does by itself. */
  readonly traffic: Traffic;
  settled: number;
  /** From asking to the end, as the one who asks sees it, the unknown ones too. */
  readonly latency: Histogram;
}

type ClientSelf = Self<ClientMessage, Timer>;

const NO_DATA = { keys: 0, digest: '' };

/** Askings beside an operation are numbered downwards from here. */
const BESIDE = -1;

const UNKNOWN: Outcome = { status: 'unknown', value: null };

export function clientProgram(manner: ClientManner): Program<State, ClientMessage | OperatorMessage, Timer> {
  return {
    boot(self) {
      const workload = self.setup.workload as WorkloadSpec | null;
      if (workload) beginTraffic({ self, spec: workload });
      const { members } = self.setup;
      const traffic = newTraffic();
      return { members, waiting: new Map(), known: null, traffic, settled: 0, latency: newHistogram() };
    },
    receive(self, state, from, message) {
      if (from === OPERATOR && message.kind === 'command')
        typed(self, state, message.operation, message.text);
      else if (from === OPERATOR && message.kind === 'members') state.members = message.members;
      else if (message.kind === 'reply')
        answered(self, state, message.operation, message.outcome, message.attempt ?? 0);
    },
    tick(self, state, timer) {
      if (timer.kind === 'timeout') settle(self, state, timer.operation, UNKNOWN);
      else if (timer.kind === 'patience') silent(self, state, timer.operation, timer.attempt);
      else if (timer.kind === 'ask again') askAgain(self, state, timer.operation, timer.attempt);
      else tickTraffic(makerOf(self, state), timer);
    },
    glance: ({ waiting, settled, latency, traffic }) => ({
      waiting: waiting.size,
      settled,
      // In virtual µs, from asking to the end.
      latency: percentiles(latency),
      ...(traffic.fetches === 0 ? {} : { source: sourceOf(traffic) }),
    }),
    belief: (state) => ({ members: state.members.map(({ id }) => id) }),
    witness: () => ({}),
    census: () => NO_DATA,
  };

  function typed(self: ClientSelf, state: State, operation: string, text: string): void {
    const reading = manner.read(text, state.members);
    if (reading.ok) {
      const { body, to } = reading;
      issue(self, state, operation, body, to);
      return;
    }
    // Said at the prompt at once. Nothing leaves the client, but the history shows that it was tried.
    self.invoke(operation, { text });
    self.settle(operation, { status: 'failed', value: reading.says }, reading.says);
  }

  function issue(self: ClientSelf, state: State, operation: string, body: Data, named: NodeId | null): void {
    self.invoke(operation, body);
    const timer = self.after(manner.timeout, { kind: 'timeout', operation });
    const to = named ?? manner.route(body, state.members, state.known);
    state.waiting.set(operation, {
      body,
      timer,
      since: self.now,
      isAddressed: named !== null,
      ...{ asked: body, to, attempt: 0, before: null, patience: 0 },
    });
    ask(self, state, operation);
  }

  function ask(self: ClientSelf, state: State, id: string): void {
    const waiting = state.waiting.get(id) as Waiting;
    const { asked, to, attempt } = waiting;
    const body = manner.dress?.(asked, state.known) ?? asked;
    const operation: Operation = { id, session: `${self.id}:1`, body };
    self.send(to, { kind: 'request', operation: attempt === 0 ? operation : { ...operation, attempt } });
    if (manner.patience !== undefined)
      waiting.patience = self.after(manner.patience, { kind: 'patience', operation: id, attempt });
  }

  function askAgain(self: ClientSelf, state: State, operation: string, attempt: number): void {
    if (state.waiting.get(operation)?.attempt === attempt) ask(self, state, operation);
  }

  function answered(
    self: ClientSelf,
    state: State,
    operation: string,
    outcome: Outcome,
    attempt: number,
  ): void {
    if (manner.learn !== undefined) state.known = manner.learn(state.known, outcome);
    const waiting = state.waiting.get(operation);
    if (waiting === undefined || waiting.attempt !== attempt) return;
    if (manner.follow === undefined) settle(self, state, operation, outcome);
    else proceed(self, state, operation, waiting, outcome);
  }

  function silent(self: ClientSelf, state: State, operation: string, attempt: number): void {
    const waiting = state.waiting.get(operation);
    if (waiting?.attempt === attempt) proceed(self, state, operation, waiting, null);
  }

  function proceed(
    self: ClientSelf,
    state: State,
    operation: string,
    waiting: Waiting,
    outcome: Outcome | null,
  ): void {
    const next = manner.follow?.({ ...waiting, outcome }, state.members, state.known) ?? { do: 'wait' };
    if (outcome !== null) waiting.before = outcome;
    if (next.do === 'settle') settle(self, state, operation, next.outcome);
    if (next.do === 'wait' && next.beside !== undefined) {
      const { to, asks: body } = next.beside;
      self.send(to, {
        kind: 'request',
        operation: { id: operation, session: `${self.id}:1`, body, attempt: BESIDE - waiting.attempt },
      });
    }
    if (next.do !== 'ask') return;
    self.cancel(waiting.patience);
    waiting.attempt += 1;
    waiting.to = next.to;
    waiting.asked = next.asks;
    if (next.delay === 0) ask(self, state, operation);
    else self.after(next.delay, { kind: 'ask again', operation, attempt: waiting.attempt });
  }

  function settle(self: ClientSelf, state: State, operation: string, outcome: Outcome): void {
    const waiting = state.waiting.get(operation);
    if (waiting === undefined) return;
    state.waiting.delete(operation);
    if (outcome.status !== 'unknown') self.cancel(waiting.timer);
    if (waiting.patience !== 0) self.cancel(waiting.patience);
    state.settled += 1;
    record(state.latency, self.now - waiting.since);
    self.settle(operation, outcome, manner.print(waiting.body, outcome));
    if (self.setup.workload !== null) settledTraffic(makerOf(self, state), operation, outcome);
  }

  function makerOf(self: ClientSelf, state: State): Maker {
    return {
      self,
      traffic: state.traffic,
      spec: self.setup.workload as unknown as WorkloadSpec,
      issue: (deed) => {
        const { key, what, serial } = deed;
        const body = manner.sample(key, what === 'read', serial, deed);
        issue(self, state, serial, body, null);
      },
      isMiss: (outcome) => manner.isMiss?.(outcome) ?? false,
    };
  }
}

/** What the prompt prints for an operation whose answer never came. */
export function printUnknown(timeout: Micros): string {
  return `(unknown) no answer within ${timeout / SECOND} s: it may have happened`;
}

function percentiles(latency: Histogram): Data {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(latency, share));
  return { count: latency.count, p50, p95, p99, max: latency.max };
}

/** How the reads of an application with a source went. */
function sourceOf({ hits, fetches, shared, busy, queue, latency }: Traffic): Data {
  return { hits, fetches, shared, busy, waiting: queue.length, latency: percentiles(latency) };
}
