/** Calls between nodes: one is asked, and answers, or is silent for so long that it is taken for dead. */
import type { Data, NodeId } from '../../kernel/contract.ts';
import type { Micros } from '../../kernel/time.ts';
import { SECOND } from '../../kernel/time.ts';
import type { CallKind, CallMessage, Calls } from './messages.ts';
import type { Peer } from './ring/peers.ts';
import type { Node, Pending, Purpose } from './state.ts';

/** Where each of them is found, as at a web server. */
export const CALLS: Readonly<Record<CallKind, readonly [method: CallMessage['method'], path: string]>> = {
  ping: ['GET', '/chord/ping'],
  neighbours: ['GET', '/chord/neighbours'],
  next: ['GET', '/chord/next'],
  ask: ['POST', '/chord/deeds'],
  keys: ['GET', '/keys'],
  handover: ['PUT', '/keys'],
  compare: ['POST', '/replicas/stamps'],
  fetch: ['GET', '/replicas'],
  offer: ['POST', '/replicas/orphans'],
};

/** So long nothing is hoped for of somebody who was silent. */
const SUSPECTED_FOR: Micros = 10 * SECOND;

/** A call of an earlier life must not be taken for one of this. */
const CALLS_IN_A_LIFE = 1_000_000_000;

export interface Calling<Kind extends CallKind> {
  readonly to: Peer;
  readonly kind: Kind;
  readonly asks: Calls[Kind]['asks'];
  readonly purpose: Purpose;
  /** The client's, in whose name it is asked. */
  readonly operation?: string | undefined;
  /** Instead of the usual one. */
  readonly patience?: Micros | undefined;
}

export function call<Kind extends CallKind>(
  { self, state, options }: Node,
  { to, kind, asks, purpose, operation, patience = options.hopTimeout }: Calling<Kind>,
): void {
  state.nextCall += 1;
  const number = self.incarnation * CALLS_IN_A_LIFE + state.nextCall;
  const timer = self.after(patience, {
    kind: 'silence',
    call: number,
    ...(operation !== undefined && { operation }),
  });
  state.calls.set(number, { to, kind, purpose, timer });
  const [method, path] = CALLS[kind];
  // Which body goes with which kind has been judged where the call is made.
  self.send(to.id, { kind, method, path, body: asks, call: number } as CallMessage);
}

export function answerCall(
  { self }: Node,
  to: NodeId,
  number: number,
  status: number,
  body: object | null,
): void {
  const kind = body !== null && 'cells' in body ? 'cells' : 'answer';
  // All of it is plain data; interfaces only do not say so.
  self.send(to, { kind, call: number, status, body: body as Data });
}

/** The call that is answered, which is over now; undefined where nobody waits for it any more. */
export function endCall({ self, state }: Node, number: number, from: NodeId | null): Pending | undefined {
  const pending = state.calls.get(number);
  if (pending === undefined || (from !== null && pending.to.id !== from)) return undefined;
  state.calls.delete(number);
  if (from !== null) self.cancel(pending.timer);
  return pending;
}

export function suspect({ self, state }: Node, id: NodeId): void {
  if (!state.suspects.has(id)) self.note('silent', { node: id });
  state.suspects.set(id, self.now + SUSPECTED_FOR);
}

export function isSuspect({ self, state }: Node, id: NodeId): boolean {
  const until = state.suspects.get(id);
  return until !== undefined && until > self.now;
}
