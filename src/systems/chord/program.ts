/** A node of a Chord store: the ring, the keys, and what clients ask of them. */
import { OPERATOR, type AnyProgram, type Data, type Operation, type Program } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import { censusOfCells, holdingsOf } from './holding.ts';
import { beliefOf } from './believing.ts';
import { request } from './serve.ts';
import { hear, heardAnswer, heardSilence } from './hearing.ts';
import { foundOwner } from './kv/orphans.ts';
import { repair } from './kv/repair.ts';
import type { ChordMessage, ChordTimer, NodeMessage } from './messages.ts';
import { newState, periodOf } from './new-state.ts';
import { chordOptions } from './options.ts';
import { fixNextFinger, foundFinger } from './ring/fingers.ts';
import { foundSuccessor, joinByItself } from './ring/joining.ts';
import { leave } from './ring/leaving.ts';
import { foundMet } from './ring/meeting.ts';
import type { Peer } from './ring/peers.ts';
import { checkPredecessor } from './ring/rectify.ts';
import { stabilise } from './ring/stabilise.ts';
import { requestTimedOut } from './route/issue.ts';
import type { Node, OwnWish, State } from './state.ts';
import { witnessOf } from './witness.ts';

export function chordNode(given: Options): AnyProgram {
  const options = chordOptions(given);
  const program: Program<State, ChordMessage, ChordTimer> = {
    boot: (self) => newState(self, options),
    receive(self, state, from, message) {
      const node: Node = { self, state, options, found };
      if (message.kind === 'request') request(node, message.operation);
      else if (from === OPERATOR) obey(node, message);
      else if (message.kind === 'answer' || message.kind === 'cells') heardAnswer(node, from, message);
      else if (isOfNode(message)) hear(node, from, message);
    },
    tick(self, state, timer) {
      tick({ self, state, options, found }, timer);
    },
    glance: ({ standing, successors, predecessor, cells, isFilling }) => ({
      ...{ standing, isFilling, keys: cells.map.size },
      successor: successors[0]?.id ?? null,
      predecessor: predecessor?.id ?? null,
    }),
    belief: (state) => beliefOf(state, options),
    witness: (state) => witnessOf(state, options),
    census: ({ cells }) => censusOfCells(cells),
    holdings: ({ cells }, asked) => holdingsOf(cells, options.bits, asked),
    asks: wordOf,
  };
  return program;
}

function tick(node: Node, timer: ChordTimer): void {
  const period = periodOf(timer.kind, node.options);
  if (period > 0) node.self.after(period, timer);
  switch (timer.kind) {
    case 'stabilise':
      stabilise(node);
      break;
    case 'fix fingers':
      fixNextFinger(node);
      break;
    case 'check predecessor':
      checkPredecessor(node);
      break;
    case 'repair':
      repair(node);
      break;
    case 'join':
      joinByItself(node);
      break;
    case 'silence':
      heardSilence(node, timer.call);
      break;
    case 'request timeout':
      requestTimedOut(node, timer.request, timer.attempt);
      break;
  }
}

/** A node has looked up something for itself. */
function found(node: Node, wanted: OwnWish, owner: Peer | null): void {
  switch (wanted.by) {
    case 'finger':
      foundFinger(node, wanted.finger, owner);
      break;
    case 'join':
      foundSuccessor(node, owner);
      break;
    case 'meet':
      foundMet(node, owner);
      break;
    case 'offer':
      foundOwner(node, wanted.from, owner);
      break;
  }
}

/** The operator says who belongs to the cluster, of which a ring needs nothing but whether this node is to go. */
function obey(node: Node, message: ChordMessage): void {
  if (message.kind !== 'members') return;
  if (message.members.some(({ id, isLeaving }) => id === node.self.id && isLeaving === true)) leave(node);
}

const CLIENTS = ['reply', 'push', 'session', 'command', 'members', 'option', 'rebalance', 'request'];

/** Nodes have a reply of their own, with a path; that of clients has none. */
function isOfNode(message: ChordMessage): message is NodeMessage {
  return !CLIENTS.includes(message.kind) || 'path' in message;
}

/** `PUT kv`: what a request does, for the books of who asks for what. */
function wordOf({ body }: Operation): string {
  const { method, path } = (body ?? {}) as { readonly method?: Data; readonly path?: Data };
  const [, first = '', second = ''] = String(path ?? '').split('/');
  return `${String(method ?? '')} ${first === 'kv' ? first : second}`;
}
