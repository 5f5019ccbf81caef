/** A node of the cache: what it hears goes to the room that knows what to do with it. */
import {
  OPERATOR,
  type Census,
  type NodeId,
  type OperatorMessage,
  type Program,
} from '../../kernel/contract.ts';
import { MILLISECOND } from '../../kernel/time.ts';
import { openStore } from '../../store/opening.ts';
import { tickPersistence } from '../../store/persistence/persistence.ts';
import { openPersistence } from '../../store/persistence/recovery.ts';
import { openSession } from '../../store/store.ts';
import { digestOf } from '../census.ts';
import { configurationOf } from '../store-configuration.ts';
import { acknowledge, releaseAcknowledgements } from './acknowledge.ts';
import {
  giveUpBallot,
  keepFounding,
  promiseKept,
  receiveBallot,
  receiveVote,
  remembered,
} from './agreement.ts';
import { receiveCompare, receiveFetch, receivePull, sendPage } from './answering.ts';
import { quorumMode, rumours } from './by-option.ts';
import { annexOfReading, applyCopy, commitAll, sweep } from './data.ts';
import { beginWatch } from './detector.ts';
import { foundingView } from './founding.ts';
import { renewDeeds } from './deeds.ts';
import { ailmentsOf, checksOf } from './health.ts';
import { beliefOf, catalogueOf, holdingsOf, memoryOf } from './holdings.ts';
import { dataOf } from './keeping.ts';
import { newLedger } from './ledger.ts';
import { beat, meet, receiveBeat, receiveHello, receiveMembers, receiveView } from './membership.ts';
import type { Message, Timer } from './messages.ts';
import { countedBy } from './metrics.ts';
import { newState } from './new-state.ts';
import { optionsOf } from './options.ts';
import { commandOf } from './requests.ts';
import { findOrphans, receiveOffer, receiveTaken } from './orphans.ts';
import {
  pullAgain,
  pullFrom,
  receiveCompared,
  receiveItems,
  receiveListing,
  receivePage,
  receiveRoots,
} from './pulling.ts';
import { release } from './held.ts';
import { receiveRequest, retryParked } from './serve.ts';
import { endSession } from './sessions.ts';
import type { CacheSelf, NodeState } from './state.ts';
import { tellView } from './telling.ts';
import { plantTrees } from './trees.ts';
import { shardOf } from './view.ts';
import { witnessOf } from './witness.ts';

const SWEEP_EVERY = 100 * MILLISECOND;

export const nodeProgram: Program<NodeState, Message | OperatorMessage, Timer> = {
  boot,
  receive(self, state, from, message) {
    if (from === OPERATOR) obey(self, state, message as OperatorMessage);
    else hear(self, state, from, message as Message);
    settle(self, state);
  },
  tick(self, state, timer) {
    switch (timer.kind) {
      case 'beat':
        beat(self, state);
        break;
      case 'sweep':
        sweep(self, state);
        state.isStirred = true;
        self.after(SWEEP_EVERY, timer);
        break;
      case 'probe':
        rumours.code.probe(self, state);
        break;
      case 'probe late':
        rumours.code.probeLate(self, state);
        break;
      case 'ballot over':
        giveUpBallot(self, state, timer.epoch);
        break;
      case 'promise kept':
        promiseKept(self, state, timer.number);
        break;
      case 'pull again':
        pullAgain(self, state, timer.from);
        break;
      case 'wait over':
        break;
      case 'errand again':
        quorumMode.code.tickQuorum(self, state, timer);
        break;
      default:
        tickPersistence(state.persistence, self, state.store, timer);
    }
    settle(self, state);
  },
  glance: (state) => ({
    keys: dataOf(state.store).entries.slots.length,
    epoch: state.view?.epoch ?? 0,
    standing: state.view === null ? 'joining' : '',
    ailments: ailmentsOf(state),
    answers: state.meters.answers.ok,
  }),
  belief: beliefOf,
  holdings: holdingsOf,
  catalogue: catalogueOf,
  checks: checksOf,
  memory: memoryOf,
  asks: commandOf,
  metrics: countedBy,
  witness: witnessOf,
  census,
};

