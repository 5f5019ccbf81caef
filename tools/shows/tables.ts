/** The table store: storms of random faults, what becomes of them without each of Raft's rules, and how long elections take. */
import { runStorm } from '../../src/search/storm.ts';
import { tables } from '../../src/systems/tables/index.ts';
import { MUTANTS, type Mutant } from '../../src/systems/tables/raft/mutants.ts';
import { downtimes, quantile, type Timeouts } from '../../tests/systems/tables/downtime.ts';
import { without } from '../../tests/systems/tables/without.ts';
import { stormsInOrder } from '../lab/storm-jobs.ts';
import type { Proof } from './proof.ts';

const STORMS = 20_000;
/** Within so many each fault is found. */
const SEARCHED = 2_000;
const CRASHES = 1_000;

type Shown = ReturnType<Proof['prove']>;

export const tablesProofs: readonly Proof[] = [
  { says: '20 000 storms on the table store', prove: storms },
  ...MUTANTS.map((rule): Proof => ({
    says: `without the rule ${rule} a storm finds it within ${SEARCHED} seeds`,
    prove: () => missed(rule),
  })),
  { says: 'a crashed leader of five is replaced as fast as timeouts allow, 1 000 times', prove: elections },
];

async function storms(): Shown {
  let events = 0;
  let undecided = 0;
  for await (const result of stormsInOrder({ system: 'tables', from: 1, count: STORMS })) {
    events += result.events;
    if (result.checks.some(({ detail }) => detail.startsWith('undecided'))) undecided += 1;
    const broken = result.checks.find(({ ok }) => !ok);
    if (broken)
      return { ok: false, detail: `seed ${result.seed} breaks "${broken.name}" (${broken.detail})` };
  }
  return {
    ok: true,
    detail: `every invariant holds, ${events} events; in ${undecided} the order of reads and writes could not be decided`,
  };
}

async function missed(rule: Mutant): Shown {
  const system = without(rule);
  for (let seed = 1; seed <= SEARCHED; seed += 1) {
    const { checks } = await runStorm(system, seed);
    const broken = checks.find(({ ok }) => !ok);
    if (broken) return { ok: true, detail: `seed ${seed} breaks "${broken.name}" (${broken.detail})` };
  }
  return { ok: false, detail: `none of ${SEARCHED} seeds does in ${tables.id}` };
}

async function elections(): Shown {
  const take = (timeouts: Timeouts): Promise<readonly number[]> => downtimes(timeouts, CRASHES);
  const usual = await take({ min: 150, max: 300 });
  const some = quantile(await take({ min: 150, max: 200 }), 0.5);
  const little = quantile(await take({ min: 150, max: 155 }), 0.5);
  const none = (await take({ min: 150, max: 150 })).filter((one) => one > 1_000).length;
  const [median, late] = [quantile(usual, 0.5), quantile(usual, 0.99)];
  return {
    ok: median >= 130 && median <= 260 && late < 700 && little > 1.5 * some && none > CRASHES / 10,
    detail: [
      `150–300 ms: median ${Math.round(median)}, p99 ${Math.round(late)} ms`,
      `150–200: median ${Math.round(some)}, 150–155: median ${Math.round(little)}`,
      `150 alone: ${none} of ${CRASHES} over 1 s`,
    ].join('; '),
  };
}
