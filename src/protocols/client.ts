/**
 * The client: issues operations, waits, and says what became of them. A node's program like any other, but that no fault stops it.
 *
 * An answer that does not come within the timeout makes the operation unknown: it may have happened. What comes later is ignored, because
 * the history has closed the operation by then. How an operation is asked, and asked again, stands in errands.ts.
 */
import {
  OPERATOR,
  type ClientMessage,
  type Data,
  type Member,
  type NodeId,
  type OperatorMessage,
  type Program,
  type Outcome,
  type Self,
  type TypedLine,
  type TypedRequest,
} from '../kernel/contract.ts';
import { SECOND, type Micros } from '../kernel/time.ts';
import type { WorkloadSpec } from '../scenario/types.ts';
import {
  begin,
  heard,
  isOfErrand,
  newErrands,
  woken,
  type Ending,
  type ErrandManner,
  type Errands,
  type ErrandTimer,
} from './errands.ts';

export type { Asking, Next } from './errands.ts';
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
export type Reading = (
  | { readonly ok: true; readonly body: Data; readonly to: NodeId | null }
  /** Nobody is to be asked: it cannot be read, or it has been done at the prompt itself, and this came of it. */
  | {
      readonly ok: false;
      readonly says: string;
      readonly outcome?: Outcome;
      /** What it does to the cluster itself. */
      readonly acts?: TypedLine['acts'];
    }
) & {
  /** What the prompt remembers from now on, such as variables. Absent: what it did. */
  readonly shell?: Data;
};

export interface ClientManner extends ErrandManner {
  read(text: string, members: readonly Member[], shell: Data): Reading;
  /** Whether a line acts on the cluster itself, for systems of which that depends on what was typed before. */
  typed?(shell: Data | undefined, request: TypedRequest): TypedLine | null;
  print(body: Data, outcome: Outcome): string;
  /** Whom to ask when nobody is named. */
  route(body: Data, members: readonly Member[], known: Data): NodeId;
  /** Whom to ask, and what, where that is more than a matter of routes. `serial` names the operation. */
  start?(
    body: Data,
    members: readonly Member[],
    known: Data,
    serial: string,
  ): { readonly to: NodeId; readonly asks: Data };
  /**
   * One operation of a workload: on which of its keys, reading or writing. `serial` is never the same twice at one client. What a system can
   * besides (sizes, times to live, deletions) it finds in the deed.
   */
  sample(key: number, reads: boolean, serial: string, deed: Deed): Data;
  /** Whether a read was answered and found nothing. */
  isMiss?(outcome: Outcome): boolean;
}

/** From a program beside the cluster, such as a library or a port: what it asks comes as it is, in sessions of its own. */
export type Told =
  | {
      readonly kind: 'ask';
      readonly operation: string;
      readonly session?: string;
      readonly body: Data;
      /** Null for whomever the system's routing finds. */
      readonly to: NodeId | null;
      readonly timeout?: Micros;
    }
  /** A session is over, wherever it was known. */
  | { readonly kind: 'end'; readonly session: string };

type Timer = ErrandTimer | TrafficTimer;

interface State extends Errands {
  /** What it does by itself. */
  readonly traffic: Traffic;
  /** What lines typed before have left for those that follow. */
  shell: Data;
  settled: number;
  /** Askings after the first of their operation; those after silence, which may do a thing twice, are `retries`. */
  followUps: number;
  retries: number;
  /** From asking to the end, as the one who asks sees it, the unknown ones too. */
  readonly latency: Histogram;
}

type ClientSelf = Self<ClientMessage, Timer>;

/** From asking to the end, in µs. */
export const CLIENT_LATENCY = 'client_duration_seconds';

const NO_DATA = { keys: 0, digest: '' };

