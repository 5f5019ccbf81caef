/**
 * A client's command at a node. Who acts for its keys runs it; who does not says who does (`MOVED`), unless the client will take a copy's word.
 *
 * A reply leaves when W copies have all that its command could have seen, this node among them, and the disk too where it was promised. So
 * with W > 1 nothing is ever read that could still be lost.
 *
 * What cannot be answered yet, because this node has only begun to act, waits a little; what cannot be answered at all says why.
 */
import type { Data, NodeId, Operation, Status } from '../../kernel/contract.ts';
import { SECOND } from '../../kernel/time.ts';
import { keysOf, type CommandSpec } from '../../store/command.ts';
import { commandNamed } from '../../store/commands/index.ts';
import { mayLeave } from '../../store/persistence/persistence.ts';
import { failure, isFailure, type Failure, type Reply } from '../../store/reply.ts';
import { closeSession, openSession, type Session } from '../../store/store.ts';
import { dataOf, dropKey, itemOf, leads, run, type Done } from './data.ts';
import { forgetMark, markOf } from './ledger.ts';
import { isReady, isTrusted } from './reign.ts';
import { replyData } from './reply-data.ts';
import type { CacheSelf, Held, NodeState } from './state.ts';
import { actingAmong, isPresent, ownersOf, placementOf, shardOf, standingOf, type View } from './view.ts';

/** What a client asks of a node. `copy`: whoever has a copy may answer, however old it is. */
export interface Request {
  readonly command: readonly string[];
  readonly copy?: boolean;
  /** The view that the client knows; a newer one comes with the answer. */
  readonly epoch?: number;
  /** Hand this key, if it is here, to the one who acts for it and has lost it. */
  readonly repair?: NodeId;
}

/** What it is told. The fields beside the reply are there for commands that name one key. */
export interface Answer {
  readonly reply: Data;
  readonly node: NodeId;
  /** How often the key was written, 0 when never; absent in answers that speak of no single key. */
  readonly version?: number;
  readonly epoch?: number;
  /** When it expires, in ms since 1970; null for never. */
  readonly expiry?: number | null;
  /** Nothing is known of the key here, not even that it was deleted. */
  readonly isUnknown?: boolean;
  /** It may be older than what others know. */
  readonly isStale?: boolean;
  /** Of use to a client that asked the wrong node. */
  readonly view?: View;
}

const CROSS_NODE = failure("CROSSNODE Keys in request don't live on the same nodes");
const SELECT_REFUSED = failure('ERR SELECT is not allowed in cluster mode');
const NO_VIEW = failure('CLUSTERDOWN This node has not joined the cluster yet');
const NO_MAJORITY = failure('CLUSTERDOWN This node does not hear a majority of the cluster');
const NOT_READY = failure('TRYAGAIN Too few copies of the key could be asked for what they know');
const NO_COPY = failure('CLUSTERDOWN No node that holds this key is alive');
const NO_REPLICAS = failure('NOREPLICAS Not enough good replicas to write.');

export function receiveRequest(self: CacheSelf, state: NodeState, operation: Operation): void {
  if (isRepeated(state, operation)) return;
  const isBehind = state.parked.some((parked) => parked.operation.session === operation.session);
  if (!isBehind && attempt(self, state, operation, false)) return;
  state.parked.push({ operation, until: self.now + 2 * state.options.nodeTimeout });
}

const REMEMBERED_MAX = 500;

/** A connection delivers each request once, whatever the network does with its packets. */
function isRepeated(state: NodeState, { id, session, attempt = 0 }: Operation): boolean {
  const name = `${id}/${attempt}`;
  let seen = state.delivered.get(session);
  if (seen === undefined) {
    seen = new Set();
    state.delivered.set(session, seen);
  }
  if (seen.has(name)) return true;
  seen.add(name);
  if (seen.size > REMEMBERED_MAX) seen.delete(seen.values().next().value as string);
  return false;
}

