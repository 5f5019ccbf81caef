/**
 * Redis strings under keys, judged by the commands that clients sent and the replies they got.
 *
 * This file alone knows how a command and a reply look in a history: a command is a list of byte strings (`["SET", "apple", "1"]`), a reply
 * is a number, a byte string, null, a list of replies, `{ status }` or `{ error }`.
 *
 * What it lets pass, so that it never blames a cluster for what Redis allows:
 *
 * - A command on several keys is several operations, one for each: no cluster promises that they happen at one point. Of a count over several keys
 *   only "all" and "none" say something of each.
 * - A time to live is a deletion at any time from then on, or never: clocks belong to the nodes, and the model has none.
 * - An error reply means that nothing happened, but for the two that say something of the value.
 */
import type { Data } from '../../../kernel/contract.ts';
import { checkerOf, partitionBy, type Checker, type Reading } from '../checker.ts';
import type { Model, Operation } from '../model.ts';
import type { Request } from '../request.ts';

/** What a key holds; null where it holds nothing. */
type Value = string | null;

/** A reply as far as it is compared: `ok` is the status, `integer` its digits. */
type Answer =
  | { readonly ok: true }
  | { readonly integer: string }
  | { readonly bulk: string | null }
  | { readonly error: string };

export interface RedisInput {
  readonly key: string;
  /** In upper case. */
  readonly command: string;
  readonly args: readonly string[];
}

interface Effect {
  readonly after: Value;
  readonly answer: Answer;
}

interface Command {
  /** How many words after the key, at least and at most. */
  readonly args: readonly [number, number];
  readonly isRead?: true;
  run(value: Value, args: readonly string[]): Effect;
}

const OK: Answer = { ok: true };
const integer = (value: bigint | number): Answer => ({ integer: String(value) });
const bulk = (value: Value): Answer => ({ bulk: value });
const NO_INTEGER: Answer = { error: 'ERR value is not an integer or out of range' };
const OVERFLOW: Answer = { error: 'ERR increment or decrement would overflow' };

const INTEGER = /^(?:0|-?[1-9][0-9]{0,18})$/;
const LARGEST = 0x7fff_ffff_ffff_ffffn;
const fits = (value: bigint): boolean => value <= LARGEST && value >= -LARGEST - 1n;

function parseInteger(text: string): bigint | null {
  if (!INTEGER.test(text)) return null;
  const value = BigInt(text);
  return fits(value) ? value : null;
}

function add(value: Value, by: bigint): Effect {
  const number = parseInteger(value ?? '0');
  if (number === null) return { after: value, answer: NO_INTEGER };
  const sum = number + by;
  return fits(sum) ? { after: String(sum), answer: integer(sum) } : { after: value, answer: OVERFLOW };
}

function addWord(value: Value, word: string | undefined, sign: 1n | -1n): Effect {
  const by = parseInteger(word ?? '');
  return by === null ? { after: value, answer: NO_INTEGER } : add(value, sign * by);
}

function set(value: Value, [text = '', ...flags]: readonly string[]): Effect {
  const options = flags.map(upper);
  const isRefused = (options.includes('NX') && value !== null) || (options.includes('XX') && value === null);
  const after = isRefused ? value : text;
  if (options.includes('GET')) return { after, answer: bulk(value) };
  return { after, answer: isRefused ? bulk(null) : OK };
}

const exists = (value: Value): Answer => integer(value === null ? 0 : 1);
const read = (answer: (value: Value) => Answer): Command => ({
  args: [0, 0],
  isRead: true,
  run: (value) => ({ after: value, answer: answer(value) }),
});
const remove: Command = { args: [0, 0], run: (value) => ({ after: null, answer: exists(value) }) };
const setTimed: Command = { args: [2, 2], run: (_value, [, text = '']) => ({ after: text, answer: OK }) };
const expire: Command = {
  args: [1, 2],
  isRead: true,
  run: (value) => ({ after: value, answer: exists(value) }),
};

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['GET', read(bulk)],
  ['STRLEN', read((value) => integer((value ?? '').length))],
  ['EXISTS', read(exists)],
  ['TOUCH', read(exists)],
  ['GETEX', { args: [0, 2], isRead: true, run: (value) => ({ after: value, answer: bulk(value) }) }],
  ['SET', { args: [1, 6], run: set }],
  [
    'SETNX',
    {
      args: [1, 1],
      run: (value, [text = '']) => ({ after: value ?? text, answer: integer(value === null ? 1 : 0) }),
    },
  ],
  ['SETEX', setTimed],
  ['PSETEX', setTimed],
  ['GETSET', { args: [1, 1], run: (value, [text = '']) => ({ after: text, answer: bulk(value) }) }],
  ['GETDEL', { args: [0, 0], run: (value) => ({ after: null, answer: bulk(value) }) }],
  ['DEL', remove],
  ['UNLINK', remove],
  [
    'APPEND',
    {
      args: [1, 1],
      run(value, [text = '']) {
        const after = (value ?? '') + text;
        return { after, answer: integer(after.length) };
      },
    },
  ],
  ['INCR', { args: [0, 0], run: (value) => add(value, 1n) }],
  ['DECR', { args: [0, 0], run: (value) => add(value, -1n) }],
  ['INCRBY', { args: [1, 1], run: (value, [by]) => addWord(value, by, 1n) }],
  ['DECRBY', { args: [1, 1], run: (value, [by]) => addWord(value, by, -1n) }],
  ['EXPIRE', expire],
  ['PEXPIRE', expire],
  ['EXPIREAT', expire],
  ['PEXPIREAT', expire],
]);

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** On several keys, what each of them is asked. */
const SEVERAL: ReadonlyMap<string, string> = new Map([
  ['MGET', 'GET'],
  ['MSET', 'SET'],
  ['DEL', 'DEL'],
  ['UNLINK', 'UNLINK'],
  ['EXISTS', 'EXISTS'],
  ['TOUCH', 'TOUCH'],
]);
const TIMED = words('SETEX PSETEX EXPIRE PEXPIRE EXPIREAT PEXPIREAT');
const TIMES = words('EX PX EXAT PXAT');

