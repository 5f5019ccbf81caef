/** What a call takes, as data: a form is made of it, and a test holds the router to it. */
export interface Field {
  readonly name: string;
  /** What may be written there; a list: one of these. */
  readonly kind: 'text' | 'number' | 'node' | 'key' | readonly string[];
  readonly isNeeded?: boolean;
  /** Nothing at all is something too. */
  readonly mayBeEmpty?: boolean;
}

export interface Asks {
  readonly where: 'body' | 'query';
  readonly fields: readonly Field[];
}

/** Whatever stands in the place of a route is needed. */
const PLACES: Readonly<Record<string, Field['kind']>> = { key: 'key', nodeId: 'node', address: 'node' };

/** What stands in a path, in its order. */
export function placesIn(path: string): readonly Field[] {
  return path
    .split('/')
    .filter((segment) => segment.startsWith(':'))
    .map((segment) => segment.slice(1))
    .map((name) => ({ name, kind: PLACES[name] ?? 'text', isNeeded: true }));
}
