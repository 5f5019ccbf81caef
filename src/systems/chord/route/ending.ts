/** The end of a request at its issuer: who wanted to know is told. */
import type { NodeId, Operation } from '../../../kernel/contract.ts';
import type { Relayed, Replied } from '../messages.ts';
import { errorJson } from '../requests.ts';
import { respond, respondJson } from '../respond.ts';
import type { Issued, Node } from '../state.ts';

/** What its messages are named after. */
export function operationOf({ wanted }: Issued): { readonly operation?: string } {
  return wanted.by === 'client' ? { operation: wanted.operation.id } : {};
}

export function relayedOf(
  { state }: Node,
  request: string,
  { target, key, value, attempt, back }: Issued,
  path: readonly NodeId[],
): Relayed {
  const base = { target, key, issuer: state.me, request, attempt, path, isFinal: false, back };
  return value === null ? base : { ...base, value };
}

/** Answers that come late or twice find nobody who waits for them. */
export function heardReply(node: Node, replied: Replied): void {
  const issued = node.state.issued.get(replied.request);
  if (issued !== undefined) end(node, replied.request, issued, replied);
}

export function end(node: Node, request: string, issued: Issued, replied: Replied | null): void {
  const { self, state } = node;
  state.issued.delete(request);
  if (issued.timer !== 0) self.cancel(issued.timer);
  const { wanted } = issued;
  if (wanted.by === 'client') tell(node, issued, wanted.operation, replied);
  else node.found(node, wanted, replied?.storer ?? null);
}

const MAY_HAVE = 'No answer in time: it may have happened.';

function tell(node: Node, issued: Issued, operation: Operation, replied: Replied | null): void {
  const { deed, key, target, timeouts, attempt } = issued;
  if (replied === null) {
    const message = deed === 'put' || deed === 'delete' ? MAY_HAVE : 'No answer in time.';
    respond(node, operation, 504, { error: 'Timeout', message });
    return;
  }
  const { status, body, version, storer, path } = replied;
  const route = { owner: storer.id, path, timeouts, attempts: attempt + 1, version };
  const json =
    deed === 'find successor'
      ? JSON.stringify({ key, identifier: target, owner: storer.id })
      : status === 404
        ? errorJson('NotFound', `There is no ${String(key)}.`)
        : deed === 'get'
          ? String(body)
          : JSON.stringify({ version });
  respondJson(node, operation, status, json, route);
}
