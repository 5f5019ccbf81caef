/** A client's connection with a node: what the engine keeps of it. */
import type { Operation } from '../../kernel/contract.ts';
import { proofSaltOf } from '../../store/configuration.ts';
import { isFailure, type Failure } from '../../store/reply.ts';
import { closeSession, openSession, type Session } from '../../store/store.ts';
import { configurationOf } from '../store-configuration.ts';
import { run } from './data.ts';
import type { Request } from './requests.ts';
import type { CacheSelf, NodeState } from './state.ts';

export function sessionOf(self: CacheSelf, state: NodeState, id: string): Session {
  let session = state.sessions.get(id);
  if (session === undefined) {
    session = openSession(state.store, self.clock, id);
    session.proofSalt = proofSaltOf(configurationOf(self.setup.options));
    state.sessions.set(id, session);
  }
  return session;
}

/**
 * A proxy speaks for many. It says for whom with every request, for this node may have begun anew since the last one; what has been said in
 * this session is not said again.
 */
export function speakFor(
  self: CacheSelf,
  state: NodeState,
  session: Session,
  { session: id, body }: Operation,
): Failure | null {
  const { as: words } = body as unknown as Request;
  if (words === undefined) return null;
  const said = words.join(' ');
  if (state.spokenFor.get(id) === said) return null;
  const { reply } = run(self, state, session, words, false);
  if (isFailure(reply)) return reply;
  state.spokenFor.set(id, said);
  return null;
}

export function endSession(state: NodeState, id: string): void {
  const session = state.sessions.get(id);
  if (session === undefined) return;
  closeSession(state.store, session);
  state.sessions.delete(id);
  state.delivered.delete(id);
  state.spokenFor.delete(id);
  state.wrote.delete(id);
}

export function noteWrite({ wrote }: NodeState, session: string, shard: string, sequence: number): void {
  const before = wrote.get(session);
  if (before === undefined) wrote.set(session, { sequence, shards: new Set([shard]) });
  else {
    before.sequence = sequence;
    before.shards.add(shard);
  }
}
