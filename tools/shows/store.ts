/** The store: beside a real Redis, fuzzed, killed, spoilt on its disk, and met by clients and benchmarks that know nothing of it. */
import { streams } from '../../tests/store/differential/generators/index.ts';
import { runDifferential, tellMismatch } from '../../tests/store/differential/run.ts';
import { POLICIES, runCrashes, type CrashOptions } from '../../tests/store/persistence/crashes.ts';
import { runFlips } from '../../tests/store/persistence/flips.ts';
import { benchmarked, runBenchmark } from '../../tests/store/resp/benchmark.ts';
import {
  startHost,
  tryIoredis,
  tryNodeRedis,
  tryRedisCli,
  type Host,
} from '../../tests/store/resp/clients.ts';
import { runDoorFuzz, runEveryCut, runProtocolFuzz } from '../../tests/store/resp/fuzz.ts';
import { openDoor } from '../resp/door.ts';
import { createEngine } from '../resp/engine.ts';
import type { Proof } from './proof.ts';

const SEEDS = [101, 102, 103, 104];
const COMMANDS = 60_000;
const FUZZ_INPUTS = 100_000;
const DOOR_INPUTS = 20_000;
const CUT_STREAMS = 500;
const CRASHES = 1_000;
const FLIP_SEEDS = [2, 3, 4];
const DEPTHS = [1, 16, 64];
const REQUESTS = 50_000;

const inputs = (count: number): string => count.toLocaleString('en').replaceAll(',', ' ');

export const store: readonly Proof[] = [
  ...Object.keys(streams).map((group): Proof => ({
    says: `${inputs(SEEDS.length * COMMANDS)} commands of ${group} beside a real Redis`,
    prove: () => besideRedis(group),
  })),
  { says: `${inputs(FUZZ_INPUTS)} malformed inputs, a PING after each`, prove: fuzz },
  { says: `${inputs(DOOR_INPUTS)} malformed inputs to a port, a PING after each`, prove: doorFuzz },
  { says: `${CUT_STREAMS} valid streams cut before every byte, a PING after each`, prove: everyCut },
  ...POLICIES.map((policy): Proof => ({
    says: `killed at ${inputs(CRASHES)} random points under appendfsync ${policy}`,
    prove: () => crashes(policy),
  })),
  { says: 'every byte of log and snapshot flipped', prove: flips },
  ...DEPTHS.map((depth): Proof => ({
    says: `redis-benchmark at -P ${depth}`,
    prove: () => withDoor((port) => benchmarks(port, depth)),
  })),
  ...Object.entries({ 'redis-cli': tryRedisCli, ioredis: tryIoredis, 'node-redis': tryNodeRedis }).map(
    ([name, meet]): Proof => ({ says: `${name} as it comes`, prove: () => withHost(meet) }),
  ),
];

type Shown = ReturnType<Proof['prove']>;

async function besideRedis(group: string): Shown {
  let compared = 0;
  for (const seed of SEEDS) {
    const { commands, mismatches } = await runDifferential({ groups: [group], commands: COMMANDS, seed });
    compared += commands;
    const [first] = mismatches;
    if (first) return { ok: false, detail: tellMismatch(first) };
  }
  return { ok: true, detail: `${compared} replies are equal, seeds ${SEEDS.join(', ')}` };
}

async function fuzz(): Shown {
  const { bytes, fates } = runProtocolFuzz({ inputs: FUZZ_INPUTS, seed: 11 });
  return { ok: true, detail: `${bytes} bytes, ${fates.leaving} connections ended by a protocol error` };
}

async function doorFuzz(): Shown {
  await withDoor((port) => runDoorFuzz(port, { inputs: DOOR_INPUTS, seed: 12 }));
  return { ok: true, detail: 'each got its PONG' };
}

async function everyCut(): Shown {
  return { ok: true, detail: `${runEveryCut({ inputs: CUT_STREAMS, seed: 13 })} cuts, the same answers` };
}

async function crashes(policy: NonNullable<CrashOptions['policy']>): Shown {
  const { faults, torn, lossy, lostMsMax } = await runCrashes({ points: CRASHES, seed: 1_001, policy });
  if (faults[0] !== undefined)
    return { ok: false, detail: `${faults.length} faults, the first: ${faults[0]}` };
  const lost = policy === 'everysec' ? `, at most ${lostMsMax} virtual ms` : '';
  return {
    ok: true,
    detail: `${torn} torn tails cut; ${lossy} power cuts lost something acknowledged${lost}`,
  };
}

async function flips(): Shown {
  let [flipped, detected] = [0, 0];
  for (const seed of FLIP_SEEDS) {
    const report = runFlips({ seed, stride: 1 });
    if (report.faults[0] !== undefined) return { ok: false, detail: report.faults[0] };
    flipped += report.flips;
    detected += report.detected;
  }
  return { ok: true, detail: `${flipped} flips: ${detected} detected, the others harmless` };
}

async function benchmarks(port: number, depth: number): Shown {
  let finished = 0;
  for (const test of benchmarked) finished += await runBenchmark({ port, test, requests: REQUESTS, depth });
  return { ok: true, detail: `${finished} tests ran to the end: ${benchmarked.join(' ')}` };
}

async function withDoor<Answer>(work: (port: number) => Promise<Answer>): Promise<Answer> {
  const engine = createEngine({ password: '', maxmemory: 0 });
  const door = await openDoor({ port: 0, connect: engine.connect });
  try {
    return await work(door.port);
  } finally {
    await door.close();
  }
}

async function withHost(meet: (host: Host) => Promise<void>): Shown {
  const host = await startHost();
  try {
    await meet(host);
  } finally {
    await host.leave();
  }
  return { ok: true, detail: 'connects, pipelines, scans and reconnects' };
}
