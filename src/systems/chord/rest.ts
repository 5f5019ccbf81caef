/**
 * What a client's request asks of a node: one table of paths and methods, and all the judging that needs no ring. A value is any JSON text; it is read
 * only to be judged, and kept as it came.
 */
import { encodeText } from '../../kernel/bytes.ts';
import type { Data } from '../../kernel/contract.ts';
import { depthOf, excerptOf } from '../json-depth.ts';
import { readTarget, type Target } from '../request-target.ts';
import type { Asked, Request } from './requests.ts';

/** In bytes of UTF-8. */
export const KEY_MAX = 256;
export const VALUE_MAX = 1_000_000;
/** Every engine can read so deep. */
const DEPTH_MAX = 500;

type Reader = (key: string, body: string) => Asked;
type Methods = Readonly<Record<string, Reader>>;

const OF_KEY: Methods = {
  PUT: (key, value) => faultOfJson(value) ?? { is: 'put', key, value },
  GET: (key) => ({ is: 'get', key }),
  DELETE: (key) => ({ is: 'delete', key }),
};
const LOOKUP: Methods = { GET: (key) => ({ is: 'lookup', key }) };

/** Those that name no key. */
const OTHERS: ReadonlyMap<string, Methods> = new Map<string, Methods>([
  ['chord/neighbours', { GET: () => ({ is: 'neighbours' }) }],
  ['chord/fingers', { GET: () => ({ is: 'fingers' }) }],
  ['chord/keys', { GET: () => ({ is: 'keys' }) }],
  ['chord/join', { POST: (_key, body) => joinIn(body) }],
]);

/** Never throws, whatever a client has sent. */
export function understand(request: Request): Asked {
  const target = readTarget(request as unknown as Data);
  if (typeof target === 'string') return refuse(400, 'BadRequest', target);
  const { method, path, body } = target;
  const found = routeOf(target);
  if (found === null) return refuse(404, 'UnknownPath', `There is nothing at ${path}.`);
  const { methods, key } = found;
  const reader = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (reader === undefined) {
    const allowed = Object.keys(methods).join(', ');
    return refuse(405, 'MethodNotAllowed', `${path} takes ${allowed}, and not ${method}.`);
  }
  return (key === null ? null : faultOfKey(key)) ?? reader(key ?? '', body);
}

function routeOf({ path, parts }: Target): { readonly methods: Methods; readonly key: string | null } | null {
  const [first, second, ...more] = parts;
  if (first === 'kv') return keyed(OF_KEY, path, parts.slice(1));
  if (first === 'chord' && second === 'lookup') return keyed(LOOKUP, path, more);
  const methods = OTHERS.get(parts.join('/'));
  return methods === undefined ? null : { methods, key: null };
}

/** A slash at the end is generously overlooked elsewhere; behind a key it could mean one, and in a key it is written `%2F`. */
function keyed(
  methods: Methods,
  path: string,
  behind: readonly string[],
): { readonly methods: Methods; readonly key: string } | null {
  const [key = ''] = behind;
  return behind.length > 1 || (behind.length === 1 && path.endsWith('/')) ? null : { methods, key };
}

function faultOfKey(key: string): Asked | null {
  if (key === '') return refuse(400, 'EmptyKey', 'The key is empty.');
  if (isBroken(key)) return refuse(400, 'BadRequest', 'The key holds half a character.');
  if (bytesOf(key, KEY_MAX) <= KEY_MAX) return null;
  return refuse(414, 'KeyTooLong', `A key may have ${KEY_MAX} bytes.`);
}

function faultOfJson(text: string): Asked | null {
  if (bytesOf(text, VALUE_MAX) > VALUE_MAX)
    return refuse(413, 'ValueTooLarge', `A value may have ${VALUE_MAX} bytes.`);
  if (isBroken(text)) return refuse(400, 'InvalidJson', 'The value holds half a character.');
  if (depthOf(text) > DEPTH_MAX)
    return refuse(400, 'InvalidJson', `A value may nest ${DEPTH_MAX} levels deep; this one goes deeper.`);
  try {
    JSON.parse(text);
    return null;
  } catch {
    return refuse(400, 'InvalidJson', `The value is not JSON: ${excerptOf(text)}`);
  }
}

function joinIn(body: string): Asked {
  const fault = faultOfJson(body);
  if (fault !== null) return fault;
  const json = JSON.parse(body) as { readonly via?: unknown } | null;
  const through = json?.via;
  return typeof through === 'string' && through !== ''
    ? { is: 'join', through }
    : refuse(400, 'BadRequest', 'Through whom to join is said by { "via": "n2" }.');
}

/** No character takes more than three bytes for each of its code units, so most texts need not be counted. */
function bytesOf(text: string, most: number): number {
  return text.length * 3 <= most ? text.length : encodeText(text).length;
}

/** Half of a pair of surrogates has no form in UTF-8, and would come back as something else. */
function isBroken(text: string): boolean {
  return /[\ud800-\udfff]/u.test(text);
}

function refuse(status: number, error: string, message: string): Asked {
  return { is: 'refused', status, error, message };
}
