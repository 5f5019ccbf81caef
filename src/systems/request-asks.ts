/** Requests to nodes that are web servers, as a client carries them: what it adds for itself, and how a path is made. */
import type { Data } from '../kernel/contract.ts';

/** Nodes are asked for what the API says, and nothing else. */
export function withoutClient(body: Data): Data {
  const { client: _client, trail: _trail, ...request } = body as Readonly<Record<string, Data>>;
  return request;
}

/** Throws where a part is no proper text (half of a pair of surrogates). */
export function pathOf(...parts: readonly string[]): string {
  return `/${parts.map(encodeURIComponent).join('/')}`;
}
