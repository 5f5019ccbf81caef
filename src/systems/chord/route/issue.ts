/**
 * The issuer of a request: it sends it on its way, waits for the owner's answer, and says what became of it. What does not come in time is asked again hop by
 * hop, under the same id, so that it is done once whatever was lost; and in the end it says that it does not know.
 */
import type { Data } from '../../../kernel/contract.ts';
import type { Identifier } from '../../../placement/identifier.ts';
import type { Deed } from '../messages.ts';
import type { Peer } from '../ring/peers.ts';
import type { Issued, Node, Wanted } from '../state.ts';
import { end, operationOf, relayedOf } from './ending.ts';
import { hearRelay, relayOf } from './relay.ts';
import { goOn, walk, type StepPending } from './steps.ts';

export interface Issue {
  readonly wanted: Wanted;
  readonly deed: Deed;
  readonly key?: string;
  readonly value?: string;
  readonly target: Identifier;
  /** Absent: through this node's own tables. */
  readonly start?: Peer;
}

export function issue(node: Node, { wanted, deed, key, value, target, start }: Issue): void {
  const { self, state } = node;
  const issued: Issued = {
    ...{ wanted, deed, target },
    key: key ?? null,
    value: value ?? null,
    start: start ?? null,
    ...{ attempt: 0, timer: 0, trail: [], not: [], timeouts: 0, back: 0 },
  };
  state.nextRequest += 1;
  const own = `${state.me.id}.${self.incarnation}.${state.nextRequest}`;
  const request = wanted.by === 'client' ? wanted.operation.id : own;
  // A client that repeats itself is told with the first answer.
  if (state.issued.has(request)) return;
  state.issued.set(request, issued);
  send(node, request, issued);
}

function send(node: Node, request: string, issued: Issued): void {
  const { options } = node;
  if (options.lookup === 'iterative' || issued.attempt > 0 || issued.start !== null) {
    if (!walk(node, request, issued)) tryAgain(node, request, issued);
  } else {
    issued.timer = node.self.after(options.requestTimeout, {
      kind: 'request timeout',
      request,
      attempt: issued.attempt,
      ...operationOf(issued),
    });
    hearRelay(node, relayOf(issued.deed, relayedOf(node, request, issued, [])));
  }
}

export function requestTimedOut(node: Node, request: string, attempt: number): void {
  const issued = node.state.issued.get(request);
  if (issued === undefined || issued.attempt !== attempt) return;
  issued.timer = 0;
  issued.timeouts += 1;
  tryAgain(node, request, issued);
}

/** Nobody has answered this attempt. */
export function tryAgain(node: Node, request: string, issued: Issued): void {
  const { options } = node;
  if (issued.wanted.by !== 'client' || issued.attempt >= options.retries) {
    end(node, request, issued, null);
    return;
  }
  issued.attempt += 1;
  issued.trail = [];
  issued.back = 0;
  send(node, request, issued);
}

/** A step of a walk was answered, or met with silence. */
export function heardStep(node: Node, pending: StepPending, status: number, body: Data): void {
  const { request, attempt } = pending.purpose;
  const issued = node.state.issued.get(request);
  if (issued?.attempt === attempt && !goOn(node, issued, pending, status, body))
    tryAgain(node, request, issued);
}
