/**
 * For each command that takes keys, ways to call it. `KEY` stands where a key does: a test puts there a key of each type, in all combinations.
 * Together with good arguments stand wrong ones, for whether the type or the argument is looked at first is a reply too.
 */
import { table } from '../../../src/store/commands/index.ts';

export const KEY = 'KEY';

const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  append: ['KEY v'],
  decr: ['KEY'],
  decrby: ['KEY 1', 'KEY x', 'KEY -9223372036854775808'],
  del: ['KEY', 'KEY KEY'],
  exists: ['KEY', 'KEY KEY'],
  expire: ['KEY 1000', 'KEY -1', 'KEY x', 'KEY 1000 FOO', 'KEY 1000 XX'],
  expireat: ['KEY 99999999999', 'KEY x'],
  expiretime: ['KEY'],
  get: ['KEY'],
  getdel: ['KEY'],
  getex: ['KEY', 'KEY PERSIST', 'KEY EX 1000', 'KEY EX 0', 'KEY FOO'],
  getrange: ['KEY 0 -1', 'KEY x 0'],
  getset: ['KEY v'],
  hdel: ['KEY f', 'KEY g'],
  hexists: ['KEY f'],
  hget: ['KEY f'],
  hgetall: ['KEY'],
  hincrby: ['KEY f 1', 'KEY f x'],
  hincrbyfloat: ['KEY f 1.5', 'KEY f x', 'KEY f inf'],
  hkeys: ['KEY'],
  hlen: ['KEY'],
  hmget: ['KEY f g'],
  hmset: ['KEY f 2', 'KEY f 2 g'],
  hscan: ['KEY 0', 'KEY x', 'KEY 0 COUNT x', 'KEY 0 FOO'],
  hset: ['KEY f 2', 'KEY f 2 g'],
  hsetnx: ['KEY f 2', 'KEY g 2'],
  hstrlen: ['KEY f'],
  hvals: ['KEY'],
  incr: ['KEY'],
  incrby: ['KEY 1', 'KEY x'],
  incrbyfloat: ['KEY 1.5', 'KEY x', 'KEY inf'],
  lindex: ['KEY 0', 'KEY x'],
  linsert: ['KEY BEFORE a b', 'KEY FOO a b'],
  llen: ['KEY'],
  lmove: ['KEY KEY LEFT RIGHT', 'KEY KEY LEFT FOO'],
  lpop: ['KEY', 'KEY 1', 'KEY 0', 'KEY -1'],
  lpos: ['KEY a', 'KEY a COUNT 0', 'KEY a RANK 0', 'KEY a FOO 1'],
  lpush: ['KEY b'],
  lpushx: ['KEY b'],
  lrange: ['KEY 0 -1', 'KEY x 0'],
  lrem: ['KEY 0 a', 'KEY x a'],
  lset: ['KEY 0 b', 'KEY 9 b', 'KEY x b'],
  ltrim: ['KEY 0 0', 'KEY 1 0', 'KEY x 0'],
  'memory|usage': ['KEY', 'KEY SAMPLES 0', 'KEY FOO'],
  mget: ['KEY', 'KEY KEY'],
  mset: ['KEY v', 'KEY v KEY w', 'KEY v w'],
  msetnx: ['KEY v', 'KEY v KEY w', 'KEY v w'],
  'object|encoding': ['KEY'],
  'object|freq': ['KEY'],
  'object|idletime': ['KEY'],
  'object|refcount': ['KEY'],
  persist: ['KEY'],
  pexpire: ['KEY 1000000', 'KEY x'],
  pexpireat: ['KEY 99999999999999', 'KEY x'],
  pexpiretime: ['KEY'],
  psetex: ['KEY 1000000 v', 'KEY 0 v'],
  pttl: ['KEY'],
  rename: ['KEY KEY'],
  renamenx: ['KEY KEY'],
  rpop: ['KEY', 'KEY 1', 'KEY 0', 'KEY -1'],
  rpoplpush: ['KEY KEY'],
  rpush: ['KEY b'],
  rpushx: ['KEY b'],
  sadd: ['KEY b'],
  scard: ['KEY'],
  sdiff: ['KEY', 'KEY KEY'],
  sdiffstore: ['KEY KEY', 'KEY KEY KEY'],
  set: ['KEY v', 'KEY v GET', 'KEY v NX', 'KEY v NX GET', 'KEY v XX GET', 'KEY v EX 0 GET'],
  setex: ['KEY 1000 v', 'KEY 0 v'],
  setnx: ['KEY v'],
  setrange: ['KEY 0 v', 'KEY 9 v', 'KEY 0 ', 'KEY -1 v', 'KEY x v', 'KEY 536870912 v'],
  sinter: ['KEY', 'KEY KEY'],
  sinterstore: ['KEY KEY', 'KEY KEY KEY'],
  sismember: ['KEY a'],
  smembers: ['KEY'],
  smismember: ['KEY a b'],
  smove: ['KEY KEY a', 'KEY KEY b'],
  spop: ['KEY', 'KEY 1', 'KEY 0', 'KEY -1'],
  srandmember: ['KEY', 'KEY 1', 'KEY 0', 'KEY x'],
  srem: ['KEY a', 'KEY b'],
  sscan: ['KEY 0', 'KEY x', 'KEY 0 COUNT x', 'KEY 0 FOO'],
  strlen: ['KEY'],
  sunion: ['KEY', 'KEY KEY'],
  sunionstore: ['KEY KEY', 'KEY KEY KEY'],
  touch: ['KEY', 'KEY KEY'],
  ttl: ['KEY'],
  type: ['KEY'],
  unlink: ['KEY', 'KEY KEY'],
  zadd: ['KEY 2 a', 'KEY XX 2 a', 'KEY NX 2 a', 'KEY INCR 2 a', 'KEY x a', 'KEY NX XX 2 a'],
  zcard: ['KEY'],
  zcount: ['KEY 0 1', 'KEY x 1'],
  zincrby: ['KEY 1 a', 'KEY x a'],
  zinterstore: ['KEY 1 KEY', 'KEY 2 KEY KEY', 'KEY 0 KEY', 'KEY 1 KEY WEIGHTS x'],
  zlexcount: ['KEY - +', 'KEY x +'],
  zmscore: ['KEY a b'],
  zpopmax: ['KEY', 'KEY 1', 'KEY 0', 'KEY -1'],
  zpopmin: ['KEY', 'KEY 1', 'KEY 0', 'KEY -1'],
  zrange: ['KEY 0 -1', 'KEY 0 1 BYSCORE', 'KEY - + BYLEX', 'KEY x 0', 'KEY x + BYLEX', 'KEY 0 -1 LIMIT 0 1'],
  zrangebylex: ['KEY - +', 'KEY x +'],
  zrangebyscore: ['KEY 0 1', 'KEY x 1'],
  zrank: ['KEY a'],
  zrem: ['KEY a', 'KEY b'],
  zremrangebylex: ['KEY - +', 'KEY x +'],
  zremrangebyrank: ['KEY 0 -1', 'KEY x 0'],
  zremrangebyscore: ['KEY 0 1', 'KEY x 1'],
  zrevrange: ['KEY 0 -1', 'KEY x 0'],
  zrevrangebylex: ['KEY + -', 'KEY + x'],
  zrevrangebyscore: ['KEY 1 0', 'KEY 1 x'],
  zrevrank: ['KEY a'],
  zscan: ['KEY 0', 'KEY x', 'KEY 0 COUNT x', 'KEY 0 FOO'],
  zscore: ['KEY a'],
  zunionstore: ['KEY 1 KEY', 'KEY 2 KEY KEY', 'KEY 0 KEY', 'KEY 1 KEY WEIGHTS x'],
};

