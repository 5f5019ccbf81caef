/** What a client asks of a node, and what it is told: requests and answers of the REST API, as data. */
import type { Data, NodeId } from '../../kernel/contract.ts';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/tables/Music/items`, each part percent-encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The text of the body. */
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: Data;
  readonly node: NodeId;
  /** In which root of files; absent: the usual one. */
  readonly root?: string;
}

/** Addresses of the nodes in the order of the scenario: `localhost:8100`, `localhost:8101` … */
export const FIRST_PORT = 8_100;
