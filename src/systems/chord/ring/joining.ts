/**
 * Joining: through any one member that is known. A newcomer looks for its successor, takes over **its** list, and is a member only then: who joins with
 * less could be left with nobody at the next death. Nobody else has to know yet; that comes by stabilising.
 */
import type { Data, NodeId, Operation } from '../../../kernel/contract.ts';
import { isBetween } from '../../../placement/identifier.ts';
import { call } from '../calls.ts';
import { respond } from '../respond.ts';
import type { Neighbours } from '../messages.ts';
import { issue } from '../route/issue.ts';
import type { Node } from '../state.ts';
import { peerOf, type Peer } from './peers.ts';
import { stabilise } from './stabilise.ts';
import { takenBy } from './twins.ts';

/** So often a newcomer is sent on to somebody who has come in between. */
const TRIES_MAX = 8;

/** It tries one after the other of those that it was told of when it started. */
export function joinByItself(node: Node): void {
  const { self, state, options } = node;
  if (state.standing !== 'outside' || state.refused !== null) return;
  const others = self.setup.members.filter(({ id, role }) => id !== self.id && role !== 'client');
  // Not all at the first one: where each begins depends on who it is.
  const turn = (others.filter(({ id }) => id < self.id).length + state.tries) % Math.max(1, others.length);
  const through = others[turn];
  if (through === undefined) return;
  state.tries += 1;
  join(node, peerOf(through.id, options.bits));
}

export function joinThrough(node: Node, through: NodeId, operation: Operation): void {
  const { state, options } = node;
  if (state.standing !== 'outside' || state.joiner !== null) {
    respond(node, operation, 409, {
      error: 'AlreadyInRing',
      message: `${state.me.id} is in the ring already.`,
    });
    return;
  }
  state.joiner = operation;
  state.refused = null;
  join(node, peerOf(through, options.bits));
}

function join(node: Node, through: Peer): void {
  const { state } = node;
  state.standing = 'joining';
  issue(node, { wanted: { by: 'join' }, deed: 'find successor', target: state.me.at, start: through });
}

/** Its successor is found, or nobody has answered. */
export function foundSuccessor(node: Node, found: Peer | null): void {
  if (found === null) failed(node, 502, 'NoAnswer', 'Nobody there answers as a member of a ring.');
  else askForList(node, found, 0);
}

function askForList(node: Node, successor: Peer, tries: number): void {
  if (successor.at === node.state.me.at) taken(node, successor);
  else call(node, { to: successor, kind: 'neighbours', asks: null, purpose: { does: 'join', tries } });
}

export function heardList(node: Node, answer: Neighbours | null, tries: number): void {
  const { state, options, self } = node;
  if (state.standing !== 'joining') return;
  if (answer === null) {
    failed(node, 502, 'NoAnswer', 'The successor went silent.');
    return;
  }
  const { me: successor, predecessor } = answer;
  if (predecessor !== null && predecessor.id !== state.me.id && tries < TRIES_MAX) {
    const isTaken = predecessor.at === state.me.at;
    if (isTaken || isBetween(predecessor.at, state.me.at, successor.at)) {
      askForList(node, predecessor, tries + 1);
      return;
    }
  }
  const isShort = options.mutants.has('joins-without-list');
  state.successors = [successor, ...(isShort ? [] : answer.successors)].slice(0, options.successors);
  state.standing = 'member';
  state.isFilling = !options.mutants.has('serves-before-handover');
  self.note('joined', { successor: successor.id });
  told(node, 200, { successor: successor.id });
  stabilise(node);
}

function taken(node: Node, other: Peer): void {
  const { self, state } = node;
  const message = takenBy(other);
  state.refused = message;
  self.note('refused', { why: message });
  failed(node, 409, 'IdentifierTaken', message);
}

function failed(node: Node, status: number, error: string, message: string): void {
  const { self, state, options } = node;
  state.standing = 'outside';
  told(node, status, { error, message });
  if (options.joins === 'alone' && state.refused === null)
    self.after(options.requestTimeout, { kind: 'join' });
}

function told(node: Node, status: number, body: Data): void {
  const { state } = node;
  if (state.joiner !== null) respond(node, state.joiner, status, body);
  state.joiner = null;
}
