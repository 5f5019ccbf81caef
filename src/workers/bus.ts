/** Where the bus Worker begins: it makes the lab, which starts and ends node Workers itself, and gives the page its one handle. */
import { expose } from 'comlink';
import { startNodeWorker } from '#start-node';
import { startReplayWorker } from '#start-replay';
import { LocalHost } from '../cluster/local-host.ts';
import { Lab } from '../lab/lab.ts';
import { programOf } from '../systems/programs.ts';
import { watchLoop } from './loop.ts';
import { isVisibility, READY } from './signals.ts';
import { SupervisedReplayer } from './supervised-replayer.ts';
import { WorkerHost } from './worker-host.ts';

let isVisible = true;
self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isVisibility(data)) ({ isVisible } = data);
});

const lab = new Lab({
  makeHost: ({ host = 'workers', patience, delay }) =>
    host === 'local'
      ? new LocalHost(programOf)
      : new WorkerHost({
          startWorker: startNodeWorker,
          // Time that nobody could use is not counted against a node.
          isAwake: () => isVisible,
          ...(patience !== undefined && { patience }),
          ...(delay !== undefined && { delay: () => Math.random() * delay }),
        }),
  makeReplayer: () => new SupervisedReplayer(startReplayWorker),
  wall: () => performance.now(),
  watchLoop,
  rest: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
});

expose(lab);
self.postMessage(READY);
