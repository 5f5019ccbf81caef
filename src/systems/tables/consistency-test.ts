/**
 * The test of eventual consistency, as one operation of a client: write at the leader; read at the followers at once, which may find nothing or
 * what was there before; wait; read at every node, and by then all must have it. What has to be there is the timestamp of the write or a newer one.
 */
import type { Data, NodeId } from '../../kernel/contract.ts';
import { SECOND } from '../../kernel/time.ts';
import type { Asking, Next } from '../../protocols/client.ts';
import { pathOf } from '../request-asks.ts';
import { errorOf } from './answers.ts';
import {
  askOf,
  dataOf,
  NO_TRAIL,
  type Ask,
  type Ended,
  type Reading,
  type TestSoFar,
  type Trail,
} from './asks.ts';
import type { Answer, Request } from './requests.ts';

/** Of its value, for who reads histories, and for the prompt. */
export interface TestReport {
  readonly passed: boolean;
  /** Why the write did not succeed; null where it did. */
  readonly refused: string | null;
  readonly index: number;
  readonly leader: NodeId;
  readonly atOnce: readonly Reading[];
  readonly later: readonly Reading[];
  readonly lagging: readonly NodeId[];
}

export const TEST_WAIT_SECONDS = 2;

const TABLE = 'ConsistencyTest';
const client = { command: 'run-consistency-test' } as const;
const items = pathOf('tables', TABLE, 'items');

/** It begins with its table, which may be there from the last time. */
export const TEST_BEGINS: Ask = {
  method: 'POST',
  path: pathOf('tables'),
  body: JSON.stringify({ tableName: TABLE, partitionKeyName: 'Key' }),
  client,
};

const WRITE: Request = {
  method: 'PUT',
  path: items,
  body: JSON.stringify({ Key: 'test', Value: 'written' }),
};
const READ: Request = { method: 'GET', path: items, query: { partitionKey: 'test' } };

export function followTest({ asked, to, outcome }: Asking, nodes: readonly NodeId[]): Next {
  const ask = askOf(asked);
  const { hops, test } = ask.trail ?? NO_TRAIL;
  const answer = (outcome?.value ?? null) as Answer | null;
  if (test === undefined || test.phase === 'write') return written(to, answer, test, hops, nodes);
  const reading = readingOf(to, answer);
  if (test.phase === 'read at once') {
    const atOnce = [...test.atOnce, reading];
    const left = nodes.filter((id) => id !== test.leader && !atOnce.some(({ node }) => node === id));
    return readNext({ ...test, atOnce }, left, nodes, hops);
  }
  const later = [...test.later, reading];
  const left = nodes.filter((id) => !later.some(({ node }) => node === id));
  return readNext({ ...test, later }, left, nodes, hops);
}

/** An answer to the table, or to the write. */
function written(
  to: NodeId,
  answer: Answer | null,
  test: TestSoFar | undefined,
  hops: Trail['hops'],
  nodes: readonly NodeId[],
): Next {
  const error = answer === null ? 'NoAnswer' : errorOf(answer.body);
  if (test === undefined && (error === '' || error === 'TableAlreadyExists')) {
    const phase: TestSoFar = { phase: 'write', index: 0, leader: to, atOnce: [], later: [] };
    return asks(WRITE, to, phase, hops, 0);
  }
  if (error !== '' || answer === null)
    return ended(to, { index: 0, leader: to, atOnce: [], later: [] }, error, hops);
  const index = Number((answer.body as Readonly<Record<string, Data>>)['index']);
  const begun: TestSoFar = { phase: 'read at once', index, leader: to, atOnce: [], later: [] };
  return readNext(
    begun,
    nodes.filter((id) => id !== to),
    nodes,
    hops,
  );
}

function readNext(
  test: TestSoFar,
  left: readonly NodeId[],
  nodes: readonly NodeId[],
  hops: Trail['hops'],
): Next {
  const [next] = left;
  if (next !== undefined) return asks(READ, next, test, hops, 0);
  const [first] = nodes;
  if (test.phase === 'read at once' && first !== undefined)
    return asks(READ, first, { ...test, phase: 'read again' }, hops, TEST_WAIT_SECONDS * SECOND);
  return ended(test.leader, test, null, hops);
}

function asks(request: Request, to: NodeId, test: TestSoFar, hops: Trail['hops'], delay: number): Next {
  return { do: 'ask', to, asks: dataOf({ ...request, client, trail: { hops, waits: 0, test } }), delay };
}

function readingOf(node: NodeId, answer: Answer | null): Reading {
  const { timestamp = null } = (answer?.body ?? {}) as { readonly timestamp?: number };
  return { node, timestamp, isSilent: answer === null };
}

function ended(
  node: NodeId,
  { index, leader, atOnce, later }: Omit<TestSoFar, 'phase'>,
  refused: string | null,
  hops: Trail['hops'],
): Next {
  const lagging = later
    .filter(({ timestamp }) => timestamp === null || timestamp < index)
    .map((each) => each.node);
  const passed = refused === null && lagging.length === 0;
  const report: TestReport = { passed, refused, index, leader, atOnce, later, lagging };
  const value: Ended = {
    status: passed ? 200 : 500,
    body: report as unknown as Data,
    node,
    exit: passed ? 0 : 1,
    hops,
  };
  return {
    do: 'settle',
    outcome: { status: passed ? 'ok' : 'failed', value: value as unknown as Data },
  };
}
