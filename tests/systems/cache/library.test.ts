/** S4-16: the cluster for programs. */
import { describe, expect, test } from 'vitest';
import { MILLISECOND, SECOND } from '../../../src/kernel/time.ts';
import { ClusterLine } from '../../../src/lab/cluster-line.ts';
import { withProofs } from '../../../src/store/access/secrets.ts';
import { table } from '../../../src/store/commands/index.ts';
import { connect, type Connection } from '../../../src/systems/cache/library/connection.ts';
import {
  ClosedError,
  ConnectionLostError,
  ReplyError,
  TimeoutError,
} from '../../../src/systems/cache/library/errors.ts';
import { build } from '../../support/cluster.ts';

const PASSWORD = 'correct horse';

async function start(file: Readonly<Record<string, unknown>> = {}): Promise<ClusterLine> {
  const { cluster } = build(
    { system: 'cache', nodes: 3, network: { latency: { law: 'constant', min: '5ms' } }, ...file },
    { level: 'operations', hear: (event) => line.hear(event) },
  );
  const line: ClusterLine = new ClusterLine(cluster);
  await cluster.boot();
  return line;
}

/** Virtual time up to an instant. */
async function at(line: ClusterLine, instant: number): Promise<void> {
  await line.after(instant - line.now);
}

/** The node that acts for a key. */
async function actingFor(
  db: Connection<string>,
  key: string,
  ids: readonly string[],
  line: ClusterLine,
): Promise<string> {
  for (const to of ids) {
    const one = await connect(line, { to });
    const answer = await one.get(key).catch((error: ReplyError) => error.code);
    one.close();
    if (answer !== 'MOVED') return to;
  }
  throw new Error(`nobody acts for ${key} beside ${String(db)}`);
}

describe('values', () => {
  test('every command of the store is a method, but for those that connect and close stand for', async () => {
    const db = await connect(await start());
    const methods = Object.keys(db).filter((name) => name !== 'pipeline' && name !== 'close');
    const unspoken = ['auth', 'hello', 'quit'];
    expect([...methods, ...unspoken].sort()).toEqual(table.map(({ name }) => name).sort());
  });

  test('come in the types that one would expect', async () => {
    const db = await connect(await start({ nodes: 1 }));
    expect(await db.set('apple', 'grün')).toBe('OK');
    expect(await db.get('apple')).toBe('grün');
    expect(await db.get('pear')).toBeNull();
    expect(await db.set('apple', 'x', 'NX')).toBeNull();
    expect(await db.incrby('count', 41n)).toBe(41);
    expect(await db.incrby('count', '9007199254740992')).toBe(9_007_199_254_741_033n);
    expect(await db.incrbyfloat('share', 0.5)).toBe(0.5);
    expect(await db.hset('pair', 'a', 1, 'b', 2)).toBe(2);
    expect(await db.hgetall('pair')).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(await db.zadd('line', 1.5, 'one', 'inf', 'last')).toBe(2);
    expect(await db.zscore('line', 'one')).toBe(1.5);
    expect(await db.zscore('line', 'last')).toBe(Infinity);
    expect(await db.zmscore('line', 'one', 'nobody')).toEqual([1.5, null]);
    expect(await db.zrange('line', 0, -1)).toEqual(['one', 'last']);
    expect(await db.scan(0, 'MATCH', 'ap*')).toEqual(['0', ['apple']]);
    expect(await db.type('line')).toBe('zset');
    expect(await db.ping()).toBe('PONG');
    expect(await db.wait(0, 10)).toBe(0);
  });

  test('are bytes where bytes are asked for, all 256 of them', async () => {
    const db = await connect(await start(), { replies: 'bytes' });
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    await db.set(all, all);
    expect(await db.get(all)).toEqual(all);
    expect(await db.scan(0, 'COUNT', 100)).toEqual([expect.any(String), expect.any(Array)]);
  });

  test('refusals reject, with their code', async () => {
    const db = await connect(await start());
    await db.set('apple', 'red');
    const refused = db.lpush('apple', 'x');
    await expect(refused).rejects.toBeInstanceOf(ReplyError);
    await expect(refused).rejects.toMatchObject({
      name: 'ReplyError',
      code: 'WRONGTYPE',
      mayHaveHappened: false,
    });
  });
});

describe.each([
  ['a client that knows the ring', {}, undefined],
  ['a proxy', { options: { proxy: true } }, undefined],
  ['one node', { nodes: 1 }, 'n1'],
])('through %s', (_, file, to) => {
  test('a pipeline answers in the order of its calls, errors in their places', async () => {
    const line = await start(file);
    const db = await connect(line, to === undefined ? {} : { to });
    // Before that nobody has heard a majority yet.
    await at(line, SECOND);
    const before = line.now;
    const answers = await db
      .pipeline()
      .set('apple', 1)
      .incr('apple')
      .lpush('apple', 'x')
      .get('apple')
      .get('nobody')
      .exec();
    expect(answers.map((one) => (one instanceof ReplyError ? one.code : one))).toEqual([
      'OK',
      2,
      'WRONGTYPE',
      '2',
      null,
    ]);
    // All of it left together: one round trip and not five.
    expect(line.now - before).toBeLessThan(100 * MILLISECOND);
  });

  test('a thousand calls in one pipeline', async () => {
    const line = await start(file);
    const db = await connect(line, to === undefined ? {} : { to });
    const pipeline = db.pipeline();
    for (let index = 0; index < 1_000; index += 1) pipeline.rpush('list', index);
    const answers = await pipeline.exec();
    expect(answers).toEqual(Array.from({ length: 1_000 }, (__, index) => index + 1));
  });
});

