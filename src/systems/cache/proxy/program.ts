/**
 * A proxy: its clients know nothing but it. It routes by key, takes commands over several keys apart, passes over nodes that leave its health
 * checks unanswered, and follows up `MOVED` and what else nodes may say, just as a client does that knows the ring (routing.ts).
 *
 * It keeps a session at each node for each of its clients, and says with every request for whom it speaks; nodes judge what that one may do.
 *
 * Every request ends: with a value, with a named error, or, where something may have been done and nobody said so, as unknown.
 */
import { OPERATOR, type Data, type Operation, type Outcome } from '../../../kernel/contract.ts';
import type { ClientMessage, NodeId, OperatorMessage, Program } from '../../../kernel/contract.ts';
import { Fold } from '../../../kernel/fold.ts';
import { MILLISECOND } from '../../../kernel/time.ts';
import { checked, firstLive, isLive, lives, newTargets, orderFor } from '../../../protocols/choose-target.ts';
import { abandon, begin, heard, newErrands, woken, type Ending } from '../../../protocols/errands.ts';
import { isWord, lowerCase } from '../../../store/bytes.ts';
import { optionsOf } from '../options.ts';
import { aliveIn, isRead, keyOf, ruleOf } from '../routing.ts';
import { isRepeated } from '../delivered.ts';
import { commandOf, type Answer, type Request } from '../requests.ts';
import type { View } from '../view.ts';
import { gather } from './gather.ts';
import { mannerOf, refusedFor } from './manner.ts';
import { parted, planOf, type Part, type Plan } from './plan.ts';
import type { Caller, Job, ProxySelf, ProxyState, ProxyTimer } from './state.ts';

const NO_DATA = { keys: 0, digest: '' };

export const proxyProgram: Program<ProxyState, ClientMessage | OperatorMessage, ProxyTimer> = {
  boot(self) {
    const options = optionsOf(self.setup.options);
    self.after(MILLISECOND, { kind: 'check' });
    return {
      ...newErrands(self.setup.members),
      options,
      targets: newTargets(),
      checks: 0,
      jobs: new Map(),
      callers: new Map(),
      delivered: new Map(),
      counts: { served: 0, gathered: 0, passedOver: 0 },
    };
  },
  receive(self, state, from, message) {
    if (from === OPERATOR) {
      if (message.kind === 'members') state.members = message.members;
    } else if (message.kind === 'request') {
      if (!isRepeated(state, message.operation)) admit(self, state, message.operation);
    } else if (message.kind === 'session') {
      if (message.act === 'close') dismiss(self, state, message.session);
    } else if (message.kind === 'reply') {
      if (!isLive(state.targets, from)) self.note('target back', { node: from });
      lives(state.targets, from);
      ended(self, state, heard(self, state, mannerOf(state), message));
    }
  },
  tick(self, state, timer) {
    if (timer.kind === 'check') check(self, state);
    else ended(self, state, woken(self, state, mannerOf(state), timer));
  },
  glance: (state) => ({ waiting: state.jobs.size, ...state.counts, epoch: epochOf(state) }),
  belief: (state) => {
    const { members, epoch } = viewOf(state);
    return {
      epoch,
      members: members.map(({ id, standing }) => ({ id, standing, isLive: isLive(state.targets, id) })),
    };
  },
  witness: () => ({}),
  census: () => NO_DATA,
  asks: commandOf,
};

function viewOf(state: ProxyState): View {
  return mannerOf(state).viewOf(state.known, state.members);
}

/** 0 as long as nobody has told it anything. */
function epochOf(state: ProxyState): number {
  return state.known === null ? 0 : viewOf(state).epoch;
}

/** Asks everybody whether it is there; with the answer comes its view, where that is newer. */
function check(self: ProxySelf, state: ProxyState): void {
  self.after(state.options.heartbeat, { kind: 'check' });
  state.checks += 1;
  const epoch = epochOf(state);
  const operation: Operation = {
    id: `${self.id}.health-${state.checks}`,
    session: `${self.id}:${self.incarnation}:health`,
    body: { command: ['PING'], epoch },
  };
  for (const { id, role } of state.members) {
    if (role !== 'node') continue;
    const wasLive = isLive(state.targets, id);
    checked(state.targets, id);
    if (wasLive && !isLive(state.targets, id)) self.note('target lost', { node: id });
    self.send(id, { kind: 'request', operation });
  }
}

// --- Callers ------------------------------------------------------------------------------------------------------------

function callerOf(state: ProxyState, session: string): Caller {
  let caller = state.callers.get(session);
  if (caller === undefined) {
    caller = { as: null, greeting: null, line: [] };
    state.callers.set(session, caller);
  }
  return caller;
}

function admit(self: ProxySelf, state: ProxyState, operation: Operation): void {
  const caller = callerOf(state, operation.session);
  if (caller.greeting !== null && caller.greeting !== operation.id) caller.line.push(operation);
  else serve(self, state, caller, operation);
}

function dismiss(self: ProxySelf, state: ProxyState, session: string): void {
  state.callers.delete(session);
  state.delivered.delete(session);
  for (const { id, role } of state.members)
    if (role === 'node') self.send(id, { kind: 'session', session: sessionAt(self, session), act: 'close' });
}

/** The name under which nodes know a caller: another one after each start, for they remember what was delivered to them. */
function sessionAt(self: ProxySelf, session: string): string {
  return `${self.id}:${self.incarnation}:${session}`;
}

/** With which words a command says who speaks; null where it does not. */
function greetingOf(args: readonly string[]): readonly string[] | null {
  const name = lowerCase(args[0] ?? '');
  if (name === 'auth') return args;
  if (name !== 'hello') return null;
  const place = args.findIndex((word, index) => index > 1 && isWord(word, 'auth'));
  return place < 0 ? null : ['AUTH', ...args.slice(place + 1, place + 3)];
}

