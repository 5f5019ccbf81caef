/** The page of the benchmark: hands the figures of its Worker to whoever drives it. */
import { wrap } from 'comlink';
import { startBenchWorker } from './start-bench.ts';
import type { Bench } from './worker.ts';

Object.assign(globalThis, { bench: wrap<Bench>(startBenchWorker()) });
