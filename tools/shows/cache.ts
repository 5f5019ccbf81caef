/** The cache: storms of random faults, and moves of many keys with somebody struck down in the middle. */
import { CASES, fill, LARGEST, move, type Case, type Filled } from '../../tests/systems/cache/moving.ts';
import { stormsInOrder } from '../lab/storm-jobs.ts';
import { staleness } from './cache-staleness.ts';
import type { Proof } from './proof.ts';

const KEYS = 100_000;
const STORMS = 10_000;
/** Of client operations during a move, in virtual ms; where somebody who acts is killed, what waits for a takeover may take as long as clients wait. */
const P99_MAX = 1_000;
const P99_MAX_KILLED = 3_000;

type Shown = ReturnType<Proof['prove']>;

/** Made when first asked for: every case goes on from the same instant. */
let filled: Promise<Filled> | null = null;

export const cacheProofs: readonly Proof[] = [
  ...CASES.map((each): Proof => ({
    says: `100 000 keys, ${each.says}: nothing is lost, the move comes to its end`,
    prove: () => moved(each),
  })),
  staleness,
  { says: '10 000 storms on the cache', prove: storms },
];

async function moved(each: Case): Shown {
  filled ??= fill(KEYS);
  const { faults, took, p50, p99, largest } = await move(await filled, each);
  const [ms50, ms99] = [p50, p99].map((micros) => Math.round(micros / 1_000));
  const [kind, bytes] = [...largest].reduce((most, next) => (next[1] > most[1] ? next : most));
  const bound = each.victim === undefined ? P99_MAX : P99_MAX_KILLED;
  const isBounded = (ms99 as number) <= bound && bytes <= LARGEST;
  const seconds = (took / 1_000_000).toFixed(1);
  return {
    ok: faults.length === 0 && isBounded,
    detail: [
      ...faults,
      `${seconds} virtual s, p50 ${ms50} ms, p99 ${ms99} ms, largest message ${bytes} B (${kind})`,
    ].join('; '),
  };
}

async function storms(): Shown {
  let events = 0;
  for await (const result of stormsInOrder({ system: 'cache', from: 1, count: STORMS })) {
    events += result.events;
    const broken = result.checks.find(({ ok }) => !ok);
    if (broken)
      return { ok: false, detail: `seed ${result.seed} breaks "${broken.name}" (${broken.detail})` };
  }
  return { ok: true, detail: `every invariant holds, ${events} events` };
}