/** Whatever might be possible now is tried again, in order. */
export function retryParked(self: CacheSelf, state: NodeState): void {
  if (state.parked.length === 0) return;
  const { parked } = state;
  state.parked = [];
  const blocked = new Set<string>();
  for (const each of parked) {
    const { session } = each.operation;
    if (!blocked.has(session) && attempt(self, state, each.operation, self.now >= each.until)) continue;
    blocked.add(session);
    state.parked.push(each);
  }
}

/** False when it should wait; the last time it may not. */
function attempt(self: CacheSelf, state: NodeState, operation: Operation, isLast: boolean): boolean {
  const { command: args, copy = false } = operation.body as unknown as Request;
  const session = sessionOf(self, state, operation.session);
  const command = commandNamed(args);
  const keys = command === undefined ? [] : keysOf(command, args).map(({ key }) => key);
  const [key] = keys;
  if (command === undefined || key === undefined) {
    keyless(self, state, operation, session, command, args);
    return true;
  }
  const { view } = state;
  if (view === null) return refused(self, state, operation, NO_VIEW, isLast);
  if (!keys.every((each) => shardOf(view, state.rule, each) === shardOf(view, state.rule, key))) {
    answer(self, state, operation, CROSS_NODE);
    return true;
  }
  const owners = ownersOf(view.placed, state.rule, key);
  const acting = actingAmong(view, owners);
  const isWrite = command.flags.includes('write');
  if (acting !== self.id) {
    if (copy && !isWrite && owners.includes(self.id)) {
      look(self, state, operation, session, args, keys);
      handBack(self, state, operation, key);
    } else if (acting === null) return refused(self, state, operation, NO_COPY, isLast);
    else moved(self, state, operation, view, key, acting);
    return true;
  }
  const trouble = troubleOf(self, state, view, owners, key, isWrite);
  if (trouble === null) {
    lead(self, state, operation, session, args, keys, owners);
    return true;
  }
  if (!isWrite && copy) {
    look(self, state, operation, session, args, keys);
    return true;
  }
  return refused(self, state, operation, trouble, isLast);
}

function troubleOf(
  self: CacheSelf,
  state: NodeState,
  view: View,
  owners: readonly NodeId[],
  key: string,
  isWrite: boolean,
): Failure | null {
  if (!isTrusted(self, state)) return NO_MAJORITY;
  if (!isReady(self, state, key)) return NOT_READY;
  const alive = owners.filter((id) => standingOf(view, id) !== 'down').length;
  return isWrite && alive < Math.min(state.options.write, owners.length) ? NO_REPLICAS : null;
}

function refused(
  self: CacheSelf,
  state: NodeState,
  operation: Operation,
  because: Failure,
  isLast: boolean,
): boolean {
  if (isLast) answer(self, state, operation, because);
  return isLast;
}

function lead(
  self: CacheSelf,
  state: NodeState,
  operation: Operation,
  session: Session,
  args: readonly string[],
  keys: readonly string[],
  owners: readonly NodeId[],
): void {
  const done = run(self, state, session, args, true);
  state.counts.operations += 1;
  const needed = Math.min(state.options.write, owners.length) - 1;
  const seen = needed === 0 ? 0 : lastChange(state, keys, done);
  hold(self, state, operation, keys, done, { sequence: seen, needed, countsAt: null });
}

/** Of everything that the command could have seen. */
function lastChange({ ledger }: NodeState, keys: readonly string[], { sequence }: Done): number {
  return keys.reduce((latest, key) => Math.max(latest, markOf(ledger, key)?.sequence ?? 0), sequence);
}

/** From a copy, or from somebody who is not sure any more to be the one who acts. */
function look(
  self: CacheSelf,
  state: NodeState,
  operation: Operation,
  session: Session,
  args: readonly string[],
  keys: readonly string[],
): void {
  const done = run(self, state, session, args, false);
  const [key = ''] = keys;
  const value = {
    ...answerFor(self, state, keys, done.reply),
    ...(leads(self, state, key) ? {} : { isStale: true }),
  };
  send(self, state, operation, statusOf(done.reply), value);
}

