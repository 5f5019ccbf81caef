/** The histories as files: every event, or the operations as clients saw them. One JSON object a line. */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Data } from '../kernel/contract.ts';
import { NEVER } from '../kernel/time.ts';
import type { OperationRecord } from './operations.ts';

export function historyLines(events: readonly HistoryEvent[]): string {
  return events.map((event) => `${JSON.stringify(event, plainBytes)}\n`).join('');
}

/** Bytes as a list of numbers: JSON knows none. */
function plainBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? [...value] : value;
}

/** One end of an operation: its invocation, or what became of it. */
export interface OperationMark {
  readonly operation: OperationRecord;
  readonly at: number;
  readonly process: string;
  readonly f: string;
  readonly key: Data | undefined;
  readonly asked: Data;
  readonly type: 'invoke' | 'ok' | 'fail' | 'info';
}

/**
 * Both ends of every operation, by time; what ends at an instant stands before what begins at it later in the list. Operations of one
 * client that overlap are processes of their own, because one process does one thing at a time.
 */
export function operationMarks(operations: readonly OperationRecord[]): OperationMark[] {
  const marks: (OperationMark & { readonly order: number })[] = [];
  const busyUntil = new Map<string, number[]>();
  for (const [index, operation] of operations.entries()) {
    const { client, invoked, settled, status, body } = operation;
    const lanes = busyUntil.get(client) ?? [];
    busyUntil.set(client, lanes);
    const free = lanes.findIndex((until) => until <= invoked);
    const lane = free < 0 ? lanes.length : free;
    // What is unknown stays open to the end, so its process never does anything again.
    lanes[lane] = settled === null || status === 'unknown' ? NEVER : settled;
    const process = lane === 0 ? client : `${client}/${lane + 1}`;
    const common = { operation, process, ...wordsOf(body) };
    marks.push({ ...common, at: invoked, type: 'invoke', order: 2 * index });
    if (settled === null) continue;
    const type = status === 'ok' ? 'ok' : status === 'failed' ? 'fail' : 'info';
    marks.push({ ...common, at: settled, type, order: 2 * index + 1 });
  }
  return marks.sort((left, right) => left.at - right.at || left.order - right.order);
}

/** What a body says in the words of a history: its verb, on what, and with which value. */
function wordsOf(body: Data): { f: string; key: Data | undefined; asked: Data } {
  const request = (body ?? {}) as Readonly<Record<string, Data | undefined>>;
  const { do: verb, key, text, command, value, args } = request;
  const f = typeof verb === 'string' ? verb : 'command';
  return { f, key, asked: command ?? text ?? value ?? args ?? null };
}

/** `{process, type, f, key?, value, at}` as checkers read it: `invoke`, then `ok`, `fail` or `info` (unknown: it may have happened). */
export function operationLines(operations: readonly OperationRecord[]): string {
  return operationMarks(operations)
    .map(({ operation, at, process, f, key, asked, type }) => {
      const value = type === 'invoke' ? asked : operation.value;
      return `${JSON.stringify({ process, f, key, type, value, at }, plainBytes)}\n`;
    })
    .join('');
}
