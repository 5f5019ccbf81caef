/** Replies that wait: until so many copies have what the command could have seen, and the disk has what was promised. */
import { SECOND } from '../../kernel/time.ts';
import { mayLeave } from '../../store/persistence/persistence.ts';
import { answerOf, send, statusOf, type Call } from './call.ts';
import type { Done } from './data.ts';
import type { Deed } from './deeds.ts';
import type { Answer } from './requests.ts';
import type { CacheSelf, Held, NodeState } from './state.ts';
import type { NodeId } from '../../kernel/contract.ts';
import { actingAmong, isPresent, ownersOf, type View } from './view.ts';

const NO_WAIT = { sequence: 0, needed: 0, countsAt: null, among: [] };
/** A client gives up long before that. */
const HELD_MAX = 60 * SECOND;

export function hold(
  self: CacheSelf,
  state: NodeState,
  call: Call,
  { reply, ticket }: Done,
  wait: Pick<Held, 'sequence' | 'needed' | 'countsAt' | 'among'> = NO_WAIT,
  deed?: Deed,
): void {
  const { operation, keys } = call;
  const said = answerOf(self, state, call, reply);
  const value = deed === undefined ? said : asBefore(said, deed);
  const status = deed?.status ?? statusOf(reply);
  const until = self.now + HELD_MAX;
  const key = keys[0] ?? null;
  const { sequence, needed, countsAt, among } = wait;
  const held = { operation, value, status, ticket, until, key, sequence, needed, countsAt, among };
  // Those that wait already go first; mostly there are none.
  release(self, state);
  if (!leave(self, state, held)) state.held.push(held);
}

/** What was answered when it was done, with the place that it took in the line of its key. */
function asBefore(said: Answer, { reply, version, epoch }: Deed): Answer {
  return said.version === undefined ? { ...said, reply } : { ...said, reply, version, epoch };
}

/** Called whenever copies or the disk got further. */
export function release(self: CacheSelf, state: NodeState): void {
  if (state.held.length > 0) state.held = state.held.filter((each) => !leave(self, state, each));
}

function leave(self: CacheSelf, state: NodeState, held: Held): boolean {
  const { operation, value, status, ticket, sequence, needed, countsAt, until } = held;
  if (self.now >= until) return true;
  if (!mayLeave(state.persistence, ticket)) return false;
  const copies = needed === 0 && countsAt === null ? 0 : copiesFor(self, state, held);
  if (copies < needed && (countsAt === null || self.now < countsAt)) return false;
  if (countsAt === null) send(self, state, operation, status, value);
  else send(self, state, operation, status, { reply: copies, node: self.id, isIdle: sequence === 0 });
  return true;
}

/** Of what was written to several shards there are as many copies as of the one that has the fewest. */
function copiesFor(self: CacheSelf, state: NodeState, { key, sequence, among }: Held): number {
  const { view, rule } = state;
  if (view === null) return 0;
  if (key !== null) return copiesAmong(self, state, view, ownersOf(view.placed, rule, key), sequence);
  const counts = among.map((holders) => copiesAmong(self, state, view, holders, sequence));
  return Math.min(rule.replicas - 1, ...counts);
}

function copiesAmong(
  self: CacheSelf,
  { peers }: NodeState,
  view: View,
  holders: Iterable<NodeId>,
  sequence: number,
): number {
  let copies = 0;
  for (const id of holders) {
    const peer = peers.get(id);
    if (id === self.id || peer === undefined) continue;
    if (peer.acknowledged >= sequence && isPresent(view, id, peer.incarnation)) copies += 1;
  }
  return copies;
}

/**
 * A new view. What this node did for keys that somebody else acts for now may have been passed over: copies that follow it from here on say
 * nothing of those writes any more. Their clients are told nothing, and so know that they do not know.
 */
export function forsake(self: CacheSelf, state: NodeState): void {
  const { view, rule } = state;
  state.held = state.held.filter(({ key, needed }) => {
    if (needed === 0 || key === null || view === null) return true;
    return actingAmong(view, ownersOf(view.placed, rule, key)) === self.id;
  });
}