describe('to one node', () => {
  test('what it does not act for is refused with MOVED; the cluster as a whole answers', async () => {
    const line = await start();
    const db = await connect(line);
    await db.set('apple', 'red');
    const owner = await actingFor(db, 'apple', ['n1', 'n2', 'n3'], line);
    const other = await connect(line, { to: owner === 'n1' ? 'n2' : 'n1' });
    await expect(other.get('apple')).rejects.toMatchObject({ code: 'MOVED' });
    expect(await db.get('apple')).toBe('red');
  });
});

describe.each([
  ['the node', 'n1', { nodes: 1 }, 'n1'],
  ['the proxy', 'proxy', { options: { proxy: true } }, undefined],
])('when %s is killed', (_, victim, file, to) => {
  const script = (how: string): object[] => [
    { at: '1s', do: 'freeze', node: victim },
    { at: '1050ms', do: 'kill', node: victim, how },
    { at: '10s', do: 'restart', node: victim },
  ];
  const options = to === undefined ? {} : { to };

  test.each(['power', 'process'])('open calls reject with ConnectionLostError (%s)', async (how) => {
    const line = await start({ ...file, script: script(how) });
    const db = await connect(line, options);
    await at(line, SECOND);
    const open = [db.get('a'), db.set('b', 1), db.incr('c')];
    const ended = await Promise.allSettled(open);
    expect(line.now).toBeLessThan(3 * SECOND);
    for (const one of ended) {
      expect(one).toMatchObject({
        status: 'rejected',
        reason: { name: 'ConnectionLostError', mayHaveHappened: true },
      });
      expect((one as PromiseRejectedResult).reason).toBeInstanceOf(ConnectionLostError);
    }
    expect(db.isConnected).toBe(false);
  });

  test('the next call connects anew, as soon as it is back', async () => {
    const line = await start({ ...file, script: script('process') });
    const db = await connect(line, { ...options, timeout: 20 * SECOND });
    await db.set('a', 1);
    await at(line, SECOND);
    await expect(db.get('a')).rejects.toBeInstanceOf(ConnectionLostError);
    expect(await db.get('a')).toBe('1');
    expect(line.now).toBeGreaterThan(10 * SECOND);
    expect(line.now).toBeLessThan(14 * SECOND);
    expect(db.isConnected).toBe(true);
  });

  test('without reconnecting, and where it does not come back in time, calls reject', async () => {
    const line = await start({ ...file, script: script('power') });
    const once = await connect(line, { ...options, reconnect: false });
    const patient = await connect(line, { ...options, timeout: 4 * SECOND });
    await at(line, SECOND);
    await Promise.allSettled([once.get('a'), patient.get('a')]);
    await at(line, 4 * SECOND);
    const refused = { name: 'ConnectionLostError', mayHaveHappened: false };
    await expect(once.get('a')).rejects.toMatchObject(refused);
    expect(line.now).toBe(4 * SECOND);
    await expect(patient.get('a')).rejects.toMatchObject(refused);
    expect(line.now).toBeGreaterThan(6 * SECOND);
    await at(line, 12 * SECOND);
    await expect(once.get('a')).rejects.toMatchObject(refused);
    expect(await patient.get('a')).toBeNull();
  });
});

describe('a call that stays unanswered alone', () => {
  test('rejects with TimeoutError when its time is up; others go on', async () => {
    const line = await start({ nodes: 3 });
    const db = await connect(line, { to: 'n1', timeout: SECOND });
    const slow = db.wait(2, 0);
    // Two copies there are; seven there will never be.
    expect(await slow).toBe(2);
    const never = await connect(line, { to: 'n1', timeout: 2 * SECOND });
    const before = line.now;
    await expect(never.wait(7, 0)).rejects.toBeInstanceOf(TimeoutError);
    expect(line.now - before).toBeGreaterThanOrEqual(2 * SECOND);
    expect(line.now - before).toBeLessThan(2.1 * SECOND);
    expect(never.isConnected).toBe(true);
    expect(await never.ping()).toBe('PONG');
  });
});

describe('who speaks', () => {
  const salt = 'ringside';
  const [, requirepass] = withProofs(['AUTH', PASSWORD], salt);
  const store = { salt, requirepass };

  test.each([
    ['the ring', {}],
    ['a proxy', { proxy: true }],
  ])('is said with every call, so a node that begins anew knows it (%s)', async (_, options) => {
    const script = [
      { at: '2s', do: 'kill', node: 'n2', how: 'process' },
      { at: '2100ms', do: 'restart', node: 'n2' },
    ];
    const line = await start({ options: { ...options, store }, script });
    await expect(connect(line)).rejects.toMatchObject({ code: 'NOAUTH' });
    await expect(connect(line, { password: 'wrong' })).rejects.toMatchObject({ code: 'WRONGPASS' });
    const db = await connect(line, { password: PASSWORD });
    const keys = Array.from({ length: 20 }, (__, index) => `key:${index}`);
    for (const key of keys) await db.set(key, key);
    await at(line, 8 * SECOND);
    for (const key of keys) expect(await db.get(key)).toBe(key);
  });
});

describe('close', () => {
  test('open and later calls reject with ClosedError', async () => {
    const db = await connect(await start());
    const open = db.get('apple');
    db.close();
    await expect(open).rejects.toBeInstanceOf(ClosedError);
    await expect(db.get('apple')).rejects.toMatchObject({ name: 'ClosedError', mayHaveHappened: false });
    expect(db.isConnected).toBe(false);
  });
});

test('time stands still while nobody waits, and alarms ring at their instant', async () => {
  const line = await start();
  const db = await connect(line);
  const before = line.now;
  await Promise.resolve();
  expect(line.now).toBe(before);
  await at(line, 90 * SECOND);
  expect(line.now).toBe(90 * SECOND);
  expect(await db.ping()).toBe('PONG');
});
