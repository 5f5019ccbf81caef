/** Starts the benchmark's Worker, which stands in the place of the bus. */
export function startBenchWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}
