/** Every client's operations: invoked, then ok, failed or unknown. */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Data, NodeId, Status } from '../kernel/contract.ts';
import { clientOf } from '../kernel/contract.ts';
import { compareText } from '../kernel/order.ts';
import type { NoteTold } from '../kernel/system.ts';

export interface OperationRecord {
  readonly id: string;
  readonly client: NodeId;
  readonly invoked: number;
  readonly body: Data;
  settled: number | null;
  status: Status | null;
  value: Data;
  text: string | null;
}

export class Operations {
  readonly records = new Map<string, OperationRecord>();
  /** Of the kinds that are watched, because somebody judges by them. */
  readonly notes: NoteTold[] = [];
  readonly #watched: ReadonlySet<string>;

  constructor(watched: readonly string[] = []) {
    this.#watched = new Set(watched);
  }

  record(events: readonly HistoryEvent[]): void {
    for (const event of events) {
      if (event.what === 'note') {
        const { at, node, kind, detail } = event;
        if (this.#watched.has(kind)) this.notes.push({ at, node, kind, detail });
      } else if (event.what === 'invoked') {
        const { operation: id, body, at } = event;
        this.records.set(id, {
          id,
          client: clientOf(id),
          invoked: at,
          body,
          settled: null,
          status: null,
          value: null,
          text: null,
        });
      } else if (event.what === 'settled') {
        const record = this.records.get(event.operation);
        if (record === undefined) continue;
        record.settled = event.at;
        record.status = event.outcome.status;
        record.value = event.outcome.value;
        record.text = event.text;
      }
    }
  }

  /** How many ended how; those still open at the end count as unknown: they may have happened. */
  counts(): { ok: number; failed: number; unknown: number } {
    const counts = { ok: 0, failed: 0, unknown: 0 };
    for (const { status } of this.records.values()) counts[status ?? 'unknown'] += 1;
    return counts;
  }

  /** The latency of answered operations at these shares of all, in virtual µs; null without any. */
  latencies(shares: readonly number[]): (number | null)[] {
    const sorted = [...this.records.values()]
      .filter(({ status, settled }) => settled !== null && status === 'ok')
      .map(({ invoked, settled }) => (settled as number) - invoked)
      .sort((left, right) => left - right);
    return shares.map(
      (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null,
    );
  }

  /** In the order of invocation. */
  sorted(): OperationRecord[] {
    return [...this.records.values()].sort(
      (left, right) => left.invoked - right.invoked || compareText(left.id, right.id),
    );
  }
}
