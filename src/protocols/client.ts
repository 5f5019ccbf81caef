/**
 * The client: issues operations, waits, and says what became of them. A node's program like any other, but that no fault stops it.
 *
 * An answer that does not come within the timeout makes the operation unknown: it may have happened. What comes later is ignored, because
 * the history has closed the operation by then.
 */
import {
  OPERATOR,
  type ClientMessage,
  type Data,
  type Member,
  type NodeId,
  type OperatorMessage,
  type Outcome,
  type Program,
  type Self,
} from '../kernel/contract.ts';
import { harmonicSums, zipf } from '../kernel/maths.ts';
import { SECOND, type Micros } from '../kernel/time.ts';
import type { WorkloadSpec } from '../scenario/types.ts';

/** What a typed line asks for: of whom, or of the one whom the system's routing finds. */
export type Reading =
  | { readonly ok: true; readonly body: Data; readonly to: NodeId | null }
  | { readonly ok: false; readonly says: string };

export interface ClientManner {
  read(text: string, members: readonly Member[]): Reading;
  print(body: Data, outcome: Outcome): string;
  /** Whom to ask when nobody is named. */
  route(body: Data, members: readonly Member[]): NodeId;
  /** One operation of a workload: on which of its keys, reading or writing. */
  sample(key: number, reads: boolean): Data;
  readonly timeout: Micros;
}

type Timer = { readonly kind: 'timeout'; readonly operation: string } | { readonly kind: 'next operation' };

interface Waiting {
  readonly body: Data;
  readonly timer: number;
}

interface State {
  members: readonly Member[];
  waiting: Map<string, Waiting>;
  /** Operations of the workload so far. */
  made: number;
  settled: number;
}

type ClientSelf = Self<ClientMessage, Timer>;

const NO_DATA = { keys: 0, digest: '' };

const UNKNOWN: Outcome = { status: 'unknown', value: null };

export function clientProgram(manner: ClientManner): Program<State, ClientMessage | OperatorMessage, Timer> {
  return {
    boot(self) {
      const workload = self.setup.workload as WorkloadSpec | null;
      if (workload) self.after(workload.from + gap(self, workload), { kind: 'next operation' });
      return { members: self.setup.members, waiting: new Map(), made: 0, settled: 0 };
    },
    receive(self, state, from, message) {
      if (from === OPERATOR && message.kind === 'command')
        typed(self, state, message.operation, message.text);
      else if (from === OPERATOR && message.kind === 'members') state.members = message.members;
      else if (message.kind === 'reply') settle(self, state, message.operation, message.outcome);
    },
    tick(self, state, timer) {
      if (timer.kind === 'timeout') settle(self, state, timer.operation, UNKNOWN);
      else makeTraffic(self, state);
    },
    glance: (state) => ({ waiting: state.waiting.size, settled: state.settled }),
    belief: (state) => ({ members: state.members.map(({ id }) => id) }),
    witness: () => ({}),
    census: () => NO_DATA,
  };

  function typed(self: ClientSelf, state: State, operation: string, text: string): void {
    const reading = manner.read(text, state.members);
    if (reading.ok) {
      const { body, to } = reading;
      issue(self, state, operation, body, to ?? manner.route(body, state.members));
      return;
    }
    // Said at the prompt at once. Nothing leaves the client, but the history shows that it was tried.
    self.invoke(operation, { text });
    self.settle(operation, { status: 'failed', value: reading.says }, reading.says);
  }

  function issue(self: ClientSelf, state: State, operation: string, body: Data, to: NodeId): void {
    self.invoke(operation, body);
    const timer = self.after(manner.timeout, { kind: 'timeout', operation });
    state.waiting.set(operation, { body, timer });
    self.send(to, { kind: 'request', operation: { id: operation, session: `${self.id}:1`, body } });
  }

  function settle(self: ClientSelf, state: State, operation: string, outcome: Outcome): void {
    const waiting = state.waiting.get(operation);
    if (waiting === undefined) return;
    state.waiting.delete(operation);
    if (outcome.status !== 'unknown') self.cancel(waiting.timer);
    state.settled += 1;
    self.settle(operation, outcome, manner.print(waiting.body, outcome));
  }

  function makeTraffic(self: ClientSelf, state: State): void {
    const workload = self.setup.workload as unknown as WorkloadSpec;
    if (self.now >= workload.until) return;
    state.made += 1;
    const draw = self.random();
    const key =
      workload.spread === 'zipf' ? zipf(harmonicSums(workload.keys), draw) : Math.floor(draw * workload.keys);
    const body = manner.sample(key, self.random() < workload.reads);
    // An operation begins here, so its messages are named after it and not after the timer.
    const operation = `${self.id}.w${state.made}`;
    self.after(gap(self, workload), { kind: 'next operation' });
    issue(self, state, operation, body, manner.route(body, state.members));
  }
}

/** Between half and one and a half of the mean: irregular enough to meet every phase of what else goes on. */
function gap(self: ClientSelf, workload: WorkloadSpec): Micros {
  const mean = (SECOND * workload.clients) / workload.rate;
  return Math.max(1, Math.floor(mean * (0.5 + self.random())));
}

/** What the prompt prints for an operation whose answer never came. */
export function printUnknown(timeout: Micros): string {
  return `(unknown) no answer within ${timeout / SECOND} s: it may have happened`;
}
