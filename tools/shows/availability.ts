/** S4-43: a simulated day in which one node after the other fails, with request ids and without. */
import { availability, FAULT_EVERY, HOUR, type Tally } from '../../tests/systems/cache/availability.ts';
import { SECOND } from '../../src/kernel/time.ts';
import type { Proof } from './proof.ts';

const SEED = 1;
const GOAL = 0.999;

export const simulatedDay: readonly Proof[] = [false, true].map((requestIds): Proof => {
  const ids = requestIds ? 'with request ids' : 'default options';
  return {
    says: `24 virtual hours, a fault on one of five nodes every ${FAULT_EVERY / (60 * SECOND)} minutes, 10 operations a second, ${ids}`,
    async prove() {
      const tally = await availability({ seed: SEED, length: 24 * HOUR, options: { requestIds } });
      return { ok: tally.answered >= GOAL * tally.asked, detail: told(tally) };
    },
  };
});

function told(tally: Tally): string {
  const { asked, answered, refused, unknown, stale, retries, followUps, faults } = tally;
  const blows = [...faults].map(([name, count]) => `${count} ${name}`).join(', ');
  const ms = (micros: number): string => `${Math.round(micros / 1_000)} ms`;
  return [
    `${answered} of ${asked} answered (${((100 * answered) / asked).toFixed(3)} %), ${refused} refused, ${unknown} unknown`,
    `${retries} asked again after silence, ${followUps} sent on or asked again otherwise`,
    `${stale} answers from a copy, marked as possibly stale`,
    `99 % within ${ms(tally.p99)}, all within ${ms(tally.slowest)}`,
    `struck: ${blows}`,
  ].join('; ');
}
