/**
 * Every command of the store as a method: what it takes and what it gives, as one would say it in TypeScript. `Text` is what keys and values
 * come back as: strings, or bytes. Which commands there are says the store's own table; that none is missing here is a test's matter.
 *
 * Who speaks says `connect`, and who goes says `close()`: so AUTH, HELLO and QUIT are no methods.
 *
 * Words behind the named ones are those of the command line: `set('k', 'v', 'EX', 10)`.
 */

/** Texts go out as UTF-8, numbers in decimal, bytes as they are. */
export type Argument = string | number | bigint | Uint8Array;

/** What a command answers whose answer depends on its words. */
export type Value<Text> = null | number | bigint | 'OK' | Text | readonly Value<Text>[];

type Rest = readonly Argument[];
type Keys = readonly [Argument, ...Argument[]];

export interface Commands<Text> {
  // One value.
  get(key: Argument): Promise<Text | null>;
  getdel(key: Argument): Promise<Text | null>;
  getex(key: Argument, ...options: Rest): Promise<Text | null>;
  getset(key: Argument, value: Argument): Promise<Text | null>;
  set(key: Argument, value: Argument, ...options: Rest): Promise<'OK' | Text | null>;
  setex(key: Argument, seconds: Argument, value: Argument): Promise<'OK'>;
  psetex(key: Argument, milliseconds: Argument, value: Argument): Promise<'OK'>;
  setnx(key: Argument, value: Argument): Promise<number>;
  append(key: Argument, value: Argument): Promise<number>;
  strlen(key: Argument): Promise<number>;
  getrange(key: Argument, first: Argument, last: Argument): Promise<Text>;
  setrange(key: Argument, offset: Argument, value: Argument): Promise<number>;
  mget(...keys: Keys): Promise<readonly (Text | null)[]>;
  mset(...keysAndValues: Keys): Promise<'OK'>;
  msetnx(...keysAndValues: Keys): Promise<number>;
  incr(key: Argument): Promise<number | bigint>;
  decr(key: Argument): Promise<number | bigint>;
  incrby(key: Argument, by: Argument): Promise<number | bigint>;
  decrby(key: Argument, by: Argument): Promise<number | bigint>;
  incrbyfloat(key: Argument, by: Argument): Promise<number>;

  // Keys and their time.
  del(...keys: Keys): Promise<number>;
  unlink(...keys: Keys): Promise<number>;
  exists(...keys: Keys): Promise<number>;
  touch(...keys: Keys): Promise<number>;
  type(key: Argument): Promise<string>;
  keys(pattern: Argument): Promise<readonly Text[]>;
  scan(cursor: Argument, ...options: Rest): Promise<readonly [cursor: string, keys: readonly Text[]]>;
  randomkey(): Promise<Text | null>;
  rename(key: Argument, name: Argument): Promise<'OK'>;
  renamenx(key: Argument, name: Argument): Promise<number>;
  expire(key: Argument, seconds: Argument, ...options: Rest): Promise<number>;
  pexpire(key: Argument, milliseconds: Argument, ...options: Rest): Promise<number>;
  expireat(key: Argument, seconds: Argument, ...options: Rest): Promise<number>;
  pexpireat(key: Argument, milliseconds: Argument, ...options: Rest): Promise<number>;
  ttl(key: Argument): Promise<number>;
  pttl(key: Argument): Promise<number>;
  expiretime(key: Argument): Promise<number>;
  pexpiretime(key: Argument): Promise<number>;
  persist(key: Argument): Promise<number>;
  object(...words: Keys): Promise<Value<Text>>;
  memory(...words: Keys): Promise<Value<Text>>;

  // Lists.
  lpush(key: Argument, ...values: Keys): Promise<number>;
  rpush(key: Argument, ...values: Keys): Promise<number>;
  lpushx(key: Argument, ...values: Keys): Promise<number>;
  rpushx(key: Argument, ...values: Keys): Promise<number>;
  lpop(key: Argument, ...count: Rest): Promise<Text | readonly Text[] | null>;
  rpop(key: Argument, ...count: Rest): Promise<Text | readonly Text[] | null>;
  llen(key: Argument): Promise<number>;
  lindex(key: Argument, index: Argument): Promise<Text | null>;
  lrange(key: Argument, first: Argument, last: Argument): Promise<readonly Text[]>;
  lset(key: Argument, index: Argument, value: Argument): Promise<'OK'>;
  linsert(key: Argument, where: 'BEFORE' | 'AFTER', pivot: Argument, value: Argument): Promise<number>;
  lrem(key: Argument, count: Argument, value: Argument): Promise<number>;
  ltrim(key: Argument, first: Argument, last: Argument): Promise<'OK'>;
  lmove(
    from: Argument,
    to: Argument,
    fromEnd: 'LEFT' | 'RIGHT',
    toEnd: 'LEFT' | 'RIGHT',
  ): Promise<Text | null>;
  rpoplpush(from: Argument, to: Argument): Promise<Text | null>;
  lpos(key: Argument, value: Argument, ...options: Rest): Promise<number | readonly number[] | null>;

