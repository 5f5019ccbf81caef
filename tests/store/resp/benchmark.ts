/** redis-benchmark against a server: each of its tests to the end, without an error on the way. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the store must stand, in the words of `redis-benchmark -t`. */
export const benchmarked = [
  ...['set', 'get', 'incr', 'lpush', 'rpush', 'lpop', 'sadd', 'hset', 'spop'],
  ...['zadd', 'zpopmin', 'lrange', 'mset'],
] as const;

export interface BenchmarkOptions {
  readonly port: number;
  readonly test: string;
  readonly requests: number;
  /** Of the pipeline. */
  readonly depth: number;
}

/** How many different tests ran (`lrange` is several); throws where one did not. */
export async function runBenchmark({ port, test, requests, depth }: BenchmarkOptions): Promise<number> {
  const args = ['-p', `${port}`, '-t', test, '-n', `${requests}`, '-P', `${depth}`, '-r', '1000', '-q'];
  const { stdout, stderr } = await run('redis-benchmark', args, { maxBuffer: 100_000_000 });
  const finished = stdout.match(/requests per second/g)?.length ?? 0;
  const complaint = /.*(Error|WARN).*/.exec(`${stdout}\n${stderr}`)?.[0];
  if (finished === 0 || complaint !== undefined) {
    throw new Error(`redis-benchmark ${args.join(' ')}: ${complaint ?? 'it ended without a figure'}`);
  }
  return finished;
}