/** Nothing that they do or answer is about what a key holds. */
const BESIDE = words(
  'PING ECHO TIME INFO HELLO AUTH SELECT CLIENT CONFIG COMMAND CLUSTER WAIT ROLE DBSIZE KEYS SCAN RANDOMKEY TTL PTTL EXPIRETIME PEXPIRETIME PERSIST TYPE OBJECT',
);

/** On one key, the first word, which then holds something that is no string. */
const OTHER_TYPES = words(
  'LPUSH RPUSH LPUSHX RPUSHX LPOP RPOP LLEN LRANGE LINDEX LINSERT LREM LSET LTRIM LPOS HSET HSETNX HMSET HGET HMGET HGETALL HDEL HLEN HEXISTS HKEYS HVALS HSTRLEN ' +
    'HINCRBY HINCRBYFLOAT HRANDFIELD HSCAN SADD SREM SCARD SISMEMBER SMISMEMBER SMEMBERS SRANDMEMBER SPOP SSCAN ZADD ZREM ZCARD ZSCORE ZMSCORE ZINCRBY ZRANK ' +
    'ZREVRANK ZRANGE ZREVRANGE ZRANGEBYSCORE ZREVRANGEBYSCORE ZRANGEBYLEX ZREVRANGEBYLEX ZCOUNT ZLEXCOUNT ZPOPMIN ZPOPMAX ZREMRANGEBYSCORE ZREMRANGEBYRANK ' +
    'ZREMRANGEBYLEX ZSCAN ZRANDMEMBER INCRBYFLOAT SETRANGE GETRANGE SUBSTR SETBIT GETBIT BITCOUNT BITPOS BITFIELD PFADD',
);

/** A to Z only, as Redis folds its words. */
function upper(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 32));
}

function answerOf(reply: Data): Answer | null {
  if (typeof reply === 'number') return integer(reply);
  if (typeof reply === 'string' || reply === null) return bulk(reply);
  if (typeof reply !== 'object' || reply instanceof Uint8Array || Array.isArray(reply)) return null;
  const { status, error, integer: digits } = reply as Readonly<Record<string, Data | undefined>>;
  if (status === 'OK') return OK;
  if (typeof error === 'string') return { error };
  return typeof digits === 'string' ? { integer: digits } : null;
}

function isEqual(expected: Answer, given: Answer): boolean {
  // Some histories write the status as a plain text.
  if ('ok' in expected) return 'ok' in given || ('bulk' in given && given.bulk === 'OK');
  return JSON.stringify(expected) === JSON.stringify(given);
}

const print = (answer: Answer): string => {
  if ('ok' in answer) return 'OK';
  if ('integer' in answer) return answer.integer;
  if ('error' in answer) return answer.error;
  return answer.bulk === null ? 'nil' : JSON.stringify(answer.bulk);
};

export const redisModel: Model<Value, RedisInput, Answer> = {
  init: null,
  step(value, { command, args }, output) {
    const { after, answer } = (COMMANDS.get(command) as Command).run(value, args);
    return output === undefined || isEqual(answer, output) ? after : undefined;
  },
  text: (value) => (value === null ? '' : `=${value}`),
  isRead: ({ command }) => COMMANDS.get(command)?.isRead === true,
  partition: (operations) => partitionBy(operations, ({ key }) => key),
  relevant: (letGo, kept) => relevantCommands(letGo, kept),
  describe: ({ key, command, args }, output) =>
    `${[command, key, ...args].join(' ')} → ${output === undefined ? '?' : print(output)}`,
};

/** Commands that store a text as it is given, or look only at which text there is, or whether there is one. */
const BY_VALUE = words(
  'GET GETEX SET SETNX SETEX PSETEX GETSET GETDEL DEL UNLINK EXISTS TOUCH EXPIRE PEXPIRE EXPIREAT PEXPIREAT',
);

