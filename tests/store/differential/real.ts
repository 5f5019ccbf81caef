/** A real redis-server in a folder of its own, and a client of the test's own. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeRequest, readReply, type Parsed } from './resp.ts';

/** The version whose replies the store gives. */
const VERSION = '7.0';
/** Ms. */
const PATIENCE = 20_000;

/** Where the server is, or why there is none. `npm test` installs it where it may. */
export function findServer(): { readonly path: string } | { readonly missing: string } {
  const found = locate();
  if (found === undefined) return { missing: 'there is no redis-server here' };
  const version = /v=([\d.]+)/.exec(execFileSync(found, ['--version'], { encoding: 'utf8' }))?.[1] ?? '';
  if (!version.startsWith(`${VERSION}.`))
    return { missing: `redis-server is ${version}, wanted is ${VERSION}` };
  return { path: found };
}

function locate(): string | undefined {
  try {
    return execFileSync('sh', ['-c', 'command -v redis-server'], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

async function sparePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

export class RealRedis {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #port: number;
  #socket: Socket | undefined;
  #received = '';
  #waiting: { count: number; replies: Parsed[]; resolve: (replies: Parsed[]) => void } | undefined;

  private constructor(process: ChildProcess, folder: string, port: number) {
    this.#process = process;
    this.#folder = folder;
    this.#port = port;
  }

  static async start(path: string): Promise<RealRedis> {
    const port = await sparePort();
    const folder = mkdtempSync(join(tmpdir(), 'differential-'));
    const options = {
      port,
      bind: '127.0.0.1',
      save: '',
      appendonly: 'no',
      'enable-debug-command': 'yes',
      dir: folder,
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const real = new RealRedis(spawn(path, args, { stdio: 'ignore' }), folder, port);
    await real.#connect();
    return real;
  }

  async #connect(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const socket = await new Promise<Socket | undefined>((resolve) => {
        const trial = connect(this.#port, '127.0.0.1');
        trial.once('connect', () => resolve(trial));
        trial.once('error', () => resolve(undefined));
      });
      if (socket !== undefined) {
        socket.setEncoding('latin1');
        socket.on('data', (chunk: string) => this.#take(chunk));
        this.#socket = socket;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('redis-server does not answer');
  }

  #take(chunk: string): void {
    this.#received += chunk;
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    let offset = 0;
    while (waiting.replies.length < waiting.count) {
      const next = readReply(this.#received, offset);
      if (next === undefined) break;
      waiting.replies.push(next[0]);
      offset = next[1];
    }
    this.#received = this.#received.slice(offset);
    if (waiting.replies.length === waiting.count) {
      this.#waiting = undefined;
      waiting.resolve(waiting.replies);
    }
  }

  /** Sends all of them at once, and answers when all are answered. */
  async ask(commands: readonly (readonly string[])[]): Promise<readonly Parsed[]> {
    if (commands.length === 0) return [];
    return new Promise((resolve, reject) => {
      const replies: Parsed[] = [];
      const patience = setTimeout(() => {
        const silent = JSON.stringify(commands[replies.length]);
        reject(
          new Error(
            `redis-server does not answer ${silent}; received ${JSON.stringify(this.#received.slice(0, 200))}`,
          ),
        );
      }, PATIENCE);
      const done = (all: Parsed[]) => {
        clearTimeout(patience);
        resolve(all);
      };
      this.#waiting = { count: commands.length, replies, resolve: done };
      this.#socket?.write(commands.map(encodeRequest).join(''), 'latin1');
    });
  }

  async stop(): Promise<void> {
    this.#socket?.destroy();
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