export function clientProgram(
  manner: ClientManner,
): Program<State, ClientMessage | OperatorMessage | Told, Timer> {
  return {
    boot(self) {
      const workload = self.setup.workload as WorkloadSpec | null;
      if (workload) beginTraffic({ self, spec: workload });
      const errands = newErrands(self.setup.members);
      return {
        ...errands,
        traffic: newTraffic(),
        shell: null,
        settled: 0,
        followUps: 0,
        retries: 0,
        latency: newHistogram(),
      };
    },
    receive(self, state, from, message) {
      if (from === OPERATOR && message.kind === 'command') typed(self, state, message);
      else if (from === OPERATOR && message.kind === 'ask') issue(self, state, message);
      else if (from === OPERATOR && message.kind === 'end') over(self, state, message.session);
      else if (from === OPERATOR && message.kind === 'members') state.members = message.members;
      else if (message.kind === 'reply') settle(self, state, heard(self, state, manner, message));
    },
    tick(self, state, timer) {
      if (isOfErrand(timer)) settle(self, state, woken(self, state, manner, timer));
      else tickTraffic(makerOf(self, state), timer);
    },
    glance: ({ waiting, settled, followUps, retries, latency, traffic }) => ({
      waiting: waiting.size,
      settled,
      followUps,
      retries,
      // In virtual µs, from asking to the end.
      latency: percentiles(latency),
      ...(traffic.fetches === 0 ? {} : { source: sourceOf(traffic) }),
    }),
    belief: (state) => ({ members: state.members.map(({ id }) => id) }),
    witness: () => ({}),
    census: () => NO_DATA,
    typed: (state, request) => manner.typed?.(state?.shell, request),
    metrics: ({ latency }) => [{ name: CLIENT_LATENCY, labels: [], value: 0, spread: copied(latency) }],
  };

  function typed(
    self: ClientSelf,
    state: State,
    { operation, text, done }: Extract<OperatorMessage, { kind: 'command' }>,
  ): void {
    const reading = manner.read(text, state.members, state.shell);
    state.shell = reading.shell ?? state.shell;
    if (done !== undefined) {
      const { ok, says, value = says } = done;
      self.invoke(operation, { text });
      self.settle(operation, { status: ok ? 'ok' : 'failed', value }, says);
      return;
    }
    if (reading.ok) {
      const { body, to } = reading;
      issue(self, state, { operation, body, to });
      return;
    }
    // Said at the prompt at once. Nothing leaves the client, but the history shows that it was tried.
    self.invoke(operation, { text });
    const { says, outcome = { status: 'failed', value: says } } = reading;
    self.settle(operation, outcome, says);
  }

  function issue(
    self: ClientSelf,
    state: State,
    {
      operation: id,
      body,
      to: named,
      session = `${self.id}:1`,
      timeout = manner.timeout,
    }: Omit<Extract<Told, { kind: 'ask' }>, 'kind'>,
  ): void {
    self.invoke(id, body);
    const { members, known } = state;
    const isAddressed = named !== null;
    const { to, asks } = isAddressed
      ? { to: named, asks: body }
      : (manner.start?.(body, members, known, id) ?? { to: manner.route(body, members, known), asks: body });
    const order = { id, body, asks, to, session, isAddressed, timeout };
    settle(self, state, begin(self, state, manner, order));
  }

  function settle(self: ClientSelf, state: State, ending: Ending | null): void {
    if (ending === null) return;
    const { id, errand, outcome } = ending;
    state.settled += 1;
    state.followUps += errand.attempt - errand.attemptFirst;
    state.retries += errand.retries;
    record(state.latency, self.now - errand.since);
    self.settle(id, outcome, manner.print(errand.body, outcome));
    if (self.setup.workload !== null) settledTraffic(makerOf(self, state), id, outcome);
  }

  function makerOf(self: ClientSelf, state: State): Maker {
    return {
      self,
      traffic: state.traffic,
      spec: self.setup.workload as unknown as WorkloadSpec,
      issue: (deed) => {
        const { key, what, serial } = deed;
        const body = manner.sample(key, what === 'read', serial, deed);
        issue(self, state, { operation: serial, body, to: null });
      },
      isMiss: (outcome) => manner.isMiss?.(outcome) ?? false,
    };
  }
}

/** Whoever has not heard of it has nothing to forget. */
function over(self: ClientSelf, { members }: State, session: string): void {
  for (const { id } of members) self.send(id, { kind: 'session', session, act: 'close' });
}

/** What the prompt prints for an operation whose answer never came. */
export function printUnknown(timeout: Micros): string {
  return `(unknown) no answer within ${timeout / SECOND} s: it may have happened`;
}

/** What is given away is not what goes on counting. */
function copied(latency: Histogram): Histogram {
  return { ...latency, counts: [...latency.counts] };
}

function percentiles(latency: Histogram): Data {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(latency, share));
  return { count: latency.count, p50, p95, p99, max: latency.max };
}

/** How the reads of an application with a source went. */
function sourceOf({ hits, fetches, shared, busy, queue, latency }: Traffic): Data {
  return { hits, fetches, shared, busy, waiting: queue.length, latency: percentiles(latency) };
}
