/** What people type at a cache, and what the prompt prints. */
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import { play, type Run } from '../../support/cluster.ts';
import { only } from '../../support/histories.ts';

export type Line = readonly [at: string, text: string] | Readonly<Record<string, unknown>>;

export interface Talk extends Run {
  /** In the order of the script: what was printed, null where nothing was by the end. */
  readonly replies: readonly (string | null)[];
}

/** Lines are typed by `c1`; what is no line is an action. */
export async function talk(
  lines: readonly Line[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<Talk> {
  const script = lines.map((line) =>
    isTyped(line) ? { at: line[0], do: 'command', client: 'c1', text: line[1] } : line,
  );
  const run = await play(
    { system: 'cache', network: { latency: { law: 'constant', min: '5ms' } }, script, ...more },
    { level: 'contents' },
  );
  const settled = new Map(only(run.history, 'settled').map(({ operation, text }) => [operation, text]));
  const count = lines.filter(isTyped).length;
  const replies = Array.from({ length: count }, (_, index) => settled.get(`c1.${index + 1}`) ?? null);
  return { ...run, replies };
}

function isTyped(line: Line): line is readonly [string, string] {
  return Array.isArray(line);
}

/** The value of what `c1` was told about its operation of this number. */
export function valueOf(history: readonly HistoryEvent[], number: number): Record<string, unknown> {
  const event = only(history, 'settled').find(({ operation }) => operation === `c1.${number}`);
  return (event?.outcome.value ?? {}) as unknown as Record<string, unknown>;
}