function boot(self: CacheSelf): NodeState {
  const options = optionsOf(self.setup.options);
  const store = openStore(self.clock, configurationOf(self.setup.options as never), {
    defaults: {
      appendonly: true,
      appendfsync: options.appendfsync,
      maxmemory: options.maxmemory,
      'maxmemory-policy': options.policy,
    },
  });
  const ledger = newLedger();
  const follower = openSession(store, self.clock, 'cluster');
  follower.replaying = true;
  const host = { clock: self.clock, random: () => self.random(), work: () => {}, propagate: () => {} };
  const opening = openPersistence(self, store, { annex: annexOfReading(store, ledger, follower, host) });
  if ('refused' in opening) throw new Error(opening.refused);
  renewDeeds(ledger.deeds, self.now);
  if (opening.warning !== null) self.note('log', { warning: opening.warning });
  const state = newState(self, options, { store, persistence: opening.persistence, ledger, follower });
  if (options.mode === 'quorum') quorumMode.code.rememberQuorum(self, state);
  const members = self.setup.members.filter(({ role }) => role === 'node');
  for (const member of members) if (member.id !== self.id) meet(self, state, member);
  const memory = remembered(self);
  const view = memory?.view ?? (self.setup.isFounder ? foundingView(members) : null);
  state.view = view;
  state.learned = view;
  state.promised = memory?.promised ?? view?.epoch ?? 0;
  state.remembers = memory !== null || self.setup.isFounder;
  state.durableEpoch = view?.epoch ?? 0;
  if (view !== null) {
    const { rule } = state;
    plantTrees(ledger.trees, ledger.marks.map, (key) => shardOf(view, rule, key));
    findOrphans(self, state);
    state.reigns = [{ era: view, isComplete: memory === null }];
  }
  // Not all at one instant, as machines are not.
  self.after(Math.floor(self.random() * options.heartbeat * 0.1), { kind: 'beat' });
  self.after(SWEEP_EVERY, { kind: 'sweep' });
  beginWatch(self, state);
  if (memory === null && view !== null) keepFounding(self, state);
  return state;
}

function obey(self: CacheSelf, state: NodeState, message: OperatorMessage): void {
  if (message.kind === 'members') receiveMembers(self, state, message.members);
  else if (message.kind === 'rebalance') state.isRebalanceOrdered = true;
}

function hear(self: CacheSelf, state: NodeState, from: NodeId, message: Message): void {
  switch (message.kind) {
    case 'request':
      return receiveRequest(self, state, message.operation);
    case 'session':
      return message.act === 'close' ? endSession(state, message.session) : undefined;
    case 'beat':
      return receiveBeat(self, state, from, message);
    case 'hello':
      return receiveHello(self, state, from, message);
    case 'ping':
    case 'ping request':
    case 'ack':
      return state.swim === null ? undefined : rumours.code.receiveProbe(self, state, from, message);
    case 'view':
      return receiveView(self, state, message);
    case 'ballot':
      return receiveBallot(self, state, from, message);
    case 'vote':
      return receiveVote(self, state, from, message);
    case 'copy':
      return copy(self, state, from, message);
    case 'copied':
      return copied(self, state, from, message);
    case 'pull':
      return receivePull(self, state, from, message);
    case 'listing':
      return receiveListing(self, state, from, message);
    case 'roots':
      return receiveRoots(self, state, from, message);
    case 'compare':
      return receiveCompare(self, state, from, message);
    case 'compared':
      return receiveCompared(self, state, from, message);
    case 'page':
      return receivePage(self, state, from, message);
    case 'next page':
      return sendPage(self, state, from, message);
    case 'fetch':
      return receiveFetch(self, state, from, message);
    case 'items':
      return receiveItems(self, state, from, message);
    case 'offer':
      return receiveOffer(self, state, from, message);
    case 'taken':
      return receiveTaken(self, state, from, message);
    case 'quorum read':
    case 'quorum answer':
    case 'quorum write':
    case 'quorum kept':
      return quorumMode.code.hearQuorum(self, state, from, message);
    case 'reply':
    case 'push':
  }
}

function copy(
  self: CacheSelf,
  state: NodeState,
  from: NodeId,
  message: Extract<Message, { kind: 'copy' }>,
): void {
  const result = applyCopy(self, state, from, message);
  if (result === 'followed') acknowledge(self, state, from);
  else if (result === 'gap') pullFrom(self, state, from);
  else if (state.view !== null) tellView(self, state, from, state.view);
}

function copied(
  self: CacheSelf,
  state: NodeState,
  from: NodeId,
  { stream, sequence }: Extract<Message, { kind: 'copied' }>,
): void {
  const peer = state.peers.get(from);
  if (peer === undefined || stream !== self.incarnation) return;
  peer.acknowledged = Math.max(peer.acknowledged, sequence);
}

/** After everything: what was written goes to the disk, and what waited for it may go on. */
function settle(self: CacheSelf, state: NodeState): void {
  if (state.persistence.effects.length > 0) commitAll(self, state);
  releaseAcknowledgements(self, state);
  if (state.options.mode === 'quorum') quorumMode.code.releaseKept(self, state);
  if (state.isStirred) retryParked(self, state);
  release(self, state);
}

function census({ store, ledger }: NodeState): Census {
  const held = [...dataOf(store).entries.map.keys()].map((key): [string, unknown] => {
    return [key, ledger.marks.map.get(key)?.stamp ?? null];
  });
  return { keys: held.length, digest: digestOf(held) };
}