/**
 * Texts that no kept operation saw are all alike to them: that there is one may matter, but not which. Of those that store such a text, in the same
 * manner, no more can matter than one before each kept operation. Commands that compute make one text of another, so then everything matters.
 */
function relevantCommands(
  letGo: readonly Operation<RedisInput, Answer>[],
  kept: readonly Operation<RedisInput, Answer>[],
): readonly Operation<RedisInput, Answer>[] {
  if ([...letGo, ...kept].some(({ input: { command } }) => !BY_VALUE.has(command))) return letGo;
  const seen = new Set(
    kept.map(({ output }) => (output !== undefined && 'bulk' in output ? output.bulk : null)),
  );
  const alike = new Map<string, number>();
  return letGo.filter(({ input: { command, args } }) => {
    // SETEX and its like have the time before the text.
    const place = TIMED.has(command) ? 1 : 0;
    const stored = args[place];
    if (stored === undefined || seen.has(stored)) return true;
    const manner = [command, ...args.filter((_, index) => index !== place)].join(' ');
    const count = alike.get(manner) ?? 0;
    alike.set(manner, count + 1);
    return count < kept.length;
  });
}

type RedisReading = Reading<RedisInput, Answer>;

function readRedis(request: Request): RedisReading {
  const { asked, status, answered } = request;
  if (!Array.isArray(asked) || asked.length === 0 || asked.some((word) => typeof word !== 'string'))
    return { says: 'the model redis reads commands: a value such as ["SET", "apple", "1"]' };
  const [name, key, ...args] = asked as [string, ...string[]];
  const command = upper(name);
  if (BESIDE.has(command)) return { operations: [] };
  const error = answerOf(status === 'ok' ? answered : null);
  if (error !== null && 'error' in error && !isAboutTheValue(error)) return { operations: [] };
  if (key === undefined) return beyond(command, null);
  if (OTHER_TYPES.has(command)) return beyond(command, key);
  const one = SEVERAL.get(command);
  if (one !== undefined && (one !== command || args.length > 0))
    return readSeveral(request, one, [key, ...args]);
  return readOne(request, { key, command, args });
}

const isAboutTheValue = ({ error }: { readonly error: string }): boolean =>
  [NO_INTEGER, OVERFLOW].some((known) => 'error' in known && known.error === error);

const beyond = (command: string, key: string | null): RedisReading => ({
  beyond: `${command} is not in the model redis${key === null ? '' : `, so ${JSON.stringify(key)} was left out`}`,
  key,
});

function readOne(request: Request, input: RedisInput): RedisReading {
  const known = COMMANDS.get(input.command);
  const { length } = input.args;
  if (known === undefined) return beyond(input.command, null);
  if (length < known.args[0] || length > known.args[1]) return beyond(input.command, input.key);
  const answer = request.status === 'ok' ? answerOf(request.answered) : null;
  if (request.status === 'ok' && answer === null)
    return { says: `the model redis cannot read the reply to ${input.command}` };
  const operations = [operationOf(request, '', input, answer ?? undefined)];
  if (
    TIMED.has(input.command) ||
    input.args.slice(input.command === 'GETEX' ? 0 : 1).some((word) => TIMES.has(upper(word)))
  )
    operations.push(expiryOf(request, input.key));
  return { operations };
}

function operationOf(
  { id, process, call, returned }: Request,
  suffix: string,
  input: RedisInput,
  output: Answer | undefined,
): Operation<RedisInput, Answer> {
  return { id: id + suffix, process, call, returned, input, output };
}

/** The deletion that a time to live may bring. */
function expiryOf(request: Request, key: string): Operation<RedisInput, Answer> {
  const operation = operationOf(request, ' expires', { key, command: 'DEL', args: [] }, undefined);
  return { ...operation, returned: null };
}

function readSeveral(request: Request, command: string, given: readonly string[]): RedisReading {
  const step = command === 'SET' ? 2 : 1;
  if (given.length % step !== 0) return beyond(`M${command}`, null);
  const keys = given.filter((_, index) => index % step === 0);
  const operations = keys.map((key, index) =>
    operationOf(
      request,
      ` (${index + 1} of ${keys.length})`,
      { key, command, args: step === 2 ? [given[2 * index + 1] as string] : [] },
      request.status === 'ok' ? partOf(request.answered, command, index, keys) : undefined,
    ),
  );
  return { operations };
}

/** What a reply to a command on several keys says of one of them. */
function partOf(reply: Data, command: string, index: number, keys: readonly string[]): Answer | undefined {
  if (command === 'SET') return OK;
  if (command === 'GET') {
    const own = Array.isArray(reply) ? (reply as readonly Data[])[index] : undefined;
    return own === undefined ? undefined : (answerOf(own) ?? undefined);
  }
  if (reply === 0) return integer(0);
  return reply === keys.length && new Set(keys).size === keys.length ? integer(1) : undefined;
}

export const redisChecker: Checker = checkerOf({
  name: 'redis',
  about: 'Redis strings, by the commands and their replies',
  // A cluster begins empty.
  model: () => redisModel,
  read: readRedis,
  keyOf: ({ key }) => key,
});
