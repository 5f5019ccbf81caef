/** What a client of the counter may rely on. */
import { NOT_APPLICABLE, type Invariant, type Scene } from '../../kernel/system.ts';

/** The node that counts, and faults after which its disk no longer holds what it promised. */
const COUNTING = 'n1';
const BROKEN_PROMISES = ['wipe', 'disk torn', 'disk corrupt'].map((fault) => `${fault} ${COUNTING}`);

function acknowledged({ outcomes }: Scene): number[] {
  const values: number[] = [];
  for (const { body, status, value } of outcomes.values()) {
    if (status === 'ok' && (body as { readonly do?: string }).do === 'incr') values.push(Number(value));
  }
  return values;
}

export const counterInvariants: readonly Invariant[] = [
  {
    name: 'a synced increment is never lost',
    says: 'The counter is never below the highest value that an INCR was answered with.',
    holds(scene) {
      const witness = scene.witnesses.get(COUNTING);
      if (witness === undefined || BROKEN_PROMISES.some((fault) => scene.faults.has(fault)))
        return NOT_APPLICABLE;
      const highest = acknowledged(scene).reduce((most, value) => Math.max(most, value), 0);
      const value = Number(witness.value);
      return { ok: value >= highest, detail: `value ${value}, highest answer ${highest}` };
    },
  },
  {
    name: 'no value is given twice',
    says: 'Two INCRs are never answered with the same value.',
    holds(scene) {
      if (BROKEN_PROMISES.some((fault) => scene.faults.has(fault))) return NOT_APPLICABLE;
      const values = acknowledged(scene);
      return { ok: new Set(values).size === values.length, detail: `${values.length} answers` };
    },
  },
];
