/**
 * A lookup that the issuer goes by itself, hop by hop: each node on the way says who is closer, and the issuer asks that one. Who is silent costs a timeout
 * and no hop: the last one who answered is asked again, for the next best. At its end stands the owner itself, which is asked for the deed.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import { answerCall, call, isSuspect } from '../calls.ts';
import { isAlone, isMine } from '../kv/cells.ts';
import { serve } from '../kv/owner.ts';
import type { Calls, Replied } from '../messages.ts';
import { nextStep, type Peer, type Step } from '../ring/peers.ts';
import type { Issued, Node, Pending, Purpose } from '../state.ts';

import { heardReply, operationOf, relayedOf } from './ending.ts';
import { BACK_MAX, waitsHere } from './relay.ts';

/** Enough for a walk round a ring without fingers, and an end to any other. */
const STEPS_MAX = 1_024;

export interface StepPending extends Pending {
  readonly purpose: Extract<Purpose, { does: 'step' | 'end' }>;
}

/** False where there is no way on. */
export function walk(node: Node, request: string, issued: Issued): boolean {
  if (issued.start !== null) return ask(node, request, issued, { next: issued.start, isFinal: false });
  issued.trail = [node.state.me];
  return fromHere(node, request, issued);
}

/** By this node's own tables, and without those that were silent to this lookup. */
function fromHere(node: Node, request: string, issued: Issued): boolean {
  const { state } = node;
  const { target, not } = issued;
  const mine = state.actsFrom !== null && isMine(state, target) && !waitsHere(state);
  const step = mine ? null : nextStep(state, target, (id) => not.includes(id) || isSuspect(node, id));
  if (step !== null) return ask(node, request, issued, step);
  if (!mine && !isAlone(state)) return false;
  heardReply(node, serve(node, issued.deed, relayedOf(node, request, issued, [])));
  return true;
}

function ask(node: Node, request: string, issued: Issued, { next, isFinal }: Step): boolean {
  const { options } = node;
  const { attempt, target, not, trail, deed, key } = issued;
  if (trail.length > STEPS_MAX) return false;
  const { operation } = operationOf(issued);
  if (!isFinal) {
    const purpose: Purpose = { does: 'step', request, attempt };
    call(node, { to: next, kind: 'next', asks: { target, not: [...not] }, purpose, operation });
    return true;
  }
  const path = trail.map(({ id }) => id);
  call(node, {
    to: next,
    kind: 'ask',
    asks: {
      deed,
      relayed: { ...relayedOf(node, request, issued, path), isFinal: true },
      ...(not.length > 0 && deed === 'find successor' && { not: [...not] }),
    },
    purpose: { does: 'end', request, attempt },
    operation,
    // The owner may have to wait for its keys.
    patience: key === null ? options.hopTimeout : options.requestTimeout,
  });
  return true;
}

export function hearNext(
  node: Node,
  from: NodeId,
  number: number,
  { target, not }: Calls['next']['asks'],
): void {
  const step = nextStep(node.state, target, (id) => not.includes(id) || isSuspect(node, id));
  if (step !== null) answerCall(node, from, number, 200, step);
  else if (isAlone(node.state)) answerCall(node, from, number, 200, { next: node.state.me, isFinal: true });
  else answerCall(node, from, number, 404, null);
}

/** A node on the way has answered, or the owner; `status` is 0 where it was silent. False where there is no way on. */
export function goOn(
  node: Node,
  issued: Issued,
  { to, purpose }: StepPending,
  status: number,
  body: unknown,
): boolean {
  const { request, does } = purpose;
  if (does === 'end' && status === 409) return closer(node, request, issued, body as Peer);
  if (status !== 200) return goBack(node, request, issued, to, status);
  if (does === 'step') {
    issued.trail.push(to);
    return ask(node, request, issued, body as Step);
  }
  heardReply(node, body as Replied);
  return true;
}

/** The owner that was named knows somebody who has come in between. */
function closer(node: Node, request: string, issued: Issued, peer: Peer): boolean {
  issued.back += 1;
  if (issued.back > BACK_MAX || issued.not.includes(peer.id)) return false;
  return ask(node, request, issued, { next: peer, isFinal: true });
}

/** Who was silent is not hoped for again; who knew nobody else neither. */
function goBack(node: Node, request: string, issued: Issued, { id }: Peer, status: number): boolean {
  if (issued.not.includes(id)) return false;
  issued.not.push(id);
  if (status === 0) issued.timeouts += 1;
  issued.trail = issued.trail.filter((peer) => peer.id !== id);
  const last = issued.trail.at(-1);
  if (last === undefined) return false;
  if (last.id === node.state.me.id) return fromHere(node, request, issued);
  issued.trail.pop();
  return ask(node, request, issued, { next: last, isFinal: false });
}
