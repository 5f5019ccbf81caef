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
} from '../kernel/contract.ts';
import { harmonicSums, zipf } from '../kernel/maths.ts';
import { SECOND, type Micros } from '../kernel/time.ts';
import type { WorkloadSpec } from '../scenario/types.ts';
import {
  begin,
  heard,
  newErrands,
  woken,
  type Ending,
  type ErrandManner,
  type Errands,
  type ErrandTimer,
} from './errands.ts';

export type { Asking, Next } from './errands.ts';

/** What a typed line asks for: of whom, or of the one whom the system's routing finds. */
export type Reading =
  | { readonly ok: true; readonly body: Data; readonly to: NodeId | null }
  | { readonly ok: false; readonly says: string };

export interface ClientManner extends ErrandManner {
  read(text: string, members: readonly Member[]): Reading;
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
  /** One operation of a workload: on which of its keys, reading or writing. `serial` is never the same twice at one client. */
  sample(key: number, reads: boolean, serial: string): Data;
}

type Timer = ErrandTimer | { readonly kind: 'next operation' };

interface State extends Errands {
  /** Operations of the workload so far. */
  made: number;
  settled: number;
}

type ClientSelf = Self<ClientMessage, Timer>;

const NO_DATA = { keys: 0, digest: '' };

export function clientProgram(manner: ClientManner): Program<State, ClientMessage | OperatorMessage, Timer> {
  return {
    boot(self) {
      const workload = self.setup.workload as WorkloadSpec | null;
      if (workload) self.after(workload.from + gap(self, workload), { kind: 'next operation' });
      return { ...newErrands(self.setup.members), made: 0, settled: 0 };
    },
    receive(self, state, from, message) {
      if (from === OPERATOR && message.kind === 'command') typed(self, state, message);
      else if (from === OPERATOR && message.kind === 'members') state.members = message.members;
      else if (message.kind === 'reply') settle(self, state, heard(self, state, manner, message));
    },
    tick(self, state, timer) {
      if (timer.kind === 'next operation') makeTraffic(self, state);
      else settle(self, state, woken(self, state, manner, timer));
    },
    glance: (state) => ({ waiting: state.waiting.size, settled: state.settled }),
    belief: (state) => ({ members: state.members.map(({ id }) => id) }),
    witness: () => ({}),
    census: () => NO_DATA,
  };

  function typed(
    self: ClientSelf,
    state: State,
    { operation, text, done }: Extract<OperatorMessage, { kind: 'command' }>,
  ): void {
    if (done !== undefined) {
      self.invoke(operation, { text });
      self.settle(operation, { status: done.ok ? 'ok' : 'failed', value: done.says }, done.says);
      return;
    }
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

  function issue(self: ClientSelf, state: State, id: string, body: Data, named: NodeId | null): void {
    self.invoke(id, body);
    const { members, known } = state;
    const isAddressed = named !== null;
    const { to, asks } = isAddressed
      ? { to: named, asks: body }
      : (manner.start?.(body, members, known, id) ?? { to: manner.route(body, members, known), asks: body });
    const session = `${self.id}:1`;
    settle(self, state, begin(self, state, manner, { id, body, asks, to, session, isAddressed }));
  }

  function settle(self: ClientSelf, state: State, ending: Ending | null): void {
    if (ending === null) return;
    const { id, errand, outcome } = ending;
    state.settled += 1;
    self.settle(id, outcome, manner.print(errand.body, outcome));
  }

  function makeTraffic(self: ClientSelf, state: State): void {
    const workload = self.setup.workload as unknown as WorkloadSpec;
    if (self.now >= workload.until) return;
    state.made += 1;
    const draw = self.random();
    const key =
      workload.spread === 'zipf' ? zipf(harmonicSums(workload.keys), draw) : Math.floor(draw * workload.keys);
    const operation = `${self.id}.w${state.made}`;
    const body = manner.sample(key, self.random() < workload.reads, operation);
    // An operation begins here, so its messages are named after it and not after the timer.
    self.after(gap(self, workload), { kind: 'next operation' });
    issue(self, state, operation, body, null);
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