/** A key of each type; of one element each, so that nothing is left to chance. At `none` there is nothing. */
export const MAKERS: readonly (readonly string[])[] = [
  ['SET', 'string', '10'],
  ['RPUSH', 'list', 'a'],
  ['SADD', 'set', 'a'],
  ['HSET', 'hash', 'f', '1'],
  ['ZADD', 'zset', '1', 'a'],
];
export const KEYS = ['string', 'list', 'set', 'hash', 'zset', 'none'] as const;

/** What shows all of a database that such a command can have changed. */
export const LOOKS: readonly (readonly string[])[] = [
  ['DBSIZE'],
  ...KEYS.flatMap((key) => [
    ['TYPE', key],
    ['PTTL', key],
    ['GET', key],
    ['LRANGE', key, '0', '-1'],
    ['SMEMBERS', key],
    ['HGETALL', key],
    ['ZRANGE', key, '0', '-1', 'WITHSCORES'],
  ]),
];

/** The commands and subcommands that take keys. */
export const keyCommands = table
  .flatMap((command) => [command, ...(command.subcommands ?? [])])
  .filter(({ keys }) => keys.length > 0);

export const sampledNames = Object.keys(SAMPLES);

/** Every way to call a command, with every key in every place. */
export function callsOf(name: string): readonly (readonly string[])[] {
  return (SAMPLES[name] ?? []).flatMap((sample) => filled([...name.split('|'), ...sample.split(' ')]));
}

function filled(args: readonly string[]): readonly (readonly string[])[] {
  const at = args.indexOf(KEY);
  return at < 0 ? [args] : KEYS.flatMap((key) => filled(args.with(at, key)));
}