  // Sets.
  sadd(key: Argument, ...members: Keys): Promise<number>;
  srem(key: Argument, ...members: Keys): Promise<number>;
  smove(from: Argument, to: Argument, member: Argument): Promise<number>;
  smembers(key: Argument): Promise<readonly Text[]>;
  sismember(key: Argument, member: Argument): Promise<number>;
  smismember(key: Argument, ...members: Keys): Promise<readonly number[]>;
  scard(key: Argument): Promise<number>;
  sscan(
    key: Argument,
    cursor: Argument,
    ...options: Rest
  ): Promise<readonly [cursor: string, members: readonly Text[]]>;
  spop(key: Argument, ...count: Rest): Promise<Text | readonly Text[] | null>;
  srandmember(key: Argument, ...count: Rest): Promise<Text | readonly Text[] | null>;
  sinter(...keys: Keys): Promise<readonly Text[]>;
  sunion(...keys: Keys): Promise<readonly Text[]>;
  sdiff(...keys: Keys): Promise<readonly Text[]>;
  sinterstore(to: Argument, ...keys: Keys): Promise<number>;
  sunionstore(to: Argument, ...keys: Keys): Promise<number>;
  sdiffstore(to: Argument, ...keys: Keys): Promise<number>;

  // Hashes.
  hset(key: Argument, ...fieldsAndValues: Keys): Promise<number>;
  hmset(key: Argument, ...fieldsAndValues: Keys): Promise<'OK'>;
  hsetnx(key: Argument, field: Argument, value: Argument): Promise<number>;
  hdel(key: Argument, ...fields: Keys): Promise<number>;
  hget(key: Argument, field: Argument): Promise<Text | null>;
  hmget(key: Argument, ...fields: Keys): Promise<readonly (Text | null)[]>;
  hexists(key: Argument, field: Argument): Promise<number>;
  hstrlen(key: Argument, field: Argument): Promise<number>;
  hincrby(key: Argument, field: Argument, by: Argument): Promise<number | bigint>;
  hincrbyfloat(key: Argument, field: Argument, by: Argument): Promise<number>;
  /** Pairs of field and value: bytes are no keys of a Map. */
  hgetall(key: Argument): Promise<readonly (readonly [field: Text, value: Text])[]>;
  hkeys(key: Argument): Promise<readonly Text[]>;
  hvals(key: Argument): Promise<readonly Text[]>;
  hlen(key: Argument): Promise<number>;
  hscan(
    key: Argument,
    cursor: Argument,
    ...options: Rest
  ): Promise<readonly [cursor: string, fieldsAndValues: readonly Text[]]>;

  // Sorted sets.
  zadd(key: Argument, ...words: Keys): Promise<number | null>;
  zincrby(key: Argument, by: Argument, member: Argument): Promise<number>;
  zrem(key: Argument, ...members: Keys): Promise<number>;
  zcard(key: Argument): Promise<number>;
  zscore(key: Argument, member: Argument): Promise<number | null>;
  zmscore(key: Argument, ...members: Keys): Promise<readonly (number | null)[]>;
  zrank(key: Argument, member: Argument): Promise<number | null>;
  zrevrank(key: Argument, member: Argument): Promise<number | null>;
  zscan(
    key: Argument,
    cursor: Argument,
    ...options: Rest
  ): Promise<readonly [cursor: string, membersAndScores: readonly Text[]]>;
  zrange(key: Argument, first: Argument, last: Argument, ...options: Rest): Promise<readonly Text[]>;
  zrevrange(key: Argument, first: Argument, last: Argument, ...options: Rest): Promise<readonly Text[]>;
  zrangebyscore(key: Argument, least: Argument, most: Argument, ...options: Rest): Promise<readonly Text[]>;
  zrevrangebyscore(
    key: Argument,
    most: Argument,
    least: Argument,
    ...options: Rest
  ): Promise<readonly Text[]>;
  zrangebylex(key: Argument, least: Argument, most: Argument, ...options: Rest): Promise<readonly Text[]>;
  zrevrangebylex(key: Argument, most: Argument, least: Argument, ...options: Rest): Promise<readonly Text[]>;
  zcount(key: Argument, least: Argument, most: Argument): Promise<number>;
  zlexcount(key: Argument, least: Argument, most: Argument): Promise<number>;
  zpopmin(key: Argument, ...count: Rest): Promise<readonly Text[]>;
  zpopmax(key: Argument, ...count: Rest): Promise<readonly Text[]>;
  zremrangebyrank(key: Argument, first: Argument, last: Argument): Promise<number>;
  zremrangebyscore(key: Argument, least: Argument, most: Argument): Promise<number>;
  zremrangebylex(key: Argument, least: Argument, most: Argument): Promise<number>;
  zunionstore(to: Argument, count: Argument, ...keysAndOptions: Keys): Promise<number>;
  zinterstore(to: Argument, count: Argument, ...keysAndOptions: Keys): Promise<number>;

  // The server.
  ping(...message: Rest): Promise<string>;
  echo(message: Argument): Promise<Text>;
  client(...words: Keys): Promise<Value<Text>>;
  select(database: Argument): Promise<'OK'>;
  dbsize(): Promise<number>;
  flushdb(...options: Rest): Promise<'OK'>;
  flushall(...options: Rest): Promise<'OK'>;
  info(...sections: Rest): Promise<string>;
  config(...words: Keys): Promise<Value<Text>>;
  time(): Promise<readonly [seconds: string, microseconds: string]>;
  lastsave(): Promise<number>;
  save(): Promise<'OK'>;
  bgsave(...options: Rest): Promise<string>;
  bgrewriteaof(): Promise<string>;
  debug(...words: Keys): Promise<Value<Text>>;
  wait(copies: Argument, milliseconds: Argument): Promise<number>;
  command(...words: Rest): Promise<Value<Text>>;
}

export type CommandName = keyof Commands<string>;
