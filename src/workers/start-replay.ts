/** Starts the replay Worker of the site. Its twin for the one file is start-replay.inline.ts. */
export function startReplayWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'replay' });
}