/** Somebody who acts for this key has lost it: it gets it from here, as old and as young as it is. */
function handBack(self: CacheSelf, state: NodeState, { body }: Operation, key: string): void {
  const { repair } = body as unknown as Request;
  if (repair === undefined || markOf(state.ledger, key) === undefined) return;
  self.note('repair', { key, to: repair });
  self.send(repair, { kind: 'items', items: [itemOf(state, key)] });
}

function moved(
  self: CacheSelf,
  state: NodeState,
  operation: Operation,
  view: View,
  key: string,
  acting: NodeId,
): void {
  const position = placementOf(view.placed, state.rule).position(key);
  const error = `MOVED ${position} ${acting}`;
  send(self, state, operation, 'failed', { reply: { error }, node: self.id });
}

function answer(self: CacheSelf, state: NodeState, operation: Operation, because: Reply): void {
  send(self, state, operation, statusOf(because), { reply: replyData(because), node: self.id });
}

function send(
  self: CacheSelf,
  { view }: NodeState,
  operation: Operation,
  status: Status,
  value: Answer,
): void {
  const { epoch = Infinity } = operation.body as unknown as Request;
  const isBehind = view !== null && epoch < view.epoch;
  self.reply(operation, { status, value: (isBehind ? { ...value, view } : value) as unknown as Data });
}

function statusOf(said: Reply): Status {
  return isFailure(said) ? 'failed' : 'ok';
}

function answerFor(self: CacheSelf, state: NodeState, keys: readonly string[], said: Reply): Answer {
  const [key] = keys;
  const base = { reply: replyData(said), node: self.id };
  if (key === undefined || keys.length > 1) return base;
  const known = markOf(state.ledger, key);
  const entry = dataOf(state.store).entries.map.get(key);
  const isUnknown = known === undefined || known.evicted;
  return {
    ...base,
    version: known?.stamp.count ?? 0,
    epoch: known?.stamp.epoch ?? 0,
    expiry: entry === undefined || entry.deadline === null ? null : Number(entry.deadline),
    ...(isUnknown ? { isUnknown } : {}),
  };
}

// --- Replies that wait --------------------------------------------------------------------------------------------------

function hold(
  self: CacheSelf,
  state: NodeState,
  operation: Operation,
  keys: readonly string[],
  done: Done,
  wait: Pick<Held, 'sequence' | 'needed' | 'countsAt'>,
): void {
  const value = answerFor(self, state, keys, done.reply);
  const status = statusOf(done.reply);
  // A client gives up long before that.
  const until = self.now + 60 * SECOND;
  state.held.push({ operation, value, status, ticket: done.ticket, until, key: keys[0] ?? null, ...wait });
  release(self, state);
}

/** Called whenever copies or the disk got further. */
export function release(self: CacheSelf, state: NodeState): void {
  const { held } = state;
  if (held.length === 0) return;
  state.held = held.filter((each) => !leave(self, state, each));
}

function leave(self: CacheSelf, state: NodeState, held: Held): boolean {
  const { operation, value, status, ticket, key, sequence, needed, countsAt, until } = held;
  if (self.now >= until) return true;
  if (!mayLeave(state.persistence, ticket)) return false;
  const copies = needed === 0 && countsAt === null ? 0 : copiesOf(self, state, key, sequence);
  if (copies < needed && (countsAt === null || self.now < countsAt)) return false;
  send(self, state, operation, status, countsAt === null ? value : { reply: copies, node: self.id });
  return true;
}

function copiesOf(
  self: CacheSelf,
  { view, rule, peers }: NodeState,
  key: string | null,
  sequence: number,
): number {
  if (view === null) return 0;
  const holders = key === null ? peers.keys() : ownersOf(view.placed, rule, key);
  let copies = 0;
  for (const id of holders) {
    const peer = peers.get(id);
    if (id === self.id || peer === undefined) continue;
    if (peer.acknowledged >= sequence && isPresent(view, id, peer.incarnation)) copies += 1;
  }
  return copies;
}

