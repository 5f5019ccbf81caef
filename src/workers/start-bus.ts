/** Starts the bus Worker of the site. Its twin for the one file is start-bus.inline.ts. */
export function startBusWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'bus' });
}
