/** The outside of a request: its method, its path in parts, what stands behind the question mark. It comes from strangers. */
import type { Data } from '../kernel/contract.ts';

export interface Target {
  readonly method: string;
  readonly path: string;
  readonly parts: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What is wrong with it, where it is no request. */
export function readTarget(request: Data): Target | string {
  const { method, path, query = {}, body = '' } = fieldsOf(request);
  if (typeof method !== 'string' || typeof path !== 'string') return 'A request has a method and a path.';
  if (typeof body !== 'string') return 'The body of a request is a text.';
  const mark = path.indexOf('?');
  const bare = mark < 0 ? path : path.slice(0, mark);
  const parts = bare.replace(/^\//, '').replace(/\/$/, '').split('/').map(decoded);
  if (parts.includes(null)) return `The path ${bare} is not properly encoded.`;
  const behind = mark < 0 ? [] : pairsIn(path.slice(mark + 1));
  if (behind === null) return 'What stands behind the question mark is not properly encoded.';
  const named = Object.entries(fieldsOf(query)).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return { method, path: bare, parts: parts as string[], query: new Map([...behind, ...named]), body };
}

function fieldsOf(data: Data): Readonly<Record<string, Data | undefined>> {
  const isRecord = typeof data === 'object' && data !== null && !Array.isArray(data);
  return isRecord ? (data as Readonly<Record<string, Data | undefined>>) : {};
}

function pairsIn(text: string): readonly (readonly [string, string])[] | null {
  const pairs: (readonly [string, string])[] = [];
  for (const pair of text.split('&').filter((each) => each !== '')) {
    const equals = pair.indexOf('=');
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    const value = decoded(equals < 0 ? '' : pair.slice(equals + 1).replaceAll('+', '%20'));
    if (name === null || value === null) return null;
    pairs.push([name, value]);
  }
  return pairs;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
