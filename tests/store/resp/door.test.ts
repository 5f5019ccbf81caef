import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDoor, type Door } from '../../../tools/resp/door.ts';
import { createEngine } from '../../../tools/resp/engine.ts';
import { runDoorFuzz } from './fuzz.ts';
import { inPieces, octets, request } from './serve.ts';
import { exchange } from './wire.ts';

let door: Door;
let guarded: Door;
beforeAll(async () => {
  door = await openDoor({ port: 0, connect: createEngine({ password: '', maxmemory: 0 }).connect });
  const { connect: welcome } = createEngine({ password: 'sésame', maxmemory: 0 });
  guarded = await openDoor({ port: 0, connect: welcome, outputMax: 4_000_000 });
});
afterAll(async () => {
  await door.close();
  await guarded.close();
});

test('a pipeline, in whatever pieces it comes', async () => {
  const stream = octets(request('SET', 'k', 'v') + request('GET', 'k') + 'PING\r\n' + request('DEL', 'k'));
  const expected = { output: '+OK\r\n$1\r\nv\r\n+PONG\r\n:1\r\n', isClosed: false };
  expect(await exchange(door.port, [stream])).toEqual(expected);
  expect(await exchange(door.port, [...inPieces(stream, 1)])).toEqual(expected);
});

test('QUIT and a protocol error are answered, then the connection ends', async () => {
  expect(await exchange(door.port, [octets('QUIT\r\n')])).toEqual({ output: '+OK\r\n', isClosed: true });
  expect(await exchange(door.port, [octets('PING\r\n*1\r\n!1\r\n')])).toEqual({
    output: "+PONG\r\n-ERR Protocol error: expected '$', got '!'\r\n",
    isClosed: true,
  });
});

test('great values go and come', async () => {
  const value = '\xe9'.repeat(5_000_000);
  const { output } = await exchange(
    door.port,
    [octets(request('SET', 'great', value) + request('GET', 'great'))],
    30_000,
  );
  expect(output.length).toBe(5 + 10 + value.length + 2);
  expect(output.endsWith(`$5000000\r\n${value}\r\n`)).toBe(true);
}, 60_000);

test('who has not said the password gets nothing, and little memory', async () => {
  const { port } = guarded;
  expect((await exchange(port, [octets(request('GET', 'k'))])).output).toMatch(/^-NOAUTH/);
  expect((await exchange(port, [octets('*11\r\n')])).output).toBe(
    '-ERR Protocol error: unauthenticated multibulk length\r\n',
  );
  const password = Buffer.from('sésame').toString('latin1');
  const stream = request('AUTH', password) + request('DEL', ...'abcdefghijklmno');
  expect((await exchange(port, [octets(stream)])).output).toBe('+OK\r\n:0\r\n');
});

test('who guesses waits, and nobody else does', async () => {
  const { connect: welcome } = createEngine({ password: 'secret', maxmemory: 0 });
  const slow = await openDoor({ port: 0, connect: welcome });
  const order: string[] = [];
  const ask = async (who: string, stream: string, patience: number) => {
    const { output } = await exchange(slow.port, [octets(stream)], patience);
    order.push(who);
    return output;
  };
  const wrong = '-WRONGPASS invalid username-password pair or user is disabled.\r\n';
  const began = performance.now();
  // The right one is the sixth that costs something: 10, 20, 40, 80, 160 and 320 ms.
  const guesses = ask('guesser', request('AUTH', 'x').repeat(8) + request('AUTH', 'secret'), 5_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await ask('other', request('AUTH', 'other', 'x'), 100)).toMatch(/^-WRONGPASS/);
  expect(await guesses).toBe(`${wrong.repeat(8)}+OK\r\n`);
  expect(performance.now() - began).toBeGreaterThan(600);
  expect(order).toEqual(['other', 'guesser']);
  // What is held back leaves in order, and the connection ends after it.
  const farewell = request('AUTH', 'x').repeat(4) + request('AUTH', 'secret') + 'PING\r\nQUIT\r\n';
  expect(await exchange(slow.port, [octets(farewell)])).toMatchObject({
    output: `${wrong.repeat(4)}+OK\r\n+PONG\r\n+OK\r\n`,
    isClosed: true,
  });
  // Whoever goes before the answer leaves nothing behind.
  const leaver = connect({ port: slow.port, host: '127.0.0.1' });
  leaver.write(request('AUTH', 'x').repeat(20));
  await new Promise((resolve) => setTimeout(resolve, 20));
  leaver.destroy();
  await slow.close();
});

test('a client that never reads is cut off before it takes all memory', async () => {
  const auth = request('AUTH', Buffer.from('sésame').toString('latin1'));
  const value = 'x'.repeat(1_000_000);
  const socket = connect({ port: guarded.port, host: '127.0.0.1' });
  socket.on('error', () => {});
  socket.pause();
  socket.write(Buffer.from(auth + request('SET', 'k', value) + request('GET', 'k').repeat(100), 'latin1'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  let received = 0;
  socket.on('data', (data: Buffer) => (received += data.length));
  socket.resume();
  await new Promise((resolve) => socket.on('close', resolve));
  expect(received).toBeLessThan(50_000_000);
  expect((await exchange(guarded.port, [octets(`${auth}PING\r\n`)])).output).toBe('+OK\r\n+PONG\r\n');
});

test('after malformed inputs a new connection gets its PONG', async () => {
  await runDoorFuzz(door.port, { inputs: 60, seed: 7 });
}, 60_000);

test('a taken port is refused', async () => {
  const { connect: welcome } = createEngine({ password: '', maxmemory: 0 });
  await expect(openDoor({ port: door.port, connect: welcome })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
