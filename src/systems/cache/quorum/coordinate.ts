/**
 * The side of a coordinator, which any node may be. In the manner of Dynamo and Cassandra:
 *
 *     read    ask all N owners; with R answers the newest is the answer, and whoever of them has an older one is given it (read repair)
 *     write   stamp it, give it to all N owners; with W of them having it, durably where that was promised, it is acknowledged
 *
 * With R + W > N every such set of readers meets every such set of writers, so a read sees each write that was acknowledged before it began.
 * It is not linearizability: a write that reached fewer than W may be seen by one read and not by the next.
 *
 * **Nobody waits for ever.** Where too few owners can be reached, by what this node believes, nothing is begun and the refusal is certain. Where
 * too few answer in time, a read has failed, and a write is **unknown**: those who took it will spread it.
 *
 * **Sloppy**: stand-ins behind the owners take what is meant for those who are away, count in their place, and hand it over when they are
 * back. More is answered, and the sets need not meet any more.
 */
import type { NodeId, Status } from '../../../kernel/contract.ts';
import { MILLISECOND } from '../../../kernel/time.ts';
import { lowerCase } from '../../../store/bytes.ts';
import { isArity, type CommandSpec } from '../../../store/command.ts';
import { failure, isFailure, type Failure } from '../../../store/reply.ts';
import { answer, send, statusOf, type Call } from '../call.ts';
import { applyItem } from '../data.ts';
import { compareStamps } from '../ledger.ts';
import type { Item } from '../item.ts';
import type { Answer, Request } from '../requests.ts';
import type { CacheSelf, NodeState } from '../state.ts';
import type { View } from '../view.ts';
import { isAvailable, isBlind, isDeletion, isForSiblings, NOT_FOR_SIBLINGS } from './commands.ts';
import { receiveRead, receiveWrite, sayKept } from './copies.ts';
import { isEnough, isHopeless, isNowhere, neededOf, newPart, shortfall, type Kind } from './counting.ts';
import { answerOf, newestOf, written } from './deciding.ts';
import type { Parcel, QuorumMessage, QuorumTimer } from './messages.ts';
import { appoint, groupsOf, isAway, placesFor, placesOf, served } from './places.ts';
import { runOn } from './scratch.ts';
import { UNAVAILABLE } from './unavailable.ts';
import type { Errand, Part } from './state.ts';

const NO_VIEW = failure('CLUSTERDOWN This node has not joined the cluster yet');
/** Who is silent so long is asked once more. */
const AGAIN = 150 * MILLISECOND;

// --- Beginning ----------------------------------------------------------------------------------------------------------

export function coordinate(self: CacheSelf, state: NodeState, call: Call, command: CommandSpec): void {
  const { args, session, operation } = call;
  const { view, options, quorum } = state;
  const { name, arity, flags } = command;
  const refusal = refusalOf(view, name, args, options.siblings);
  if (refusal !== null) return answer(self, state, call, refusal);
  if (!isArity(arity, args.length)) {
    return answer(self, state, call, runOn(self, state, session, args, []).reply);
  }
  const isReadFirst = !isBlind(name, args);
  const keys = [...new Set(call.keys)];
  const parts = keys.map(newPart);
  const unreachable =
    (isReadFirst ? unreachableFor(self, state, parts, 'read') : null) ??
    (flags.includes('write') ? unreachableFor(self, state, parts, 'write') : null);
  if (unreachable !== null) return answer(self, state, call, unreachable);
  state.counts.operations += 1;
  quorum.begun += 1;
  const errand: Errand = {
    number: quorum.begun,
    call: { ...call, keys },
    parts,
    stage: 'reading',
    answer: null,
    context: (operation.body as unknown as Request).context ?? [],
    until: self.now + options.quorumTimeout,
  };
  quorum.errands.set(errand.number, errand);
  wake(self, errand, Math.min(AGAIN, options.quorumTimeout));
  if (isReadFirst) dispatch(self, state, errand);
  else decide(self, state, errand, []);
}

function refusalOf(
  view: View | null,
  name: string,
  args: readonly string[],
  keepsSiblings: boolean,
): Failure | null {
  if (!isAvailable(name)) return UNAVAILABLE;
  if (keepsSiblings && !isForSiblings(name, args)) return NOT_FOR_SIBLINGS;
  return view === null ? NO_VIEW : null;
}

