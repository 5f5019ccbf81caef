/** Chord rings in one thread: what a lookup costs among a thousand nodes and among ten thousand, and what a node takes of the memory. */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ringRequest } from '../../src/search/chord/request.ts';
import { Ring } from '../../src/search/chord/ring.ts';
import { simulate } from '../../src/search/chord/simulate.ts';

const LOOKUPS = 10_000;
const SIZES = [1_000, 10_000];
/** The best of so many: what else the machine does only adds to it. */
const TIMES = 3;

interface Figures {
  readonly nodes: number;
  readonly meanHops: number;
  readonly messages: number;
  readonly wallMs: number;
  readonly processorMs: number;
  readonly lookupsPerWallSecond: number;
  readonly bytesPerNode: number;
}

async function figuresOf(nodes: number): Promise<Figures> {
  process.stderr.write(`chord: ${LOOKUPS} lookups among ${nodes} nodes\n`);
  const bytesPerNode = await memoryOf(nodes);
  let best: Figures | null = null;
  for (let time = 0; time < TIMES; time += 1) {
    let began = 0;
    let spent = process.cpuUsage();
    const { path, messages } = await simulate({ nodes, lookups: LOOKUPS, keys: 0 }, (stage, done) => {
      if (stage !== 'lookups' || done > 0) return;
      collect();
      began = performance.now();
      spent = process.cpuUsage();
    });
    const wallMs = performance.now() - began;
    const { user, system } = process.cpuUsage(spent);
    if (best !== null && best.wallMs <= wallMs) continue;
    best = {
      ...{ nodes, meanHops: Math.round(path.mean * 100) / 100, messages: messages.total },
      ...{ wallMs: Math.round(wallMs), processorMs: Math.round((user + system) / 1_000) },
      lookupsPerWallSecond: Math.round((LOOKUPS * 1_000) / wallMs),
      bytesPerNode,
    };
  }
  return best as Figures;
}

/** A ring that has just begun, without keys: what the heap has grown by, with all that is no longer needed taken away. */
async function memoryOf(nodes: number): Promise<number> {
  const before = collect();
  const ring = await Ring.begin(ringRequest({ nodes, keys: 0 }));
  const grown = collect() - before;
  if (ring.living.circle.length !== nodes) throw new Error('not all nodes are there');
  return Math.round(grown / nodes);
}

function collect(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

export async function chordFigures(): Promise<object> {
  // The first ring is slower than all others, until the engine has compiled what it runs.
  await simulate({ nodes: 200, lookups: 2_000, keys: 0 });
  const rings: Figures[] = [];
  for (const nodes of SIZES) rings.push(await figuresOf(nodes));
  const [small, large] = rings as [Figures, Figures];
  return {
    machine: {
      cores: availableParallelism(),
      processor: cpus()[0]?.model,
      node: process.version,
      load: loadavg(),
    },
    lookups: LOOKUPS,
    rings,
    growth: {
      wall: Math.round((large.wallMs / small.wallMs) * 100) / 100,
      processor: Math.round((large.processorMs / small.processorMs) * 100) / 100,
    },
  };
}
