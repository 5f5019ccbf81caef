/** What a piece of work costs, by the wall and by the processor. */
import { performance } from 'node:perf_hooks';

export interface Spent {
  readonly wallMs: number;
  readonly processorMs: number;
}

export async function spent(work: () => Promise<void>): Promise<Spent> {
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - began, processorMs: (user + system) / 1_000 };
}
