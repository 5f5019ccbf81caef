/**
 * A client's command at a node. Who acts for its keys runs it; who does not says who does (`MOVED`), unless the client will take a copy's word.
 *
 * A reply leaves when W copies have all that its command could have seen, this node among them, and the disk too where it was promised. So
 * with W > 1 nothing is ever read that could still be lost.
 *
 * What cannot be answered yet, because this node has only begun to act, waits a little; what cannot be answered at all says why.
 */
import type { NodeId, Operation } from '../../kernel/contract.ts';
import { keysIn } from '../../store/command.ts';
import { commandNamed } from '../../store/commands/index.ts';
import { failure, type Failure } from '../../store/reply.ts';
import { quorumMode } from './by-option.ts';
import { answer, answerOf, send, statusOf, type Call } from './call.ts';
import { commitAll, itemOf, leads, run, type Done } from './data.ts';
import { deedOf } from './deeds.ts';
import { hold } from './held.ts';
import { runKeyless } from './keyless.ts';
import { markOf } from './ledger.ts';
import { isReady, isTrusted } from './reign.ts';
import type { Request } from './requests.ts';
import { isRepeated } from './delivered.ts';
import { noteWrite, sessionOf, speakFor } from './sessions.ts';
import type { CacheSelf, NodeState } from './state.ts';
import {
  actingAmong,
  ownersOf,
  placementOf,
  shardOf,
  standingOf,
  type PlacementRule,
  type View,
} from './view.ts';

const CROSS_NODE = failure("CROSSNODE Keys in request don't live on the same nodes");
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

/** Whatever might be possible now is tried again, in order. */
export function retryParked(self: CacheSelf, state: NodeState): void {
  state.isStirred = false;
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
  const command = commandNamed(args);
  const keys = command === undefined ? [] : keysIn(command, args);
  const call: Call = { operation, session: sessionOf(self, state, operation.session), args, keys };
  const [key] = keys;
  const stranger = speakFor(self, state, call.session, operation);
  if (stranger !== null) {
    answer(self, state, call, stranger);
    return true;
  }
  if (command === undefined || key === undefined) {
    runKeyless(self, state, call);
    return true;
  }
  if (state.options.mode === 'quorum') {
    quorumMode.code.coordinate(self, state, call, command);
    return true;
  }
  const { view } = state;
  if (view === null) return refuse(self, state, call, NO_VIEW, isLast);
  if (!areTogether(view, state.rule, keys)) {
    answer(self, state, call, CROSS_NODE);
    return true;
  }
  const owners = ownersOf(view.placed, state.rule, key);
  const acting = actingAmong(view, owners);
  const isWrite = command.flags.includes('write');
  if (acting !== self.id) {
    if (copy && !isWrite && owners.includes(self.id)) look(self, state, call);
    else if (acting === null) return refuse(self, state, call, NO_COPY, isLast);
    else move(self, state, call, view, acting);
    return true;
  }
  const trouble = troubleOf(self, state, view, owners, key, isWrite);
  if (trouble === null) lead(self, state, call, owners);
  else if (copy && !isWrite) look(self, state, call);
  else return refuse(self, state, call, trouble, isLast);
  return true;
}

function areTogether(view: View, rule: PlacementRule, keys: readonly string[]): boolean {
  if (keys.length === 1) return true;
  const shard = shardOf(view, rule, keys[0] as string);
  return keys.every((each) => shardOf(view, rule, each) === shard);
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
  if (!isWrite) return null;
  const alive = owners.filter((id) => standingOf(view, id) !== 'down').length;
  return alive < Math.min(state.options.write, owners.length) ? NO_REPLICAS : null;
}

function refuse(self: CacheSelf, state: NodeState, call: Call, because: Failure, isLast: boolean): boolean {
  if (isLast) answer(self, state, call, because);
  return isLast;
}

function lead(self: CacheSelf, state: NodeState, call: Call, owners: readonly NodeId[]): void {
  const { operation, keys } = call;
  const isKept = state.options.requestIds && isWriting(call);
  const deed = isKept ? deedOf(state.ledger.deeds, operation.id) : undefined;
  const asked = isKept ? { operation: operation.id, keys } : null;
  const done =
    deed === undefined ? run(self, state, call.session, call.args, true, asked) : reminded(self, state);
  state.counts.operations += 1;
  if (done.sequence > 0)
    noteWrite(
      state,
      operation.session,
      shardOf(state.view as View, state.rule, keys[0] as string),
      done.sequence,
    );
  const needed = Math.min(state.options.write, owners.length) - 1;
  const sequence = needed === 0 ? 0 : lastChange(state, call.keys, done);
  if (deed !== undefined) self.note('remembered', { operation: operation.id });
  hold(self, state, call, done, { sequence, needed, countsAt: null, among: [] }, deed);
}

function isWriting({ args }: Call): boolean {
  return commandNamed(args)?.flags.includes('write') === true;
}

/** Nothing is done; but what is remembered may not be safe yet. */
function reminded(self: CacheSelf, state: NodeState): Done {
  return { reply: null, sequence: 0, ticket: commitAll(self, state) };
}

/** Of everything that the command could have seen. */
function lastChange({ ledger }: NodeState, keys: readonly string[], { sequence }: Done): number {
  return keys.reduce((latest, key) => Math.max(latest, markOf(ledger, key)?.sequence ?? 0), sequence);
}

/** From a copy, or from somebody who is not sure any more to be the one who acts. */
function look(self: CacheSelf, state: NodeState, call: Call): void {
  const { operation, session, args, keys } = call;
  const { reply } = run(self, state, session, args, false);
  const [key = ''] = keys;
  const isStale = !leads(self, state, key);
  const value = answerOf(self, state, call, reply);
  send(self, state, operation, statusOf(reply), isStale ? { ...value, isStale } : value);
  handBack(self, state, operation, key);
}

/** Somebody who acts for this key has lost it: it gets it from here, as old and as young as it is. */
function handBack(self: CacheSelf, state: NodeState, { body }: Operation, key: string): void {
  const { repair } = body as unknown as Request;
  if (repair === undefined || repair === self.id || markOf(state.ledger, key) === undefined) return;
  state.counts.repaired += 1;
  self.note('repair', { key, to: repair });
  self.send(repair, { kind: 'items', items: [itemOf(state, key)] });
}

function move(self: CacheSelf, state: NodeState, call: Call, view: View, acting: NodeId): void {
  const position = placementOf(view.placed, state.rule).position(call.keys[0] as string);
  answer(self, state, call, failure(`MOVED ${position} ${acting}`));
}
