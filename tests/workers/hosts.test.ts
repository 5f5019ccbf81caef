import { beforeAll } from 'vitest';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { WorkerHost } from '../../src/workers/worker-host.ts';
import { hostSpec } from './host-spec.ts';
import { programOf } from './programs.ts';
import { bundleEntry, startThread } from './thread-worker.ts';

let code = '';
beforeAll(async () => {
  code = await bundleEntry();
});

const startWorker = (): Worker => startThread(code);

hostSpec('LocalHost', () => new LocalHost(programOf));
hostSpec('WorkerHost', () => new WorkerHost({ startWorker }));
hostSpec('WorkerHost whose nodes share a Worker', () => new WorkerHost({ startWorker, sharedAbove: 1 }));
hostSpec('WorkerHost whose answers come late', () => {
  let turn = 0;
  return new WorkerHost({ startWorker, delay: () => (turn = (turn * 7 + 3) % 11) });
});
