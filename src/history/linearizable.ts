/** The checker of histories as an invariant may ask it: with deeds on cells, and a verdict for an answer. */
import { clientOf } from '../kernel/contract.ts';
import type { CellDeed, Verdict } from '../kernel/system.ts';
import { checkers } from './checkers/models/index.ts';
import { requestsOf } from './checkers/request.ts';
import type { OperationRecord } from './operations.ts';

/** Enough for ten thousand deeds that are not all open to the end; a run is asked about once, and somebody waits. */
const STEPS = 1_000_000;

export function linearizable(deeds: readonly CellDeed[]): Verdict {
  const records = deeds.map(recordOf).sort((left, right) => left.invoked - right.invoked);
  const judgement = checkers.get('kv')?.judge(requestsOf(records), { budget: STEPS });
  if (judgement?.verdict === 'ok') return { ok: true, detail: `${records.length} operations` };
  // That the search took too long says nothing against whom it was about.
  if (judgement?.verdict === 'unknown') return { ok: true, detail: `undecided: ${judgement.says}` };
  if (judgement?.verdict !== 'violated') return { ok: false, detail: judgement?.says ?? 'no checker' };
  const { key, impossible, operations } = judgement.witness;
  const others = operations.filter(({ id }) => id !== impossible.id).map(({ id, says }) => `${id} ${says}`);
  return {
    ok: false,
    detail: `${key}: nothing explains ${impossible.id} ${impossible.says} beside ${others.join(', ')}`,
  };
}

function recordOf({ id, do: verb, key, value, ...told }: CellDeed): OperationRecord {
  const { invoked, settled, status } = told;
  const body = verb === 'read' ? { do: verb, key } : { do: verb, key, value };
  return { id, client: clientOf(id), invoked, settled, status, value, text: null, body };
}
