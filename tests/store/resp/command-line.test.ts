import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../tools/resp/arguments.ts';
import { octets } from './serve.ts';
import { exchange } from './wire.ts';

describe('arguments', () => {
  test('in full, and with their defaults', () => {
    const nothing = { nodes: 1, password: '', maxmemory: null, users: null, dir: null, salvage: false };
    expect(readArguments(['--port', '7379'])).toEqual({ port: 7379, ...nothing });
    const full = '--port 0 --nodes 1 --password p --maxmemory 100mb --users u.json --dir d --salvage';
    expect(readArguments(full.split(' '))).toEqual({
      ...{ port: 0, nodes: 1, password: 'p', maxmemory: 104_857_600 },
      ...{ users: 'u.json', dir: 'd', salvage: true },
    });
  });
  test.each([
    [[], '--port takes a whole number, not nothing.'],
    [['--port', 'x'], '--port takes a whole number, not x.'],
    [['--port', '65536'], '--port takes a number up to 65535, not 65536.'],
    [['--port', '1', '--nodes', '0'], '--nodes takes a number from 1 on'],
    [['--port', '1', '--nodes', '65'], '--nodes takes a number up to 64, not 65.'],
    [['--port', '1', '--nodes', '3', '--dir', 'd'], '--dir is for one node'],
    [['--port', '1', '--password', ''], '--password takes a password, not nothing.'],
    [['--port', '1', '--maxmemory', 'much'], '--maxmemory takes a size'],
    [['--port', '1', '--maxmemory=-1'], '--maxmemory takes a size'],
    [['--port', '1', '--salvage'], 'without --dir there is none'],
    [['--port', '1', '--dir', ''], '--dir takes a path, not nothing.'],
    [['--port', '1', '--users='], '--users takes a path, not nothing.'],
    [['--port', '1', '--frob'], '--frob'],
    [['--port', '1', 'extra'], 'extra'],
  ])('%j is refused', (args, sentence) => {
    expect(() => readArguments(args)).toThrow(sentence);
  });
});

const program = fileURLToPath(new URL('../../../tools/resp.ts', import.meta.url));

/** Runs the program; `use` gets its port once it has said it, and the program is asked to stop when `use` is done. */
async function run(args: readonly string[], use?: (port: number) => Promise<void>) {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args]);
  let stdout = '';
  let stderr = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdout.on('data', (data) => (stdout += data));
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (data) => {
      stderr += data;
      if (/127\.0\.0\.1:\d+\n/.test(stderr)) resolve();
    });
    child.once('exit', () => resolve());
  });
  try {
    await use?.(Number(/127\.0\.0\.1:(\d+)/.exec(stderr)?.[1]));
  } finally {
    child.kill('SIGTERM');
  }
  return { code: await ended, stdout, stderr };
}

test('it says where it is, on stderr alone, answers, and stops when asked', async () => {
  const { code, stdout, stderr } = await run(['--port', '0', '--password', 'very secret'], async (port) => {
    const { output } = await exchange(port, [octets('AUTH "very secret"\r\nSET k v PX 60\r\nDBSIZE\r\n')]);
    expect(output).toBe('+OK\r\n+OK\r\n:1\r\n');
    // Nobody asks for the key again, and it goes all the same.
    await expect
      .poll(() => exchange(port, [octets('AUTH "very secret"\r\nDBSIZE\r\n')]), { timeout: 5_000 })
      .toMatchObject({ output: '+OK\r\n:0\r\n' });
    const taken = await run(['--port', `${port}`]);
    expect(taken).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`Port ${port} on this machine is taken`),
    });
  });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toMatch(/^The store answers RESP at 127\.0\.0\.1:\d+\n$/);
}, 60_000);
