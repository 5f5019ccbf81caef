/** The histories as files: every event, or the operations as clients saw them. One JSON object a line. */
import type { HistoryEvent } from '../cluster/recorder.ts';
import { NEVER } from '../kernel/time.ts';
import type { OperationRecord } from './operations.ts';

export function historyLines(events: readonly HistoryEvent[]): string {
  return events.map((event) => `${JSON.stringify(event, plainBytes)}\n`).join('');
}

/** Bytes as a list of numbers: JSON knows none. */
function plainBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? [...value] : value;
}

/**
 * `{process, type, f, value}` as checkers read it: `invoke`, then `ok`, `fail` or `info` (unknown: it may have happened). Operations of one
 * client that overlap are processes of their own, because one process does one thing at a time.
 */
export function operationLines(operations: readonly OperationRecord[]): string {
  const lines: { readonly at: number; readonly order: number; readonly line: object }[] = [];
  const busyUntil = new Map<string, number[]>();
  for (const [index, operation] of operations.entries()) {
    const { client, invoked, settled, status, body, value } = operation;
    const lanes = busyUntil.get(client) ?? [];
    busyUntil.set(client, lanes);
    const free = lanes.findIndex((until) => until <= invoked);
    const lane = free < 0 ? lanes.length : free;
    // What is unknown stays open to the end, so its process never does anything again.
    lanes[lane] = settled === null || status === 'unknown' ? NEVER : settled;
    const process = lane === 0 ? client : `${client}/${lane + 1}`;
    const request = body as { readonly do?: string; readonly text?: string } | null;
    const f = request?.do ?? 'command';
    const common = { process, f };
    lines.push({
      at: invoked,
      order: 2 * index,
      line: { ...common, type: 'invoke', value: request?.text ?? null, at: invoked },
    });
    if (settled === null) continue;
    const type = status === 'ok' ? 'ok' : status === 'failed' ? 'fail' : 'info';
    lines.push({ at: settled, order: 2 * index + 1, line: { ...common, type, value, at: settled } });
  }
  lines.sort((left, right) => left.at - right.at || left.order - right.order);
  return lines.map(({ line }) => `${JSON.stringify(line, plainBytes)}\n`).join('');
}
