/** How each system's operations are traced. */
import { cacheRoute } from './cache/route.ts';
import { plainRoute, trailOf, type Route, type Traces, type Trail } from './route.ts';

const routes: Readonly<Record<string, (trail: Trail, traces: Traces) => Route>> = { cache: cacheRoute };

export function routeOf(operation: string, traces: Traces): Route | null {
  const trail = trailOf(operation, traces.events);
  if (trail === null) return null;
  return routes[traces.system]?.(trail, traces) ?? plainRoute(trail);
}
