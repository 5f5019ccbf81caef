/** What a client is told by the node that it asked. */
import type { Data, Operation, Status } from '../../kernel/contract.ts';
import type { Answer, Route } from './requests.ts';
import type { Node } from './state.ts';

export function respond(node: Node, operation: Operation, status: number, body: Data): void {
  respondJson(node, operation, status, JSON.stringify(body));
}

/** The JSON as it is: a value is never taken apart on its way. */
export function respondJson(
  { self }: Node,
  operation: Operation,
  status: number,
  json: string,
  route?: Route,
): void {
  const value: Answer = { status, node: self.id, json, ...(route !== undefined && { route }) };
  self.reply(operation, { status: outcomeOf(status), value: value as unknown as Data });
}

/** After silence it may have happened. */
function outcomeOf(status: number): Status {
  if (status === 504) return 'unknown';
  return status < 400 ? 'ok' : 'failed';
}
