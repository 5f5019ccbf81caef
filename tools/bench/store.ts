/** What the engine costs: without a protocol beside a bare Map, and behind the door beside a real Redis where there is one. */
import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { execute } from '../../src/store/execute.ts';
import { newStore, openSession } from '../../src/store/store.ts';
import { respFigures } from './resp.ts';

const CLOCK = 1_700_000_000_000;
const ROUNDS = 9;
const OPERATIONS = 200_000;

export async function storeFigures(): Promise<object> {
  process.stderr.write('the engine\n');
  const engine = [engineFigures(1_000), engineFigures(1_000_000)];
  const [small, large] = engine;
  const costOfGetAtAMillion = large && small ? round2(small.getPerSecond / large.getPerSecond) : null;
  const costOfMapAtAMillion = large && small ? round2(small.mapGetPerSecond / large.mapGetPerSecond) : null;
  return { engine, costOfGetAtAMillion, costOfMapAtAMillion, besideRedis: await besideRedis() };
}

interface EngineFigures {
  readonly keys: number;
  readonly setPerSecond: number;
  readonly getPerSecond: number;
  readonly mapGetPerSecond: number;
}

/** Keys are met in an order without rule, as clients would. */
function engineFigures(keys: number): EngineFigures {
  const host = { clock: CLOCK, random: () => 0.5, work: () => undefined, propagate: () => undefined };
  const store = newStore(CLOCK, {}, '0'.repeat(40));
  const session = openSession(store, CLOCK, 'bench');
  const names = Array.from({ length: keys }, (_, index) => `key:${index}`);
  const map = new Map<string, string>();
  for (const name of names) {
    execute(store, session, ['SET', name, 'value'], host);
    map.set(name, 'value');
  }
  const order = Array.from(
    { length: OPERATIONS },
    (_, index) => names[(index * 7_919 * 104_729) % keys] as string,
  );
  return {
    keys,
    setPerSecond: best(() => order.forEach((name) => execute(store, session, ['SET', name, 'other'], host))),
    getPerSecond: best(() => order.forEach((name) => execute(store, session, ['GET', name], host))),
    mapGetPerSecond: best(() => order.forEach((name) => map.get(name))),
  };
}

function best(work: () => void): number {
  let most = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    work();
    most = Math.max(most, (OPERATIONS / (performance.now() - began)) * 1_000);
  }
  return Math.round(most);
}

async function besideRedis(): Promise<object> {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
  } catch {
    return { notMeasured: 'there is no redis-server on this machine' };
  }
  process.stderr.write('the door beside a real Redis\n');
  const common = { depths: [1, 16, 64], tests: ['set', 'get'], requests: 50_000, rounds: 2 };
  const server = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
  return {
    store: await respFigures({ ...common, port: 7_660, server: server('../resp.ts') }),
    bareMap: await respFigures({
      ...common,
      depths: [16],
      port: 7_664,
      server: server('./resp-map-server.ts'),
    }),
  };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