function greeted(self: ProxySelf, state: ProxyState, { operation }: Job, status: Outcome['status']): void {
  const caller = callerOf(state, operation.session);
  if (caller.greeting !== operation.id) return;
  caller.greeting = null;
  if (status === 'ok') caller.as = greetingOf((operation.body as unknown as Request).command);
  while (caller.greeting === null) {
    const next = caller.line.shift();
    if (next === undefined) break;
    serve(self, state, caller, next);
  }
}

// --- Jobs ---------------------------------------------------------------------------------------------------------------

function serve(self: ProxySelf, state: ProxyState, caller: Caller, operation: Operation): void {
  const { command } = operation.body as unknown as Request;
  state.counts.served += 1;
  const before = state.jobs.get(operation.id);
  // Its client has lost patience and asks again.
  for (const id of before?.parts.keys() ?? []) abandon(self, state, id);
  if (greetingOf(command) !== null) caller.greeting = operation.id;
  const view = viewOf(state);
  const surroundings = { view, rule: ruleOf(state.options), isSingly: state.options.requestIds };
  const { gathering, parts }: Plan = planOf(command, surroundings);
  const job: Job = { operation, gathering, parts: new Map(), answers: [] };
  state.jobs.set(operation.id, job);
  if (parts.length === 0) {
    const outcome = refusedFor('No node of the cluster is known to be alive');
    finish(self, state, job, outcome);
    return;
  }
  if (gathering.kind !== 'alone' && gathering.kind !== 'scan') {
    state.counts.gathered += 1;
    self.note('gathered', { operation: operation.id, command: command[0] as string, parts: parts.length });
  }
  const attempt = ASKINGS_A_REQUEST * (operation.attempt ?? 0);
  for (const part of parts) dispatch(self, state, job, part, attempt);
}

/** Two requests of the same operation, and a part that is taken apart once more, number their askings apart. */
const ASKINGS_A_REQUEST = 1_000;
const ASKINGS_A_PART = 500;

function dispatch(self: ProxySelf, state: ProxyState, job: Job, part: Part, attempt: number): void {
  const { id: root, session } = job.operation;
  const { command: args, own, places } = part;
  const suffix = job.gathering.kind === 'alone' ? '' : `-${places[0] as number}`;
  // What stands before the last dot is who gets the answer.
  const id = `${self.id}.${root.replaceAll('.', '-')}${suffix}`;
  const { as: said } = job.operation.body as unknown as Request;
  const words = said ?? callerOf(state, session).as;
  const says = words === null || greetingOf(args) !== null ? {} : { as: words };
  const body = { command: args, ...(own ? { own } : {}), ...says } as unknown as Data;
  job.parts.set(id, part);
  const { to, asks } = aim(state, part, body, session, root);
  const order = { id, body, asks, to, session: sessionAt(self, session), root, attempt };
  ended(self, state, begin(self, state, mannerOf(state), { ...order, isAddressed: part.to !== null }));
}

/** Whom to ask: who is named, who acts for the key, or, where nothing says so, always the same one for the same caller. */
function aim(
  state: ProxyState,
  { to, command }: Part,
  body: Data,
  session: string,
  root: string,
): { readonly to: NodeId; readonly asks: Data } {
  if (to !== null) return { to, asks: body };
  if (keyOf({ command }) !== undefined) return mannerOf(state).start(body, state.members, state.known, root);
  const fold = new Fold();
  fold.text(session);
  const order = orderFor(fold.a >>> 0, aliveIn(viewOf(state)));
  return { to: firstLive(state.targets, order) ?? order[0] ?? '', asks: body };
}

/** A part is over; with the last of them the job is. */
function ended(self: ProxySelf, state: ProxyState, ending: Ending | null): void {
  if (ending === null) return;
  const { id, errand, outcome } = ending;
  const job = state.jobs.get(errand.root ?? '');
  const part = job?.parts.get(id);
  if (job === undefined || part === undefined) return;
  job.parts.delete(id);
  const pieces = isCrossNode(outcome) && job.gathering.kind !== 'alone' ? parted(part) : null;
  if (pieces !== null) {
    for (const piece of pieces) dispatch(self, state, job, piece, errand.attemptFirst + ASKINGS_A_PART);
    return;
  }
  job.answers.push({ places: part.places, outcome: verdict(part, outcome) });
  if (job.parts.size > 0) return;
  const { gathering, answers } = job;
  if (gathering.kind === 'alone') finish(self, state, job, (answers[0] as Job['answers'][number]).outcome);
  else {
    const pick = (count: number): number => Math.floor(self.random() * count);
    const { status, reply } = gather(gathering, answers, pick);
    const value: Answer = { reply, node: self.id, parts: answers.length, isAtomic: false };
    finish(self, state, job, { status, value: value as unknown as Data });
  }
}

/** What was asked for in vain is a plain refusal where it could have changed nothing. */
function verdict({ command }: Part, outcome: Outcome): Outcome {
  if (outcome.status !== 'unknown' || !isRead({ command })) return outcome;
  return refusedFor('No node has answered in time', 'TIMEOUT');
}

function isCrossNode({ status, value }: Outcome): boolean {
  if (status !== 'failed') return false;
  const { error = '' } = ((value as unknown as Answer).reply ?? {}) as { readonly error?: string };
  return error.startsWith('CROSSNODE');
}

function finish(self: ProxySelf, state: ProxyState, job: Job, outcome: Outcome): void {
  state.jobs.delete(job.operation.id);
  self.reply(job.operation, outcome);
  greeted(self, state, job, outcome.status);
}
