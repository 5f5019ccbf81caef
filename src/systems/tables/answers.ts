/** What nodes answer: a status, a body of JSON, and what that means for the history of an operation. */
import type { Data, Member, NodeId, Outcome, Status } from '../../kernel/contract.ts';
import { addressOf } from './addresses.ts';
import type { Answer } from './requests.ts';

/** Without who says it. */
export type Said = Omit<Answer, 'node'>;

export type ErrorName =
  | 'BadRequest'
  | 'TooLarge'
  | 'NotFound'
  | 'MethodNotAllowed'
  | 'TableNotFound'
  | 'TableAlreadyExists'
  | 'ItemNotFound'
  | 'NotLeader'
  | 'NoLeader'
  | 'Timeout'
  | 'StorageFailed';

const STATUS_OF: Readonly<Record<ErrorName, number>> = {
  BadRequest: 400,
  TooLarge: 413,
  NotFound: 404,
  MethodNotAllowed: 405,
  TableNotFound: 404,
  TableAlreadyExists: 409,
  ItemNotFound: 404,
  NotLeader: 421,
  NoLeader: 503,
  Timeout: 504,
  StorageFailed: 503,
};

export function refusal(error: ErrorName, message: string): Said {
  return { status: STATUS_OF[error], body: { error, message } };
}

/** Of who is not the leader and knows who is. */
export function notLeader(members: readonly Member[], leader: NodeId): Said {
  const leaderAddr = addressOf(members, leader);
  const body = {
    error: 'NotLeader',
    leaderId: leader,
    leaderAddr,
    message: `Writes go to the leader, ${leader} at ${leaderAddr}.`,
  };
  return { status: STATUS_OF.NotLeader, body };
}

/** Nothing has been written: it may be asked again. */
export function noLeader(): Said {
  return refusal('NoLeader', 'There is no leader now, so nothing can be written.');
}

/** It stands in a log and may be agreed on yet, or not: nobody knows. */
export function timedOut(): Said {
  return refusal('Timeout', 'No majority has agreed in time. It may happen yet.');
}

/** Of a node that has stopped because of its disk, before anything of the write stood in any log. */
export function storageFailed(): Said {
  return refusal('StorageFailed', 'The disk of this node has failed. It does nothing any more.');
}

export function outcomeOf(node: NodeId, { status, body }: Said): Outcome {
  return { status: statusOf(status), value: { status, body, node } };
}

function statusOf(code: number): Status {
  if (code >= 200 && code < 300) return 'ok';
  return code === STATUS_OF.Timeout ? 'unknown' : 'failed';
}

/** The name of an error, empty where an answer is none. */
export function errorOf(body: Data): string {
  const { error } = (body ?? {}) as { readonly error?: Data };
  return typeof error === 'string' ? error : '';
}
