/** One command of one client while a node works on it, and the ways to answer it. */
import type { Data, Operation, Status } from '../../kernel/contract.ts';
import { isFailure, type Reply } from '../../store/reply.ts';
import type { Session } from '../../store/store.ts';
import { dataOf } from './keeping.ts';
import { markOf } from './ledger.ts';
import { replyData } from './reply-data.ts';
import type { Answer, Request } from './requests.ts';
import type { CacheSelf, NodeState } from './state.ts';

export interface Call {
  readonly operation: Operation;
  readonly session: Session;
  readonly args: readonly string[];
  readonly keys: readonly string[];
}

export function answer(self: CacheSelf, state: NodeState, { operation }: Call, said: Reply): void {
  send(self, state, operation, statusOf(said), { reply: replyData(said), node: self.id });
}

export function send(
  self: CacheSelf,
  { view }: NodeState,
  operation: Operation,
  status: Status,
  value: Answer,
): void {
  const { epoch = Infinity } = operation.body as unknown as Request;
  const isBehind = view !== null && epoch < view.epoch;
  self.reply(operation, { status, value: (isBehind ? { ...value, view } : value) as unknown as Data });
}

export function statusOf(said: Reply): Status {
  return isFailure(said) ? 'failed' : 'ok';
}

/** With what is known of the key, where there is one. */
export function answerOf(self: CacheSelf, state: NodeState, { keys }: Call, said: Reply): Answer {
  const [key] = keys;
  const reply = replyData(said);
  const node = self.id;
  if (key === undefined || keys.length > 1) return { reply, node };
  const known = markOf(state.ledger, key);
  const entry = dataOf(state.store).entries.map.get(key);
  const version = known?.stamp.count ?? 0;
  const epoch = known?.stamp.epoch ?? 0;
  const expiry = entry === undefined || entry.deadline === null ? null : Number(entry.deadline);
  const isUnknown = known === undefined || known.evicted;
  return isUnknown
    ? { reply, node, version, epoch, expiry, isUnknown }
    : { reply, node, version, epoch, expiry };
}