/** Nothing has been done yet, and nothing will be. */
function unreachableFor(
  self: CacheSelf,
  state: NodeState,
  parts: readonly Part[],
  kind: Kind,
): Failure | null {
  for (const part of parts) {
    appoint(self, state, part);
    for (const owners of groupsOf(state, part.key)) {
      const reached = served(owners, part, (id) => !isAway(self, state, id));
      const needed = neededOf(state, owners, kind);
      if (reached < needed)
        return failure(
          `CLUSTERDOWN Only ${reached} of the ${needed} copies that a ${kind} needs can be reached`,
        );
    }
  }
  return null;
}

function wake(self: CacheSelf, { number, call }: Errand, delay: number): void {
  self.after(delay, { kind: 'errand again', errand: number, operation: call.operation.id });
}

// --- Asking -------------------------------------------------------------------------------------------------------------

/** To everybody who has not answered yet; to this node itself last, for its answer may be the last that is needed. */
function dispatch(self: CacheSelf, state: NodeState, errand: Errand): void {
  const asked = new Map<NodeId, Part[]>();
  for (const part of errand.parts) {
    if (errand.stage === 'writing' && part.item === null) continue;
    appoint(self, state, part);
    for (const id of placesFor(state, part)) {
      const isDone =
        errand.stage === 'reading' ? part.answers.has(id) : part.kept.has(id) || part.refused.has(id);
      if (!isDone) asked.set(id, [...(asked.get(id) ?? []), part]);
    }
  }
  const { view } = state;
  if (view === null) return;
  const { number, stage } = errand;
  const base = { errand: number, incarnation: self.incarnation, epoch: view.epoch, places: placesOf(view) };
  const order = [...asked.keys()].sort((left, right) => Number(left === self.id) - Number(right === self.id));
  for (const id of order) {
    const parts = asked.get(id) as Part[];
    if (stage === 'reading')
      say(self, state)(id, { ...base, kind: 'quorum read', keys: parts.map(({ key }) => key) });
    else
      say(self, state)(id, {
        ...base,
        kind: 'quorum write',
        parcels: parts.map((part) => parcelFor(part, id)),
      });
  }
}

function parcelFor({ item, standIns }: Part, to: NodeId): Parcel {
  const stands = [...standIns].find(([, standIn]) => standIn === to);
  return { item: item as Item, standsFor: stands?.[0] ?? null };
}

/** What a node says to itself takes no link and no time. */
function say(self: CacheSelf, state: NodeState): (to: NodeId, message: QuorumMessage) => void {
  return (to, message) => {
    if (to === self.id) hearQuorum(self, state, self.id, message);
    else self.send(to, message);
  };
}

export function hearQuorum(self: CacheSelf, state: NodeState, from: NodeId, message: QuorumMessage): void {
  switch (message.kind) {
    case 'quorum read':
      return receiveRead(self, state, from, message, say(self, state));
    case 'quorum write':
      return receiveWrite(self, state, from, message, say(self, state));
    case 'quorum answer':
      return receiveAnswer(self, state, from, message);
    case 'quorum kept':
      return receiveKept(self, state, from, message);
  }
}

export function releaseKept(self: CacheSelf, state: NodeState): void {
  sayKept(state, say(self, state));
}

/** Those who are silent are asked again; a new view may have others to ask. */
export function tickQuorum(self: CacheSelf, state: NodeState, { errand: number }: QuorumTimer): void {
  const errand = state.quorum.errands.get(number);
  if (errand === undefined) return;
  if (self.now >= errand.until) {
    giveUp(self, state, errand);
    return;
  }
  if (errand.stage !== 'answered') dispatch(self, state, errand);
  const left = errand.until - self.now;
  wake(self, errand, errand.stage === 'answered' ? left : Math.min(AGAIN, left));
}

export function proceedAll(self: CacheSelf, state: NodeState): void {
  for (const errand of [...state.quorum.errands.values()]) {
    if (errand.stage === 'answered') continue;
    dispatch(self, state, errand);
    proceed(self, state, errand);
  }
}

// --- Reading ------------------------------------------------------------------------------------------------------------

type Of<Sort extends QuorumMessage['kind']> = Extract<QuorumMessage, { kind: Sort }>;

function errandOf(
  self: CacheSelf,
  { quorum }: NodeState,
  { errand, incarnation }: { readonly errand: number; readonly incarnation: number },
): Errand | undefined {
  return incarnation === self.incarnation ? quorum.errands.get(errand) : undefined;
}

