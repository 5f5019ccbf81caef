/**
 * The door beside a real Redis: `redis-benchmark` on both in turn, at several depths of pipeline. Requests a second is what a client sees and
 * what the machine's other work disturbs; CPU time for a request is the server's own, and hardly disturbed.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

export interface RespOptions {
  readonly depths: readonly number[];
  readonly tests: readonly string[];
  /** Requests of one run at depth 1; deeper pipelines get ten times as many. */
  readonly requests: number;
  readonly rounds: number;
  readonly port: number;
  /** The modules to start as a server, with `--port P`: the store, or something to compare it with. */
  readonly server: string;
}

export interface RespFigure {
  readonly depth: number;
  readonly test: string;
  readonly redisPerSecond: number;
  readonly oursPerSecond: number;
  readonly ratio: number;
  /** CPU µs for a request, of the server's process. */
  readonly redisCpu: number;
  readonly oursCpu: number;
}

const WARM_UP_DEPTH = 16;

export async function respFigures(options: RespOptions): Promise<readonly RespFigure[]> {
  const { port, server } = options;
  const quiet = ['--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'];
  const redis = start('redis-server', ['--port', `${port}`, ...quiet]);
  const ours = start(process.execPath, ['--import', 'tsx', server, '--port', `${port + 1}`]);
  try {
    await answering(port, redis);
    await answering(port + 1, ours);
    // A server that has just started is still compiling, and the first figure would tell of nothing else.
    for (const test of options.tests) compare({ ...options, rounds: 1 }, WARM_UP_DEPTH, test, redis, ours);
    const figures: RespFigure[] = [];
    for (const depth of options.depths) {
      for (const test of options.tests) figures.push(compare(options, depth, test, redis, ours));
    }
    return figures;
  } finally {
    redis.kill('SIGKILL');
    ours.kill('SIGKILL');
  }
}

function start(program: string, args: readonly string[]): ChildProcess {
  return spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answers on port ${port}.`);
}

/** Both in turn, several times; the best of each, because a machine's other work can only slow things down. */
function compare(
  options: RespOptions,
  depth: number,
  test: string,
  redis: ChildProcess,
  ours: ChildProcess,
): RespFigure {
  const best = { redis: 0, ours: 0, redisCpu: Infinity, oursCpu: Infinity };
  for (let round = 0; round < options.rounds; round += 1) {
    const theirs = run(options, options.port, depth, test, redis.pid as number);
    const mine = run(options, options.port + 1, depth, test, ours.pid as number);
    best.redis = Math.max(best.redis, theirs.perSecond);
    best.redisCpu = Math.min(best.redisCpu, theirs.cpu);
    best.ours = Math.max(best.ours, mine.perSecond);
    best.oursCpu = Math.min(best.oursCpu, mine.cpu);
  }
  return {
    depth,
    test,
    redisPerSecond: Math.round(best.redis),
    oursPerSecond: Math.round(best.ours),
    ratio: Number((best.ours / best.redis).toFixed(2)),
    redisCpu: Number(best.redisCpu.toFixed(3)),
    oursCpu: Number(best.oursCpu.toFixed(3)),
  };
}

function run(
  { requests }: RespOptions,
  port: number,
  depth: number,
  test: string,
  pid: number,
): { perSecond: number; cpu: number } {
  const count = depth === 1 ? requests : requests * 10;
  const args = ['-p', `${port}`, '-t', test, '-P', `${depth}`, '-n', `${count}`, '-r', '100000', '--csv'];
  const before = cpuMicros(pid);
  const table = execFileSync('redis-benchmark', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const cpu = (cpuMicros(pid) - before) / count;
  const row = table.split('\n').findLast((line) => /^"[A-Z]/.test(line)) ?? '';
  const perSecond = Number(row.split(',')[1]?.replaceAll('"', ''));
  return { perSecond, cpu };
}

/** What a process has used so far, in user and in kernel. Linux counts it in hundredths of a second. */
function cpuMicros(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}
