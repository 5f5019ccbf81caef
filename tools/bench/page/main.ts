/** The page of the benchmark: hands the figures of its Worker to whoever drives it. */
import { wrap } from 'comlink';
import type { Bench } from './worker.ts';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
Object.assign(globalThis, { bench: wrap<Bench>(worker) });
