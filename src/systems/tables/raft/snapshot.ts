/** InstallSnapshot, in parts: for whoever needs entries that are not in the log any more. */
import { decodeText, encodeText } from '../../../kernel/bytes.ts';
import type { NodeId } from '../../../kernel/contract.ts';
import { newestStamp } from '../machine/machine.ts';
import { installMachine, saveMachine } from '../machine/open.ts';
import type { InstallSnapshot, SnapshotReceived } from '../messages.ts';
import { seal, unseal } from '../sealed.ts';
import { NOBODY, type Members } from './entry.ts';
import { chainAt, cutLog, entryAt, newLog, rebase, termAt } from './log.ts';
import { hear, NO_ROUND } from './hearing.ts';
import { isNoVoter } from './majority.ts';
import { becomeFollower } from './roles.ts';
import type { Follower, IncomingSnapshot, Node } from './state.ts';
import { say, stop, writeBase } from './storage.ts';

/** Begins one where there is none; as a heartbeat it sends the last part that has not been answered once more. */
export function offerSnapshot(node: Node, to: NodeId, follower: Follower, isBeat: boolean): void {
  const { state } = node;
  if (follower.snapshot === null) {
    const { log, applied, configurations, machine } = state;
    follower.snapshot = {
      index: applied,
      term: termAt(log, applied) ?? log.base.term,
      chain: chainAt(log, applied) ?? log.base.chain,
      members: configurations.findLast(({ index }) => index <= applied)?.members ?? NOBODY,
      bytes: saveMachine(machine),
      received: 0,
    };
    node.self.note('snapshot sent', { to, upTo: applied, bytes: follower.snapshot.bytes.length });
    sendPart(node, to, follower);
  } else if (isBeat) sendPart(node, to, follower);
}

function sendPart(node: Node, to: NodeId, { snapshot, life }: Follower): void {
  if (snapshot === null) return;
  const { state, options } = node;
  const { index, term, chain, members, bytes, received } = snapshot;
  say(node, to, {
    kind: 'install snapshot',
    term: state.term,
    lastIncludedIndex: index,
    lastIncludedTerm: term,
    ...{ chain, members },
    offset: received,
    total: bytes.length,
    data: bytes.slice(received, received + options.snapshotChunk),
    round: state.round,
    isToLearner: isNoVoter(state, to),
    life,
  });
}

/** True once it is installed: then come the entries behind it. */
export function snapshotReceived(node: Node, from: NodeId, message: SnapshotReceived): boolean {
  const { self, state } = node;
  if (message.term > state.term) {
    becomeFollower(node, message.term, null);
    return false;
  }
  const follower = state.followers.get(from);
  if (state.role !== 'leader' || message.term < state.term || follower === undefined) return false;
  if (message.round <= follower.since) return false;
  follower.heard = self.now;
  follower.round = Math.max(follower.round, message.round);
  const { snapshot } = follower;
  if (snapshot === null || snapshot.index !== message.lastIncludedIndex) return false;
  if (message.isInstalled) {
    follower.snapshot = null;
    follower.match = Math.max(follower.match, snapshot.index);
    follower.next = follower.match + 1;
    follower.isProbed = true;
    return true;
  }
  if (message.received !== snapshot.received) {
    // It begins anew where the other one has lost what had come.
    snapshot.received = message.received;
    sendPart(node, from, follower);
  }
  return false;
}

export function installSnapshot(node: Node, from: NodeId, message: InstallSnapshot): void {
  const { state, options } = node;
  const { lastIncludedIndex: index } = message;
  const isHeard = hear(node, from, message.term);
  const round = isHeard ? message.round : NO_ROUND;
  const answer = (received: number, isInstalled: boolean): void =>
    say(node, from, {
      kind: 'snapshot received',
      term: state.term,
      lastIncludedIndex: index,
      ...{ received, isInstalled, round },
    });
  if (!isHeard) {
    answer(0, false);
    return;
  }
  // What it has applied is newer than that, or as new.
  if (index <= state.applied && !options.mutants.has('snapshot-over-longer')) {
    answer(message.total, true);
    return;
  }
  const incoming = incomingOf(node, from, message);
  if (message.offset === incoming.received) {
    incoming.bytes.set(message.data, incoming.received);
    incoming.received += message.data.length;
  }
  if (incoming.received < message.total) {
    answer(incoming.received, false);
    return;
  }
  state.incoming = null;
  const { lastIncludedTerm: term, chain, members } = message;
  install(node, { index, term, chain, members, machine: decodeText(incoming.bytes) });
  if (state.stopped === null) answer(message.total, true);
}

function incomingOf(node: Node, from: NodeId, message: InstallSnapshot): IncomingSnapshot {
  const { state } = node;
  const { lastIncludedIndex: index, lastIncludedTerm: term, total } = message;
  const { incoming } = state;
  if (
    incoming !== null &&
    incoming.from === from &&
    incoming.index === index &&
    incoming.term === term &&
    incoming.bytes.length === total
  )
    return incoming;
  state.incoming = { index, term, from, bytes: new Uint8Array(total), received: 0 };
  return state.incoming;
}

interface Arrived {
  readonly index: number;
  readonly term: number;
  readonly chain: number;
  readonly members: Members;
  /** As text. */
  readonly machine: string;
}

/** All of it is written down before anything of it is done: whoever loses its power on the way does it again. */
const INCOMING = 'raft/snapshot';

function keepIncoming({ self, state }: Node, arrived: Arrived): void {
  if (self.disk.put(INCOMING, seal(JSON.stringify(arrived))) === 'full')
    stop(self, state, 'its disk is full');
}

/** As it starts: what was begun is brought to its end. */
export function finishInstalling(node: Node): void {
  const bytes = node.self.disk.get(INCOMING);
  if (bytes === undefined) return;
  const text = unseal(bytes);
  if (text === null) {
    stop(node.self, node.state, 'its files are damaged');
    return;
  }
  const arrived = JSON.parse(text) as Arrived;
  if (arrived.index > node.state.log.base.index) install(node, arrived);
  else node.self.disk.remove(INCOMING);
}

/** A log that goes on behind it, and agrees with it there, keeps what follows. Any other goes. */
function install(node: Node, arrived: Arrived): void {
  const { self, state, options } = node;
  const { index, term, chain, members, machine } = arrived;
  const goesOn = entryAt(state.log, index)?.term === term && !options.mutants.has('snapshot-over-longer');
  keepIncoming(node, arrived);
  if (state.stopped !== null) return;
  if (installMachine(state.machine, self.disk, encodeText(machine)) === 'full') {
    stop(self, state, 'its disk is full');
    return;
  }
  if (goesOn) rebase(state.log, index);
  else {
    cutLog(state.log, state.log.base.index + 1);
    Object.assign(state.log, newLog({ index, term, chain }));
    state.configurations = [];
    state.unsynced = [];
    state.durable = index;
  }
  state.configurations = [{ index, members }, ...state.configurations.filter((one) => one.index > index)];
  state.commit = goesOn ? Math.max(state.commit, index) : index;
  state.applied = index;
  // Who sent it may itself be applying again what its files had already.
  state.restored = newestStamp(state.machine);
  writeBase(node);
  self.disk.remove(INCOMING);
  self.note('snapshot installed', { upTo: index });
}
