/** What a client asks: a request, and beside it what only the client needs and no node gets. */
import type { Data, NodeId } from '../../kernel/contract.ts';
import type { Answer, Request } from './requests.ts';

export type CommandName =
  | 'put'
  | 'get'
  | 'delete'
  | 'lookup'
  | 'ring'
  | 'fingers'
  | 'keys'
  | 'neighbours'
  | 'join'
  | 'leave'
  /** By itself, as a workload says. */
  | 'workload';

export interface Ask extends Request {
  /** Absent: it comes through the API, where nothing is followed up. */
  readonly client?: { readonly command: CommandName };
  /** What has happened on the way. */
  readonly trail?: Trail;
}

export interface Trail {
  /** Who was asked and could not help, the first one first. */
  readonly passed: readonly Passed[];
  readonly walk?: Walk;
}

/** One node of a walk round the ring. */
interface Stop {
  readonly node: NodeId;
  /** Its identifier; null of one that did not answer, or is outside. */
  readonly at: string | null;
  readonly predecessor: NodeId | null;
}

export interface Walk {
  readonly stops: readonly Stop[];
  /** Whom the last one that answered knows behind those who were asked. */
  readonly left: readonly NodeId[];
}

export interface Passed {
  readonly node: NodeId;
  readonly why: 'silent' | 'outside';
}

/** As a command ends. `status` is 0 where nobody has answered. */
export interface Ended extends Answer {
  readonly exit: 0 | 1;
  readonly passed: readonly Passed[];
}

export const NO_TRAIL: Trail = { passed: [] };

export function askOf(body: Data): Ask {
  return body as unknown as Ask;
}

export function dataOf(ask: Ask): Data {
  return ask as unknown as Data;
}

/** Of whatever else nobody answers it is known that nothing came of it. */
export function isWrite({ method }: Request): boolean {
  return method !== 'GET';
}

/** What a node says in JSON; null where it is none. */
export function readAnswer(json: string): Readonly<Record<string, Data>> | null {
  try {
    const said = JSON.parse(json) as Data;
    return typeof said === 'object' && !Array.isArray(said)
      ? (said as Readonly<Record<string, Data>> | null)
      : null;
  } catch {
    return null;
  }
}

/** The name of an error, empty where an answer is none. */
export function errorOf({ status, json }: Answer): string {
  const error = status < 400 ? undefined : readAnswer(json)?.['error'];
  return typeof error === 'string' ? error : '';
}
