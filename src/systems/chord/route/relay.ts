/**
 * Requests on their way, from node to node. Whoever passes one on forgets it: there is no answer to a relay, and the owner speaks to the issuer itself. Only
 * where the option `reply` says `route` the answer goes back the way that the request came, which takes as long again.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import { answerCall, isSuspect } from '../calls.ts';
import { isAlone, isMine } from '../kv/cells.ts';
import { serve } from '../kv/owner.ts';
import type { CallMessage, Deed, Relayed, RelayMessage, Replied, ReplyMessage } from '../messages.ts';
import { nextStep, type Peer } from '../ring/peers.ts';
import type { Held, Node, State } from '../state.ts';
import { heardReply } from './ending.ts';

/** So often a request may be sent back to somebody who has come in between. */
export const BACK_MAX = 8;
/** At most so many wait for a newcomer to have its keys. */
const HELD_MAX = 1_000;

const METHODS = { put: 'PUT', get: 'GET', delete: 'DELETE', 'find successor': 'POST' } as const;

export function relayOf(deed: Deed, body: Relayed): RelayMessage {
  const path = body.key === null ? '/chord/successor' : `/kv/${encodeURIComponent(body.key)}`;
  return { kind: deed, method: METHODS[deed], path, body };
}

export function hearRelay(node: Node, message: RelayMessage): void {
  const { state } = node;
  const { target, isFinal } = message.body;
  if (isFinal || (state.actsFrom !== null && isMine(state, target))) arrive(node, message);
  else passOn(node, message);
}

function passOn(node: Node, message: RelayMessage): void {
  const step = nextStep(node.state, message.body.target, (id) => isSuspect(node, id));
  if (step !== null) forward(node, message, step.next, step.isFinal);
  // Whoever is only cut off keeps silent: what it does not answer for it must not take.
  else if (isAlone(node.state)) arrive(node, message);
}

export function forward({ self, state }: Node, { kind, body }: RelayMessage, to: Peer, isFinal = true): void {
  self.send(to.id, relayOf(kind, { ...body, path: [...body.path, state.me.id], isFinal }));
}

/** Here it belongs, as far as whoever sent it knew. */
function arrive(node: Node, message: RelayMessage): void {
  const { state } = node;
  const { kind, body } = message;
  if (waitsHere(state)) {
    hold(state, { from: state.me.id, message });
    return;
  }
  const closer = closerThan(state, body.target);
  if (closer !== null && body.back < BACK_MAX)
    forward(node, relayOf(kind, { ...body, back: body.back + 1 }), closer);
  else reply(node, body, serve(node, kind, body));
}

/** Somebody has come between the target and this node, and has its keys. */
export function closerThan(state: State, target: string): Peer | null {
  return isMine(state, target) ? null : state.predecessor;
}

export function waitsHere({ isFilling, standing }: State): boolean {
  return isFilling || standing === 'leaving';
}

export function hold({ held }: State, one: Held): void {
  if (held.length < HELD_MAX) held.push(one);
}

export function hearHeld(node: Node, { from, message }: Held): void {
  if (message.kind === 'ask') hearAsk(node, from, message);
  else arrive(node, message);
}

/** The issuer has found the way by itself and asks the owner. */
export function hearAsk(node: Node, from: NodeId, message: Extract<CallMessage, { kind: 'ask' }>): void {
  const { state } = node;
  const { deed, relayed, not = [] } = message.body;
  // Whose an identifier is can be told at once.
  if (waitsHere(state) && relayed.key !== null) {
    hold(state, { from, message });
    return;
  }
  const closer = closerThan(state, relayed.target);
  const isThere = closer !== null && !not.includes(closer.id);
  if (isThere && relayed.back < BACK_MAX) answerCall(node, from, message.call, 409, closer);
  else answerCall(node, from, message.call, 200, serve(node, deed, relayed));
}

function reply(node: Node, { issuer, path, key }: Relayed, replied: Replied): void {
  const { state, options } = node;
  const kind = key === null ? 'found' : 'reply';
  if (issuer.id === state.me.id) heardReply(node, replied);
  else if (options.reply === 'direct') send(node, issuer.id, kind, replied);
  else back(node, kind, { ...replied, way: path });
}

/** To the last one of the way, which does the same. */
function back(node: Node, kind: ReplyMessage['kind'], replied: Replied): void {
  const to = replied.way.at(-1);
  if (to !== undefined) send(node, to, kind, { ...replied, way: replied.way.slice(0, -1) });
}

function send({ self }: Node, to: NodeId, kind: ReplyMessage['kind'], body: Replied): void {
  self.send(to, { kind, method: 'POST', path: `/replies/${body.request}`, body });
}

export function hearReply(node: Node, { kind, body }: ReplyMessage): void {
  if (body.way.length > 0) back(node, kind, body);
  else heardReply(node, body);
}