/**
 * A new view. What this node did for keys that somebody else acts for now may have been passed over: copies that follow it from here on say
 * nothing of those writes any more. Their clients are told nothing, and so know that they do not know.
 */
export function forsake(self: CacheSelf, state: NodeState): void {
  const { view, rule } = state;
  state.held = state.held.filter(({ key, needed }) => {
    if (needed === 0 || key === null || view === null) return true;
    return actingAmong(view, ownersOf(view.placed, rule, key)) === self.id;
  });
}

// --- Commands that name no key ------------------------------------------------------------------------------------------

function keyless(
  self: CacheSelf,
  state: NodeState,
  operation: Operation,
  session: Session,
  command: CommandSpec | undefined,
  args: readonly string[],
): void {
  switch (command?.name) {
    case 'select':
      if (args[1] !== '0') return answer(self, state, operation, SELECT_REFUSED);
      break;
    case 'wait':
      return wait(self, state, operation, session, args);
    case 'flushall':
    case 'flushdb':
      return flush(self, state, operation, session, args);
  }
  const done = run(self, state, session, args, false);
  hold(self, state, operation, [], done, { sequence: 0, needed: 0, countsAt: null });
}

/** Every key that this node acts for is deleted, so that copies learn of it. */
function flush(
  self: CacheSelf,
  state: NodeState,
  operation: Operation,
  session: Session,
  args: readonly string[],
): void {
  const before = run(self, state, session, ['DBSIZE'], false);
  if (isFailure(before.reply)) return answer(self, state, operation, before.reply);
  let done: Done = before;
  const keys = [...dataOf(state.store).entries.map.keys()].filter((key) => leads(self, state, key));
  for (const key of keys) done = run(self, state, session, ['DEL', key], true);
  void args;
  hold(
    self,
    state,
    operation,
    [],
    { ...done, reply: { status: 'OK' } },
    {
      ...{ sequence: 0, needed: 0, countsAt: null },
    },
  );
}

const MILLIS = 1_000;

function wait(
  self: CacheSelf,
  state: NodeState,
  operation: Operation,
  session: Session,
  args: readonly string[],
): void {
  // The engine checks the arguments; alone, it would answer that nobody copies from it.
  const done = run(self, state, session, args, false);
  if (isFailure(done.reply)) return answer(self, state, operation, done.reply);
  const needed = Number(args[1]);
  const timeout = Number(args[2]) * MILLIS;
  const countsAt = timeout === 0 ? Number.MAX_SAFE_INTEGER : self.now + timeout;
  if (timeout > 0) self.after(timeout, { kind: 'wait over', operation: operation.id });
  hold(self, state, operation, [], done, { sequence: state.ledger.sequence, needed, countsAt });
}

// --- Sessions -----------------------------------------------------------------------------------------------------------

export function sessionOf(self: CacheSelf, state: NodeState, id: string): Session {
  let session = state.sessions.get(id);
  if (session === undefined) {
    session = openSession(state.store, self.clock, id);
    state.sessions.set(id, session);
  }
  return session;
}

export function endSession(state: NodeState, id: string): void {
  const session = state.sessions.get(id);
  if (session === undefined) return;
  closeSession(state.store, session);
  state.sessions.delete(id);
}

/** For the inspector: as if this node had never heard of the key. The others have. */
export function forget(self: CacheSelf, state: NodeState, operation: Operation, key: string): void {
  const isKnown = markOf(state.ledger, key) !== undefined;
  if (isKnown && state.view !== null) {
    dropKey(self, state, key);
    forgetMark(state.ledger, shardOf(state.view, state.rule, key), key);
  }
  answer(self, state, operation, isKnown ? 1 : 0);
}
