/**
 * The engine for programs of the house: its operations as calls with typed arguments and results, where `execute` takes words and gives
 * replies. It adds nothing of its own; each call is one command, and is logged, limited and refused as that command is.
 */
import type { Bytes } from './bytes.ts';
import { formatDouble } from './doubles.ts';
import { isFailure, type Failure, type Reply } from './reply.ts';

/** What was asked for, or in Redis's words why not; then nothing has changed. */
export type Outcome<Value> = { readonly value: Value } | Failure;

/** `found` is false where there is no such key, field or element. */
export type Found = { readonly found: true; readonly value: Bytes } | { readonly found: false } | Failure;

export interface Scored {
  readonly member: Bytes;
  readonly score: number;
}

export interface CacheEngine {
  /** Without a time to live it lives for ever. Whole milliseconds, at least one. */
  set(key: Bytes, value: Bytes, lifeMs?: number): Outcome<true>;
  get(key: Bytes): Found;
  /** How many there were. */
  del(...keys: readonly Bytes[]): Outcome<number>;

  /** How long the list is afterwards. */
  lPush(key: Bytes, ...values: readonly Bytes[]): Outcome<number>;
  rPush(key: Bytes, ...values: readonly Bytes[]): Outcome<number>;
  lPop(key: Bytes): Found;
  rPop(key: Bytes): Found;
  /** Both ends included; negative ones count from the end. */
  lRange(key: Bytes, start: number, stop: number): Outcome<readonly Bytes[]>;

  /** How many are new. */
  sAdd(key: Bytes, ...members: readonly Bytes[]): Outcome<number>;
  /** How many were there. */
  sRem(key: Bytes, ...members: readonly Bytes[]): Outcome<number>;
  sMembers(key: Bytes): Outcome<readonly Bytes[]>;
  sInter(...keys: readonly Bytes[]): Outcome<readonly Bytes[]>;

  /** How many fields are new. */
  hSet(key: Bytes, fields: ReadonlyMap<Bytes, Bytes>): Outcome<number>;
  hGet(key: Bytes, field: Bytes): Found;
  /** How many were there. */
  hDel(key: Bytes, ...fields: readonly Bytes[]): Outcome<number>;
  hGetAll(key: Bytes): Outcome<ReadonlyMap<Bytes, Bytes>>;

  /** How many are new. */
  zAdd(key: Bytes, ...members: readonly Scored[]): Outcome<number>;
  /** By rank: both ends included, negative ones count from the end. */
  zRange(key: Bytes, start: number, stop: number): Outcome<readonly Scored[]>;
  /** How many were there. */
  zRem(key: Bytes, ...members: readonly Bytes[]): Outcome<number>;
}

/** Runs one command: `execute`, with the store, the session and the host that it shall run in. */
export type Ask = (args: readonly Bytes[]) => Reply;

export function createCacheEngine(ask: Ask): CacheEngine {
  const outcome = <Value>(args: readonly Bytes[], read: (reply: Reply) => Value): Outcome<Value> => {
    const reply = ask(args);
    return isFailure(reply) ? reply : { value: read(reply) };
  };
  const found = (...args: readonly Bytes[]): Found => {
    const reply = ask(args);
    if (isFailure(reply)) return reply;
    return reply === null ? { found: false } : { found: true, value: reply as Bytes };
  };
  const count = (...args: readonly Bytes[]) => outcome(args, Number);
  return {
    set: (key, value, lifeMs) => {
      const life = lifeMs === undefined ? [] : ['PX', String(lifeMs)];
      return outcome(['SET', key, value, ...life], () => true);
    },
    get: (key) => found('GET', key),
    del: (...keys) => count('DEL', ...keys),
    lPush: (key, ...values) => count('LPUSH', key, ...values),
    rPush: (key, ...values) => count('RPUSH', key, ...values),
    lPop: (key) => found('LPOP', key),
    rPop: (key) => found('RPOP', key),
    lRange: (key, start, stop) => outcome(['LRANGE', key, String(start), String(stop)], texts),
    sAdd: (key, ...members) => count('SADD', key, ...members),
    sRem: (key, ...members) => count('SREM', key, ...members),
    sMembers: (key) => outcome(['SMEMBERS', key], texts),
    sInter: (...keys) => outcome(['SINTER', ...keys], texts),
    hSet: (key, fields) => count('HSET', key, ...[...fields].flat()),
    hGet: (key, field) => found('HGET', key, field),
    hDel: (key, ...fields) => count('HDEL', key, ...fields),
    hGetAll: (key) => outcome(['HGETALL', key], (reply) => new Map(pairs(texts(reply)))),
    zAdd: (key, ...members) =>
      count('ZADD', key, ...members.flatMap(({ member, score }) => [formatDouble(score), member])),
    zRange: (key, start, stop) =>
      outcome(['ZRANGE', key, String(start), String(stop), 'WITHSCORES'], (reply) =>
        pairs(elements(reply)).map(([member, score]) => ({
          member: member as Bytes,
          score: (score as { readonly double: number }).double,
        })),
      ),
    zRem: (key, ...members) => count('ZREM', key, ...members),
  };
}

/** Of an array, a set or a map. */
function elements(reply: Reply): readonly Reply[] {
  if (Array.isArray(reply)) return reply as readonly Reply[];
  return Object.values(reply as object)[0] as readonly Reply[];
}

function texts(reply: Reply): readonly Bytes[] {
  return elements(reply) as readonly Bytes[];
}

function pairs<Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] {
  return items.flatMap((item, index) => (index % 2 === 0 ? [[item, items[index + 1] as Item] as const] : []));
}
