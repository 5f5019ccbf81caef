/** One call on its way through the router. */
import type { Desk } from './desk.ts';

export interface Call {
  readonly request: Request;
  readonly desk: Desk;
  /** What stands in the places of the route, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}
