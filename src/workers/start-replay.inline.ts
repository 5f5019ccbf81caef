/** Starts the replay Worker of the one file. Its twin for the site is start-replay.ts. */
import ReplayWorker from './replay.ts?worker&inline';

export function startReplayWorker(): Worker {
  return new ReplayWorker({ name: 'replay' });
}
