/** The same bytes to a real Redis and to our parser: the same answers, the same endings. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { octets, request, serve, stubCaller } from './serve.ts';
import { drawing, goodStream, malformedStream } from './streams.ts';
import { ECHO_MARK, exchange, isInstalled, MARK_ECHOED, startRedis, type Program } from './wire.ts';

const isThere = isInstalled('redis-server');
if (!isThere)
  process.stderr.write('redis-server is not installed: RESP is NOT compared with a real Redis.\n');

describe.skipIf(!isThere)('as Redis does', () => {
  let open: Program | undefined;
  let guarded: Program | undefined;
  beforeAll(async () => {
    open = await startRedis();
    guarded = await startRedis('--requirepass', 'secret');
  }, 60_000);
  afterAll(async () => {
    await open?.stop();
    await guarded?.stop();
  });

  /** The stub knows four commands: what else a stream asks for is answered with some error by both. */
  const known = (output: string) => output.replace(/-(ERR (unknown|wrong)|NOAUTH)[^\r]*\r\n/g, '-ERR …\r\n');

  async function compare(program: Program | undefined, stream: string, isStranger: boolean, name: string) {
    const mine = serve([octets(stream + ECHO_MARK)], stubCaller({ isStranger }));
    const theirs = await exchange(program?.port ?? 0, [octets(stream)], 150);
    if (theirs.isReset === true) {
      expect(mine.fate, name).toBe('leaving');
      return;
    }
    expect(
      { output: known(theirs.output), isClosed: theirs.isClosed },
      `${name}: ${JSON.stringify(stream.slice(0, 300))}`,
    ).toEqual({ output: known(mine.output.replace(MARK_ECHOED, '')), isClosed: mine.fate !== 'open' });
  }

  test('good streams', async () => {
    const draw = drawing(3);
    for (let number = 0; number < 100; number += 1)
      await compare(open, goodStream(draw), false, `seed 3, ${number}`);
  }, 60_000);

  test('malformed streams', async () => {
    const draw = drawing(Number(process.env['FUZZ_SEED'] ?? 4));
    for (let number = 0; number < Number(process.env['FUZZ_INPUTS'] ?? 150); number += 1) {
      const stream = malformedStream(draw);
      if (stream.length < 60_000) await compare(open, stream, false, `input ${number}`);
    }
  }, 600_000);

  // Redis takes a line beyond the limit if its end comes in the same read; for us it never matters how bytes are cut. Without an end:
  test.each(['', '*', '*1\r\n$'])('a line too long after %j', async (head) => {
    await compare(open, head + '1'.repeat(300_000), false, 'long');
    await compare(open, `${head}\0${'\r\n'.repeat(100_000)}`, false, 'long');
  });

  test('strangers', async () => {
    for (const stream of ['*11\r\n', '*10\r\n', '*1\r\n$16385\r\n', '*2\r\n$4\r\nAUTH\r\n$16384\r\n']) {
      await compare(guarded, stream, true, 'stranger');
    }
    const many = request('ECHO', ...'abcdefghijkl');
    await compare(guarded, request('AUTH', 'secret') + many, true, 'stranger');
  });
});
