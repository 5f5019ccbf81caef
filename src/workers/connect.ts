/** The page's way to the lab: starts the bus Worker and waits until it listens. The one handshake there is. */
import { releaseProxy, wrap, type Remote } from 'comlink';
import { startBusWorker } from '#start-bus';
import type { LabHandle } from '../lab/types.ts';
import { isReady, type Visibility } from './signals.ts';

export interface Connection {
  readonly lab: Remote<LabHandle>;
  close(): void;
}

const PATIENCE = 20_000;

/** Rejects with a sentence for people when Workers cannot be started: no Workers in this browser, or a policy against them. */
export async function connectLab(): Promise<Connection> {
  if (!('Worker' in globalThis)) throw new Error('This browser has no Web Workers.');
  const worker = startBusWorker();
  await ready(worker);
  const tell = (): void => {
    worker.postMessage({ ringside: 'visibility', isVisible: !document.hidden } satisfies Visibility);
  };
  document.addEventListener('visibilitychange', tell);
  tell();
  const lab = wrap<LabHandle>(worker);
  return {
    lab,
    close: () => {
      document.removeEventListener('visibilitychange', tell);
      lab[releaseProxy]();
      worker.terminate();
    },
  };
}

async function ready(worker: Worker): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => settle('Its Worker did not answer.'), PATIENCE);
    const settle = (problem: string | null): void => {
      clearTimeout(timer);
      worker.removeEventListener('message', onMessage);
      worker.removeEventListener('error', onError);
      if (problem === null) return resolve();
      worker.terminate();
      reject(new Error(`The cluster could not be started. ${problem}`));
    };
    const onMessage = ({ data }: MessageEvent<unknown>): void => {
      if (isReady(data)) settle(null);
    };
    const onError = (event: ErrorEvent): void => settle(event.message || 'The browser refused its Worker.');
    worker.addEventListener('message', onMessage);
    worker.addEventListener('error', onError);
  });
}
