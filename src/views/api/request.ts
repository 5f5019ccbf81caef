/**
 * A call as it is filled in: what of it cannot be sent and why, the request that it makes, and the same to be taken along. Which fields there are is
 * said by the table of routes, from which the router is made too.
 */
import { placesIn, type Field } from '../../api/fields.ts';
import { routes, type Route } from '../../api/routes.ts';

export type Values = Readonly<Record<string, string>>;

export interface Draft {
  readonly route: Route;
  /** What was typed, by the name of the field. */
  readonly values: Values;
}

/** What was sent, as it would be typed by somebody. */
export interface Call {
  readonly method: string;
  /** Behind the base of the site, without a slash before it. */
  readonly path: string;
  /** JSON; null where there is none. */
  readonly body: string | null;
}

export type FieldFault = 'missing' | 'noNumber';
/** By the name of the field. */
export type Faults = ReadonlyMap<string, FieldFault>;
export const SOUND: Faults = new Map();

export function without(faults: Faults, field: string): Faults {
  return faults.has(field) ? new Map([...faults].filter(([name]) => name !== field)) : faults;
}

/** Those that can do something: an address that refuses whatever comes is no choice. */
export const offered: readonly Route[] = routes.filter(({ answers }) =>
  answers.some(([status]) => status < 400),
);

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

export function fieldsOf({ path, asks }: Route): readonly Field[] {
  return [...placesIn(path), ...(asks?.fields ?? [])];
}

/** Only what a form can tell; what the cluster makes of it is the answer's to say. */
export function faultsIn({ route, values }: Draft): Faults {
  const faults = new Map<string, FieldFault>();
  for (const { name, kind, isNeeded = false, mayBeEmpty = false } of fieldsOf(route)) {
    const typed = values[name] ?? '';
    if (isNeeded && !mayBeEmpty && typed === '') faults.set(name, 'missing');
    if (kind === 'number' && typed.trim() !== '' && Number.isNaN(Number(typed))) faults.set(name, 'noNumber');
  }
  return faults;
}

export function callOf({ route, values }: Draft): Call {
  const { method, path, asks } = route;
  const filled = path
    .split('/')
    .map((part) => (part.startsWith(':') ? encodeURIComponent(values[part.slice(1)] ?? '') : part))
    .join('/')
    .slice(1);
  const given = (asks?.fields ?? []).flatMap((field): [string, string | number][] => {
    const typed = values[field.name] ?? '';
    if (field.kind === 'number') return typed.trim() === '' ? [] : [[field.name, Number(typed)]];
    return typed === '' && field.mayBeEmpty !== true ? [] : [[field.name, typed]];
  });
  if (asks?.where === 'body')
    return { method, path: filled, body: JSON.stringify(Object.fromEntries(given)) };
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return { method, path: query === '' ? filled : `${filled}?${query}`, body: null };
}

/** For the console of the page, or for a page beside it. */
export function asFetch({ method, path, body }: Call): string {
  if (method === 'GET') return `await fetch(${quoted(path)})`;
  const init = [`method: ${quoted(method)}`, ...(body === null ? [] : [`body: ${quoted(body)}`])];
  return `await fetch(${quoted(path)}, { ${init.join(', ')} })`;
}

/** For a POSIX shell. */
export function asCurl({ method, path, body }: Call, base: string): string {
  return [
    'curl -i',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    inShell(base + path),
    ...(body === null ? [] : [`-H ${inShell('content-type: application/json')} --data-raw ${inShell(body)}`]),
  ].join(' ');
}

const quoted = (text: string): string =>
  `'${text
    .replace(/[\\']/g, (one) => `\\${one}`)
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')}'`;

const inShell = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** JSON laid out for reading; any other text, and JSON that is none, as it came. */
export function laidOut(body: string, contentType: string): string {
  if (!contentType.startsWith('application/json')) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** What the numbers are called everywhere. */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
};

export const statusText = (status: number): string => `${status} ${REASONS[status] ?? ''}`.trim();

/** A page that was opened from disk has no addresses of its own; the router wants one all the same. */
const NOWHERE = 'http://localhost/';

/** Where the page stands. */
export function siteOf({ protocol, href }: Pick<Location, 'protocol' | 'href'>): string {
  return protocol === 'file:' ? NOWHERE : new URL('.', href).href;
}

export const pathOf = (site: string): string => new URL(site).pathname;
