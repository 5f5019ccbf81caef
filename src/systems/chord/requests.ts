/** What a client asks of a node of a Chord store, as it would ask any web server, and what it is answered. */
import type { Data, NodeId } from '../../kernel/contract.ts';

export interface Request {
  readonly method: string;
  /** Percent-encoded, as it stands in an address: `/kv/a%2Fb`. */
  readonly path: string;
  /** JSON text. */
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  /** Whoever was asked. */
  readonly node: NodeId;
  /** JSON text: the value as it was put, or what there is to say. Never parsed on its way, so it comes back as it went in. */
  readonly json: string;
  /** How the owner was found, of a request that went to one. */
  readonly route?: Route;
}

export interface Route {
  readonly owner: NodeId;
  /** Everybody on the way, the issuer first and the owner last. */
  readonly path: readonly NodeId[];
  /** Somebody was silent so often. */
  readonly timeouts: number;
  readonly attempts: number;
  /** How often the key has been written. */
  readonly version: number;
}

/** A request, understood. */
export type Asked =
  | { readonly is: 'put'; readonly key: string; readonly value: string }
  | { readonly is: 'get' | 'delete' | 'lookup'; readonly key: string }
  /** Its tables: `neighbours` are its predecessor and its successors. */
  | { readonly is: 'neighbours' | 'fingers' | 'keys' }
  | { readonly is: 'join'; readonly through: NodeId }
  | { readonly is: 'refused'; readonly status: number; readonly error: string; readonly message: string };

export function errorJson(error: string, message: string): string {
  return JSON.stringify({ error, message } satisfies Readonly<Record<string, Data>>);
}
