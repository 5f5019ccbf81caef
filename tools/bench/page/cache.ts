/**
 * The cache under load in real Workers, for `npm run bench -- cache`. What is measured and how stands in src/lab/load.ts, which the page's own benchmark
 * shares; here it is opened once and run for stretches of wall time, so that whoever drives it can look at the processors in between.
 */
import { startNodeWorker } from '#start-node';
import { LoadRun, type Load, type Stretch } from '../../../src/lab/load.ts';
import { WorkerHost } from '../../../src/workers/worker-host.ts';

let opened: LoadRun | null = null;

export async function openCache(load: Load): Promise<void> {
  await closeCache();
  const host = new WorkerHost({ startWorker: startNodeWorker });
  opened = await LoadRun.open(load, host, () => performance.now());
}

export async function runCache(milliseconds: number): Promise<Stretch> {
  return running().run(milliseconds);
}

export async function timeCache(count: number): Promise<readonly number[]> {
  return running().time(count);
}

export async function closeCache(): Promise<void> {
  await opened?.close();
  opened = null;
}

function running(): LoadRun {
  if (opened === null) throw new Error('no cache is open');
  return opened;
}
