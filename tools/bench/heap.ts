/** What a small key takes in memory: by the engine's own accounting, in its heap, and in that of a bare Map. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { execute } from '../../src/store/execute.ts';
import { newStore, openSession } from '../../src/store/store.ts';

const KEYS = 500_000;
const CLOCK = 1_700_000_000_000;

export function bytesPerKey(): object {
  const store = newStore(CLOCK);
  const session = openSession(store, CLOCK, 'bench');
  const host = { clock: CLOCK, random: () => 0.5, work: () => undefined, propagate: () => undefined };
  const engine = grown((name, value) => void execute(store, session, ['SET', name, value], host));
  const map = new Map<string, string>();
  const bareMap = grown((name, value) => void map.set(name, value));
  if (store.stats.commands !== KEYS || map.size !== KEYS) throw new Error('not all keys are there');
  return { accounted: Math.round(store.bytes / KEYS), engine, bareMap };
}

/** By how much memory has grown for each key, with all that is no longer needed taken away. Every string is a new one. */
function grown(add: (name: string, value: string) => void): number {
  const before = used();
  for (let index = 0; index < KEYS; index += 1) {
    const text = String(index).padStart(8, '0');
    add(`key:${text}`, `val:${text}`);
  }
  return Math.round((used() - before) / KEYS);
}

function used(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
