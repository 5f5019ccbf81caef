/** Raw bytes to a port and back, and programs of the machine that speak RESP. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { connect, createServer, type Socket } from 'node:net';
import type { Bytes } from '../../../src/store/bytes.ts';

export interface Exchange {
  readonly output: Bytes;
  /** The server closed the connection. */
  readonly isClosed: boolean;
  /** It did so with bytes unread, and the system threw its last words away. */
  readonly isReset?: true;
}

/** Sent at the end of every exchange: its echo, if it can still come, is the last to wait for. */
export const ECHO_MARK = '*2\r\n$4\r\nECHO\r\n$11\r\nthat-is-all\r\n';
export const MARK_ECHOED = '$11\r\nthat-is-all\r\n';

/**
 * Sends bytes and reads until the server closes or has echoed what is sent behind them. Where the bytes leave something unfinished no
 * echo can come, and the silence of `patience` ms ends the wait.
 */
export function exchange(port: number, chunks: readonly Uint8Array[], patience = 1_000): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let output = '';
    const finish = (isClosed: boolean, reset: { isReset?: true } = {}) => {
      socket.destroy();
      resolve({ output: output.replace(MARK_ECHOED, ''), isClosed, ...reset });
    };
    socket.setTimeout(patience, () => finish(false));
    socket.on('data', (data) => {
      output += data.toString('latin1');
      if (output.endsWith(MARK_ECHOED)) finish(false);
    });
    socket.on('connect', () => void sendAll(socket, chunks));
    socket.on('end', () => finish(true));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? finish(true, { isReset: true }) : reject(error),
    );
  });
}

async function sendAll(socket: Socket, chunks: readonly Uint8Array[]): Promise<void> {
  for (const chunk of chunks) {
    if (socket.destroyed) return;
    socket.write(chunk);
    // The next chunk is a packet of its own.
    if (chunks.length > 1) await new Promise((resolve) => setImmediate(resolve));
  }
  if (!socket.destroyed) socket.write(ECHO_MARK);
}

export function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export interface Program {
  readonly port: number;
  stop(): Promise<void>;
}

/** A real Redis without a disk. */
export async function startRedis(...more: readonly string[]): Promise<Program> {
  const port = await freePort();
  const args = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    '/tmp',
  ];
  const child = spawn('redis-server', [...args, ...more], { stdio: 'ignore' });
  const stop = () =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  try {
    await answering(port, child);
  } catch (error) {
    // Nobody else knows of it yet.
    await stop();
    throw error;
  }
  return { port, stop };
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
    const pong = await exchange(port, [Buffer.from('PING\r\n')]).catch(() => undefined);
    if (pong !== undefined && pong.output !== '') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('redis-server does not answer');
}
