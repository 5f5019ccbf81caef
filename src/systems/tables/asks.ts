/** What a client of the terminal asks: a request, and beside it what only the client needs and no node gets. */
import type { Data, NodeId } from '../../kernel/contract.ts';
import type { Answer, Request } from './requests.ts';

export type CommandName =
  | 'create-table'
  | 'delete-table'
  | 'put-item'
  | 'get-item'
  | 'delete-item'
  | 'query-items'
  | 'status'
  | 'run-consistency-test'
  /** By itself, as a workload says. */
  | 'workload';

export interface Ask extends Request {
  /** Absent: it comes through the API, where nothing is followed up. */
  readonly client?: { readonly command: CommandName };
  /** What has happened on the way. */
  readonly trail?: Trail;
}

export interface Trail {
  /** Who has sent it on, and to whom. */
  readonly hops: readonly Hop[];
  /** How often there was no leader. */
  readonly waits: number;
  /** Of a workload whose table is not there: it makes the table, and asks again. */
  readonly table?: 'making' | 'made';
  readonly test?: TestSoFar;
}

/** How far the test of consistency has come. */
export interface TestSoFar {
  /** What is being asked now. */
  readonly phase: 'write' | 'read at once' | 'read again';
  /** The timestamp of the write, and who led. */
  readonly index: number;
  readonly leader: NodeId;
  readonly atOnce: readonly Reading[];
  readonly later: readonly Reading[];
}

/** Null: it has answered that there is no such item, or no such table; or it has not answered. */
export interface Reading {
  readonly node: NodeId;
  readonly timestamp: number | null;
  readonly isSilent: boolean;
}

export interface Hop {
  readonly from: NodeId;
  readonly to: NodeId;
}

/** As a command of the terminal ends. `status` is 0 where nobody has answered. */
export interface Ended extends Answer {
  readonly exit: 0 | 1;
  readonly hops: readonly Hop[];
}

export const NO_TRAIL: Trail = { hops: [], waits: 0 };

export function askOf(body: Data): Ask {
  return body as unknown as Ask;
}

export function dataOf(ask: Ask): Data {
  return ask as unknown as Data;
}

export function isWrite({ method }: Request): boolean {
  return method !== 'GET';
}
