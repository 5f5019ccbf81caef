/** What comes from other nodes, and who has to do with it. Who is no member says so to whoever asks, and is deaf to the rest. */
import type { NodeId } from '../../kernel/contract.ts';
import { answerCall, endCall, isSuspect, suspect } from './calls.ts';
import { giveKeys, heardKeys } from './kv/newcomer.ts';
import { heardOffer, takeOrphans } from './kv/orphans.ts';
import { compareHere, heardCells, heardStamps } from './kv/repair.ts';
import { mergeCells, storedUnder } from './kv/cells.ts';
import type { AnswerMessage, CallMessage, Calls, Neighbours, NodeMessage } from './messages.ts';
import { heardHandover, heardLeaving } from './ring/leaving.ts';
import { heardList } from './ring/joining.ts';
import { heardLost } from './ring/meeting.ts';
import { heardOld, lostPredecessor, rectify } from './ring/rectify.ts';
import { heardBetween, heardSuccessor, neighboursOf } from './ring/stabilise.ts';
import { heardStep } from './route/issue.ts';
import { hearAsk, hearRelay, hearReply } from './route/relay.ts';
import { hearNext, type StepPending } from './route/steps.ts';
import type { Peer } from './ring/peers.ts';
import type { Node, Pending, Purpose } from './state.ts';

export function hear(node: Node, from: NodeId, message: Exclude<NodeMessage, AnswerMessage>): void {
  const { state } = node;
  const isMember = state.standing === 'member' || state.standing === 'leaving';
  // Whoever speaks is there.
  state.suspects.delete(from);
  if (message.kind === 'reply' || message.kind === 'found') hearReply(node, message);
  else if (!isMember) {
    if ('call' in message) answerCall(node, from, message.call, 410, null);
  } else if ('call' in message) hearCall(node, from, message);
  else hearTold(node, message);
}

type Told = Exclude<NodeMessage, AnswerMessage | CallMessage | { readonly kind: 'reply' | 'found' }>;

function hearTold(node: Node, message: Told): void {
  switch (message.kind) {
    case 'notify':
      rectify(node, message.body);
      break;
    case 'replicate':
      keepCopies(node, message.body.cells);
      break;
    case 'leaving':
      heardLeaving(node, message.body);
      break;
    case 'put':
    case 'get':
    case 'delete':
    case 'find successor':
      hearRelay(node, message);
      break;
  }
}

/** They were sent by one who answers for them, so they have been asked after. */
function keepCopies(node: Node, cells: Parameters<typeof mergeCells>[1]): void {
  mergeCells(node, cells);
  for (const { key } of cells) node.state.asked.set(key, node.self.now);
}

function hearCall(node: Node, from: NodeId, message: CallMessage): void {
  const { state } = node;
  const { call } = message;
  switch (message.kind) {
    case 'ping':
      answerCall(node, from, call, 200, null);
      break;
    case 'neighbours':
      answerCall(node, from, call, 200, neighboursOf(state));
      break;
    case 'next':
      hearNext(node, from, call, message.body);
      break;
    case 'ask':
      hearAsk(node, from, message);
      break;
    case 'keys':
      giveKeys(node, from, call, message.body);
      break;
    case 'handover':
      takeOver(node, from, call, message.body);
      break;
    case 'compare':
      compareHere(node, from, call, message.body);
      break;
    case 'fetch':
      answerCall(node, from, call, 200, { cells: storedUnder(state, message.body.keys) });
      break;
    case 'offer':
      takeOrphans(node, from, call, message.body);
      break;
  }
}

/** From a predecessor that goes: from now on its stretch is answered for here. */
function takeOver(
  node: Node,
  from: NodeId,
  call: number,
  { stretch, cells, predecessor }: Calls['handover']['asks'],
): void {
  const { state } = node;
  if (state.standing !== 'member') {
    answerCall(node, from, call, 409, null);
    return;
  }
  mergeCells(node, cells);
  if (state.actsFrom !== null && state.predecessor?.id === from) state.actsFrom = stretch.after;
  if (state.predecessor?.id === from)
    state.predecessor = predecessor?.id === state.me.id ? null : predecessor;
  node.self.note('took over', { from });
  answerCall(node, from, call, 200, null);
}

export function heardAnswer(node: Node, from: NodeId, { call, status, body }: AnswerMessage): void {
  node.state.suspects.delete(from);
  const pending = endCall(node, call, from);
  if (pending !== undefined) heard(node, pending, status, body);
}

/** Silence is heard as the status 0. */
export function heardSilence(node: Node, call: number): void {
  const pending = endCall(node, call, null);
  if (pending === undefined) return;
  // A lookup that walks by itself keeps what it finds to itself, so that no other one learns of it.
  if (pending.purpose.does !== 'step' && pending.purpose.does !== 'end') suspect(node, pending.to.id);
  heard(node, pending, 0, null);
}

function heard(node: Node, pending: Pending, status: number, body: AnswerMessage['body']): void {
  const { purpose, to } = pending;
  const isOk = status === 200;
  const neighbours = isOk ? (body as unknown as Neighbours | null) : null;
  switch (purpose.does) {
    case 'stabilise':
      if (purpose.round === node.state.rounds) heardSuccessor(node, purpose.place, neighbours);
      break;
    case 'adopt':
      if (purpose.round === node.state.rounds) heardBetween(node, purpose.successor, neighbours);
      break;
    case 'rectify':
      heardOld(node, to, purpose.candidate, isOk);
      break;
    case 'check predecessor':
      if (!isOk) lostPredecessor(node, to);
      break;
    case 'look for':
      if (isOk && !isSuspect(node, to.id)) heardLost(node, to);
      break;
    case 'join':
      heardList(node, neighbours, purpose.tries);
      break;
    case 'step':
    case 'end':
      heardStep(node, pending as StepPending, status, body);
      break;
    case 'hand over':
      heardHandover(node, to, purpose.place, isOk);
      break;
    case 'fill':
    case 'compare':
    case 'fetch':
    case 'offer':
      if (isOk) heardOfKeys(node, to, purpose, body);
  }
}

type AboutKeys = Extract<Purpose, { readonly does: 'fill' | 'compare' | 'fetch' | 'offer' }>;

function heardOfKeys(node: Node, to: Peer, purpose: AboutKeys, body: AnswerMessage['body']): void {
  switch (purpose.does) {
    case 'fill':
      heardKeys(node, body as unknown as Calls['keys']['answers']);
      break;
    case 'compare':
      heardStamps(node, to, purpose.stamps, body as unknown as Calls['compare']['answers']);
      break;
    case 'fetch':
      heardCells(node, (body as unknown as Calls['fetch']['answers']).cells);
      break;
    case 'offer':
      heardOffer(node, purpose.stamps, (body as unknown as Calls['offer']['answers']).keeps);
      break;
  }
}