function receiveAnswer(self: CacheSelf, state: NodeState, from: NodeId, message: Of<'quorum answer'>): void {
  const errand = errandOf(self, state, message);
  if (errand === undefined || errand.stage === 'writing') return;
  for (const item of message.items) {
    const part = errand.parts.find(({ key }) => key === item.key);
    if (part !== undefined && !part.answers.has(from)) part.answers.set(from, item);
  }
  if (errand.stage === 'reading') proceed(self, state, errand);
  else {
    repair(self, state, errand);
    forgetWhenDone(state, errand);
  }
}

/** R have answered: what comes of it? */
function decide(self: CacheSelf, state: NodeState, errand: Errand, items: readonly Item[]): void {
  const { call, parts } = errand;
  const ran = runOn(self, state, call.session, call.args, items);
  const name = lowerCase(call.args[0] ?? '');
  const isWriting = !isFailure(ran.reply) && (ran.changed.size > 0 || isDeletion(name));
  for (const [index, part] of parts.entries()) {
    const item = items[index];
    if (isWriting && (ran.changed.has(part.key) || isDeletion(name)))
      part.item = written(self, state, errand, ran, part.key, item);
  }
  errand.answer = answerOf(self, state, errand, ran, items);
  if (!isWriting) {
    settle(self, state, errand, statusOf(ran.reply));
    repair(self, state, errand);
    forgetWhenDone(state, errand);
    return;
  }
  errand.stage = 'writing';
  dispatch(self, state, errand);
}

/** Who answered, and has less than the newest answer, is given it. */
function repair(self: CacheSelf, state: NodeState, { parts, stage }: Errand): void {
  if (!state.options.readRepair || stage !== 'answered') return;
  for (const part of parts) {
    const newest = newestOf(self, part);
    const isEvicted = newest.siblings === undefined && newest.entry === null && newest.gone === null;
    if (newest.stamp.count === 0 || isEvicted) continue;
    for (const [id, { stamp }] of part.answers) {
      if (compareStamps(stamp, newest.stamp) === 0) continue;
      part.answers.set(id, newest);
      state.counts.repaired += 1;
      self.note('repair', { key: part.key, to: id });
      if (id === self.id) applyItem(self, state, newest);
      else self.send(id, { kind: 'items', items: [newest] });
    }
  }
}

/** Late answers are waited for as long as somebody might be repaired. */
function forgetWhenDone(state: NodeState, errand: Errand): void {
  const isHeard = errand.parts.every((part) => placesFor(state, part).every((id) => part.answers.has(id)));
  if (isHeard || !state.options.readRepair) state.quorum.errands.delete(errand.number);
}

// --- Writing ------------------------------------------------------------------------------------------------------------

function receiveKept(self: CacheSelf, state: NodeState, from: NodeId, message: Of<'quorum kept'>): void {
  const errand = errandOf(self, state, message);
  if (errand === undefined || errand.stage !== 'writing') return;
  for (const part of errand.parts) {
    if (!message.keys.includes(part.key)) continue;
    if (message.refused === null) part.kept.add(from);
    else part.refused.set(from, message.refused);
  }
  proceed(self, state, errand);
}

/** Goes on when there is enough, and gives up when there cannot be. */
function proceed(self: CacheSelf, state: NodeState, errand: Errand): void {
  const { stage, parts } = errand;
  if (stage === 'reading' && isEnough(state, parts, 'read')) {
    decide(
      self,
      state,
      errand,
      parts.map((part) => newestOf(self, part)),
    );
  } else if (stage === 'writing' && isEnough(state, parts, 'write')) {
    settle(self, state, errand, 'ok');
    state.quorum.errands.delete(errand.number);
  } else if (stage === 'writing' && isHopeless(state, parts)) giveUp(self, state, errand);
}

// --- Ending -------------------------------------------------------------------------------------------------------------

function settle(self: CacheSelf, state: NodeState, errand: Errand, status: Status): void {
  errand.stage = 'answered';
  send(self, state, errand.call.operation, status, errand.answer as Answer);
}

/** Too few in time. A write may be with somebody, who will spread it; only when all have refused it is it certainly nowhere. */
function giveUp(self: CacheSelf, state: NodeState, errand: Errand): void {
  const { stage, parts } = errand;
  state.quorum.errands.delete(errand.number);
  if (stage === 'answered') return;
  const kind: Kind = stage === 'reading' ? 'read' : 'write';
  errand.answer = { reply: { error: shortfall(state, parts, kind) }, node: self.id };
  settle(self, state, errand, kind === 'read' || isNowhere(state, parts) ? 'failed' : 'unknown');
}
