/** `api/cache/:key`: one key of the cache. A call is a command at a client's prompt, and its answer is what the client was told. */
import type { Asked } from '../lab/types.ts';
import { instant, json, Refused, SUCCESS } from './answers.ts';
import { fieldsOf, isWellFormed } from './bodies.ts';
import type { Call } from './call.ts';

type Outcome = NonNullable<Asked['outcome']>;

/** What a node of the cache says beside its reply. */
interface Said {
  readonly reply?: unknown;
  readonly node?: string;
  readonly version?: number;
  readonly expiry?: number | null;
  readonly isRepaired?: boolean;
  readonly isStale?: boolean;
}

/** Seconds; with more than this the instant of expiry is no date any more. */
export const TTL_MOST = 1_000_000_000_000;

export async function getItem({ desk, path }: Call): Promise<Response> {
  const key = keyIn(path['key']);
  return desk.inTurn(async () => {
    const said = saidIn(await desk.ask(`GET ${quoted(key)}`));
    if (said.reply === null) throw new Refused(404, 'Not found');
    const value = valueOf(said.reply);
    const keepers = await desk.lab.keepers(key);
    const { expiry = null, version = 0, node = null, isRepaired = false, isStale = false } = said;
    const metadata = {
      expiry: expiry === null ? null : instant(expiry),
      version,
      primary: keepers?.primary ?? null,
      servedBy: node,
      repaired: isRepaired,
      ...(isStale && { stale: true }),
    };
    return json({ value, metadata });
  });
}

export async function setItem({ desk, path, request }: Call): Promise<Response> {
  const key = keyIn(path['key']);
  return desk.inTurnWith(fieldsOf(request), async ({ value, ttl }) => {
    if (typeof value !== 'string') throw new Refused(400, 'The body has to have a "value" that is a string.');
    if (!isWellFormed(value))
      throw new Refused(400, '"value" holds half of a surrogate pair, which is no text.');
    const expiry = ttl === undefined ? '' : ` PX ${millisecondsOf(ttl)}`;
    saidIn(await desk.ask(`SET ${quoted(key)} ${quoted(value)}${expiry}`));
    return json(SUCCESS);
  });
}

export async function deleteItem({ desk, path }: Call): Promise<Response> {
  const key = keyIn(path['key']);
  return desk.inTurn(async () => {
    const { reply } = saidIn(await desk.ask(`DEL ${quoted(key)}`));
    if (reply === 0) throw new Refused(404, 'Not found');
    return json(SUCCESS);
  });
}

export function refuseEmptyKey(): Promise<Response> {
  throw new Refused(400, 'The key is empty.');
}

function keyIn(key: string | undefined): string {
  return key === undefined || key === '' ? (refuseEmptyKey() as never) : key;
}

function millisecondsOf(ttl: unknown): number {
  if (typeof ttl !== 'number' || !Number.isFinite(ttl))
    throw new Refused(400, '"ttl" has to be a number of seconds.');
  if (ttl <= 0) throw new Refused(400, '"ttl" has to be more than 0 seconds.');
  if (ttl > TTL_MOST) throw new Refused(400, `"ttl" may be ${TTL_MOST} seconds at most.`);
  return Math.max(1, Math.round(ttl * 1_000));
}

/** A word of the prompt. Quoted, it may hold anything. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"\n\r\t]/g, (character) => WRITTEN.get(character) as string)}"`;
}

const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

/** The kinds of refusals that the store knows by their first word; all others mean that the cluster cannot do it now. */
const REFUSALS: ReadonlyMap<string, number> = new Map([
  ['ERR', 400],
  ['WRONGTYPE', 409],
  ['OOM', 507],
  ['NOAUTH', 401],
  ['NOPERM', 403],
]);

function saidIn({ status, value }: Outcome): Said {
  if (typeof value === 'string') throw new Refused(503, value);
  const said = (value ?? {}) as Said;
  const { error } = (said.reply ?? {}) as { readonly error?: string };
  if (error !== undefined) throw new Refused(REFUSALS.get(error.split(' ')[0] as string) ?? 503, error);
  if (status !== 'ok') throw new Refused(503, 'The cluster could not do it.');
  return said;
}

/** What the store gives is bytes, a character each. */
function valueOf(reply: unknown): string {
  if (typeof reply === 'string') return textOf(reply);
  const values = Array.isArray(reply) ? reply.map((each) => textOf(String(each))) : [];
  throw new Refused(409, 'Writes that did not know of each other left several values.', { values });
}

function textOf(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}
