/** The cache in storms of random faults: what it promises holds in all of them, and nodes with one thing wrong are found. */
import { describe, expect, it } from 'vitest';
import { Cluster } from '../../src/cluster/cluster.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { checkers } from '../../src/history/checkers/models/index.ts';
import { requestsOf } from '../../src/history/checkers/request.ts';
import { Operations, type OperationRecord } from '../../src/history/operations.ts';
import { stormScenario } from '../../src/search/storm.ts';
import { cache } from '../../src/systems/cache/index.ts';
import { cacheStorm } from '../../src/systems/cache/storm.ts';
import type { RegisteredSystem } from '../../src/systems/registered.ts';
import { scenarioOf, type ScenarioFile } from '../support/cluster.ts';
import { storms, weather } from './storms.ts';

const SEEDS = 80;
/** So many in one test: a slow machine still says which part it was in. */
const PART = 20;
const parts = Array.from({ length: SEEDS / PART }, (_, index) => 1 + index * PART);

/** All storms of this system run under these options, and with these fields of the scenario. */
function under(
  options: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
): RegisteredSystem {
  const scenario: typeof cacheStorm.scenario = (dice) => {
    const drawn = cacheStorm.scenario(dice);
    return { ...drawn, ...more, options: { ...(drawn.options as object), ...options } };
  };
  return { ...cache, storm: () => ({ ...cacheStorm, scenario }) };
}

describe('the cache', () => {
  it.each(parts)('keeps its promises through twenty storms from seed %i', async (from) => {
    expect(await storms(cache, from, PART)).toEqual([]);
  });

  // Each is found by the first of these seeds, which took a search over many.
  it.each([
    ['no-tombstones', 1, 60],
    ['hasty-move', 60, 40],
    ['own-expiry', 70, 40],
    ['blind-repair', 130, 40],
  ])('that has the fault %s is found', async (mutant, from, count) => {
    const broken = under({ mutants: [mutant] });
    let found: string | null = null;
    for (let seed = from; seed < from + count && found === null; seed += 1)
      found = await weather(broken, seed);
    expect(found).toContain('of cache:');
  });
});

describe('the cache in quorum mode', () => {
  const meeting = {
    ...{ mode: 'quorum', replicas: 3, read: 2, write: 2, sloppy: false, appendfsync: 'always' },
    requestIds: false,
  };

  it.each([
    ['where quorums meet', meeting],
    ['where they may miss each other', { ...meeting, read: 1, write: 1, siblings: false }],
    ['with stand-ins', { ...meeting, sloppy: true }],
    ['with siblings', { ...meeting, siblings: true }],
  ])('keeps its promises through five storms %s', async (_, options) => {
    expect(await storms(under(options), 2_000, 5)).toEqual([]);
  });

  it.each(['no-tombstones', 'blind-repair'])('that has the fault %s is found', async (mutant) => {
    const broken = under({ ...meeting, siblings: false, mutants: [mutant] });
    let found: string | null = null;
    for (let seed = 3_000; seed < 3_040 && found === null; seed += 1) found = await weather(broken, seed);
    expect(found).toContain('of cache:');
  });
});

/** Keys with one owner, and stand-ins for it; so many of them that few are written twice, for what is written again is not missed. */
describe('the cache in quorum mode with stand-ins alone', () => {
  const lonely = {
    ...{ mode: 'quorum', replicas: 1, read: 1, write: 1, sloppy: true, siblings: false },
    ...{ appendfsync: 'always', requestIds: false },
  };
  const workload = [{ clients: 2, rate: 60, keys: 1_200, reads: 0.3, until: '14s' }];

  it('keeps its promises through three storms', async () => {
    expect(await storms(under(lonely, { workload }), 3_010, 3)).toEqual([]);
  });

  it('that drops hints is found', async () => {
    const broken = under({ ...lonely, mutants: ['hint-dropped'] }, { workload });
    let found: string | null = null;
    for (let seed = 3_010; seed < 3_018 && found === null; seed += 1) found = await weather(broken, seed);
    expect(found).toContain('nothing acknowledged is forgotten');
  });
});

/** What a client was told, without the words about who told it; a copy's word is no promise. */
function asHistory(records: readonly OperationRecord[]): OperationRecord[] {
  return (
    records
      .filter(({ value }) => (value as { readonly isStale?: boolean } | null)?.isStale !== true)
      // The model knows strings.
      .filter(({ body }) => !/^set:/.test((body as { readonly command: readonly string[] }).command[1] ?? ''))
      .map((record) => {
        const { reply = null } = (record.value ?? {}) as { readonly reply?: OperationRecord['value'] };
        return { ...record, value: reply };
      })
  );
}

/** Whose disks keep what they were given. */
async function hasSoundDisks(seed: number): Promise<boolean> {
  const { script } = (await stormScenario(under(strict), seed)) as { script: { do: string; act?: string }[] };
  return script.every(({ do: verb, act }) => verb !== 'wipe' && act !== 'torn' && act !== 'corrupt');
}

// No write is asked twice: a retry without request ids may do the deed twice, which is no fault of the nodes.
const strict = {
  mode: 'primary',
  write: 2,
  replicas: 3,
  appendfsync: 'always',
  retries: 0,
  spreadReads: false,
};

async function histories(
  options: Readonly<Record<string, unknown>>,
  seed: number,
): Promise<OperationRecord[]> {
  const system = under(options);
  const scenario = scenarioOf((await stormScenario(system, seed)) as ScenarioFile, system);
  const operations = new Operations();
  const cluster = new Cluster({
    scenario,
    system,
    host: new LocalHost(({ role, setup }) => system.program(role, setup.options)),
    recorder: { level: 'operations', record: (events) => operations.record(events) },
  });
  await cluster.boot();
  await cluster.advanceTo(scenario.until);
  return asHistory(operations.sorted());
}

const seeds = Array.from({ length: 30 }, (_, index) => 1_001 + index);
const sound = await Promise.all(seeds.map(hasSoundDisks));

describe('with every write on two copies and on their disks', () => {
  const checker = checkers.get('redis');

  it.each(seeds.filter((_, index) => sound[index]))(
    'what clients see in storm %i could have come from one store',
    async (seed) => {
      const records = await histories(strict, seed);
      const verdict = checker?.judge(requestsOf(records), {});
      expect(`seed ${seed}: ${verdict?.verdict} ${JSON.stringify(verdict).slice(0, 600)}`).toContain(': ok');
    },
  );
});
