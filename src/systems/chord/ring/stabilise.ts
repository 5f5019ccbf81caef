/**
 * Keeping the ring: who follows, asked again and again. By the rules of the version that was proved correct:
 *
 * - the list is the first successor that answers, followed by the head of **its** list, taken over at once, so it is always whole;
 * - the successor's predecessor takes its place only if it stands between and **answers**;
 * - a silent head stays in the list until a living one takes its place, so there is never a list that is too short.
 *
 * When all of the list are silent, more have died at once than it was made for. Then fingers and the predecessor are asked, clockwise: none of the
 * proof holds there, but a ring that can be mended is mended.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import { isBetween, isUpTo } from '../../../placement/identifier.ts';
import { call } from '../calls.ts';
import { fill } from '../kv/newcomer.ts';
import type { Neighbours } from '../messages.ts';
import { meet } from './meeting.ts';
import type { Node, State } from '../state.ts';
import type { Peer } from './peers.ts';
import { giveWay } from './twins.ts';

export function stabilise(node: Node): void {
  const { state } = node;
  if (state.standing !== 'member' || state.round !== null) return;
  begin(node, null);
  meet(node);
}

/** One of the successors is about to go, and says so: nobody has to wait for its silence. */
export function stabiliseWithout(node: Node, gone: NodeId): void {
  if (node.state.standing === 'member') begin(node, gone);
}

function begin(node: Node, gone: NodeId | null): void {
  const { state } = node;
  state.rounds += 1;
  state.round = candidatesOf(state).filter(({ id }) => id !== gone);
  ask(node, 0);
}

function candidatesOf({ me, successors, fingers, predecessor }: State): readonly Peer[] {
  const behind = [...fingers, predecessor]
    .filter((peer): peer is Peer => peer !== null && peer.id !== me.id)
    .sort((left, right) => (left.at === right.at ? 0 : isUpTo(left.at, me.at, right.at) ? -1 : 1));
  const found = new Map<NodeId, Peer>();
  for (const peer of [...successors, ...behind]) if (!found.has(peer.id)) found.set(peer.id, peer);
  return [...found.values()];
}

function ask(node: Node, place: number): void {
  const { self, state } = node;
  const peer = state.round?.[place];
  if (peer === undefined) {
    state.round = null;
    self.note('cut off');
  } else if (peer.id === state.me.id) heardSuccessor(node, place, neighboursOf(state));
  else
    call(node, {
      to: peer,
      kind: 'neighbours',
      asks: null,
      purpose: { does: 'stabilise', place, round: state.rounds },
    });
}

export function neighboursOf({ me, predecessor, successors }: State): Neighbours {
  return { me, predecessor, successors };
}

/** `answer` is null where there was none. */
export function heardSuccessor(node: Node, place: number, answer: Neighbours | null): void {
  const { state, options } = node;
  if (state.round === null) return;
  if (answer === null) {
    ask(node, place + 1);
    return;
  }
  loseAll(node, state.round.slice(0, place));
  adopt(node, answer.me, answer.successors);
  const { predecessor: between } = answer;
  if (between !== null && between.at === state.me.at && between.id !== state.me.id) {
    giveWay(node, between);
    return;
  }
  const isNews =
    between !== null && between.id !== state.me.id && isBetween(between.at, state.me.at, answer.me.at);
  if (!isNews) finish(node, answer.me);
  else if (options.mutants.has('adopts-unasked')) {
    adopt(node, between, state.successors);
    finish(node, between);
  } else
    call(node, {
      to: between,
      kind: 'neighbours',
      asks: null,
      purpose: { does: 'adopt', successor: answer.me, round: state.rounds },
    });
}

export function heardBetween(node: Node, successor: Peer, answer: Neighbours | null): void {
  if (answer !== null && isBetween(answer.me.at, node.state.me.at, successor.at))
    adopt(node, answer.me, answer.successors);
  finish(node, answer?.me ?? successor);
}

function adopt(node: Node, first: Peer, rest: readonly Peer[]): void {
  const { self, state, options } = node;
  const before = state.successors[0];
  state.successors = [first, ...rest].slice(0, options.successors);
  if (before?.id !== first.id) self.note('adopted', { successor: first.id });
}

/** Those that did not answer make place, and are remembered for a while. */
function loseAll({ state, options }: Node, gone: readonly Peer[]): void {
  if (gone.length === 0) return;
  const ids = new Set(gone.map(({ id }) => id));
  state.lost = [...gone, ...state.lost.filter(({ id }) => !ids.has(id))].slice(0, 2 * options.successors);
  for (const [finger, peer] of state.fingers.entries())
    if (peer !== null && ids.has(peer.id)) state.fingers[finger] = null;
}

function finish(node: Node, successor: Peer): void {
  const { self, state } = node;
  state.round = null;
  if (successor.id !== state.me.id)
    self.send(successor.id, { kind: 'notify', method: 'POST', path: '/chord/predecessor', body: state.me });
  fill(node);
}
