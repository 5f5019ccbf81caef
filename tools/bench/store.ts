/** What the engine costs: without a protocol beside a bare Map, its parser alone, and behind the door beside a real Redis where there is one. */
import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { Generator } from '../../src/kernel/generator.ts';
import { execute } from '../../src/store/execute.ts';
import { newStore, openSession } from '../../src/store/store.ts';
import { bytesPerKey } from './heap.ts';
import { parserFigures } from './parser.ts';
import { respFigures } from './resp.ts';

const CLOCK = 1_700_000_000_000;
const ROUNDS = 9;
const OPERATIONS = 200_000;
const MEMBERS = 100_000;
const RANGE = 100;

export async function storeFigures(): Promise<object> {
  process.stderr.write('the engine\n');
  const engine = [engineFigures(1_000), engineFigures(1_000_000)];
  const [small, large] = engine;
  const costAtAMillion = (figure: 'getPerSecond' | 'mapGetPerSecond'): number | null =>
    large && small ? round2(small[figure] / large[figure]) : null;
  return {
    engine,
    costOfGetAtAMillion: costAtAMillion('getPerSecond'),
    costOfMapAtAMillion: costAtAMillion('mapGetPerSecond'),
    costOverMapAtAMillion: large ? round2(large.mapGetPerSecond / large.getPerSecond) : null,
    collections: { ...zaddFigures(), ...lrangeFigures() },
    parser: parserFigures(),
    bytesPerSmallKey: bytesPerKey(),
    besideRedis: await besideRedis(),
  };
}

type Run = (...args: readonly string[]) => unknown;

function newEngine(): Run {
  const generator = new Generator([1, 2]);
  const host = {
    clock: CLOCK,
    random: () => generator.next(),
    work: () => undefined,
    propagate: () => undefined,
  };
  const store = newStore(CLOCK);
  const session = openSession(store, CLOCK, 'bench');
  return (...args) => execute(store, session, args, host);
}

interface EngineFigures {
  readonly keys: number;
  readonly setPerSecond: number;
  readonly getPerSecond: number;
  readonly mapSetPerSecond: number;
  readonly mapGetPerSecond: number;
}

/** Keys are met in an order without rule, as clients would. */
function engineFigures(keys: number): EngineFigures {
  const run = newEngine();
  const names = Array.from({ length: keys }, (_, index) => `key:${index}`);
  const map = new Map<string, string>();
  for (const name of names) {
    run('SET', name, 'value');
    map.set(name, 'value');
  }
  const order = Array.from({ length: OPERATIONS }, (_, index) => names[scattered(index, keys)] as string);
  // What is looked up is used: a compiler leaves out what nobody looks at.
  let met = 0;
  const figures = {
    keys,
    setPerSecond: best(OPERATIONS, () => order.forEach((name) => run('SET', name, 'other'))),
    getPerSecond: best(OPERATIONS, () => order.forEach((name) => (met += Number(run('GET', name) !== null)))),
    mapSetPerSecond: best(OPERATIONS, () => order.forEach((name) => map.set(name, 'other'))),
    mapGetPerSecond: best(OPERATIONS, () =>
      order.forEach((name) => (met += Number(map.get(name) !== undefined))),
    ),
  };
  if (met !== 2 * ROUNDS * OPERATIONS) throw new Error(`${met} of ${2 * ROUNDS * OPERATIONS} keys were met`);
  return figures;
}

/** New scores for members of a large set, each of which changes its place. */
function zaddFigures(): object {
  const run = newEngine();
  for (let index = 0; index < MEMBERS; index += 1) run('ZADD', 'zset', `${index}`, `member:${index}`);
  const commands = Array.from({ length: OPERATIONS }, (_, index) => [
    `${scattered(index, 1_000_003)}`,
    `member:${scattered(index, MEMBERS)}`,
  ]);
  const zaddPerSecond = best(OPERATIONS, () =>
    commands.forEach(([score, member]) => run('ZADD', 'zset', score as string, member as string)),
  );
  return { zaddMembers: MEMBERS, zaddPerSecond };
}

/** A hundred elements, from anywhere in a long list. */
function lrangeFigures(): object {
  const run = newEngine();
  for (let index = 0; index < MEMBERS; index += 1) run('RPUSH', 'list', `element:${index}`);
  const count = OPERATIONS / RANGE;
  const starts = Array.from({ length: count }, (_, index) => scattered(index, MEMBERS - RANGE));
  const lrangePerSecond = best(count, () =>
    starts.forEach((start) => run('LRANGE', 'list', `${start}`, `${start + RANGE - 1}`)),
  );
  return { lrangeLength: MEMBERS, lrangeElements: RANGE, lrangePerSecond };
}

function scattered(index: number, bound: number): number {
  return (index * 7_919 * 104_729) % bound;
}

function best(operations: number, work: () => void): number {
  let most = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    work();
    most = Math.max(most, (operations / (performance.now() - began)) * 1_000);
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
  const common = { depths: [1, 16, 64], tests: ['set', 'get'], requests: 50_000, rounds: 3 };
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
