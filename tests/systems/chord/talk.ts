/** A Chord store that is spoken to: lines typed at the prompt of its client, and what came of them. */
import type { RecordingLevel } from '../../../src/cluster/recorder.ts';
import type { Answer } from '../../../src/systems/chord/requests.ts';
import { play, type Run } from '../../support/cluster.ts';
import { only } from '../../support/histories.ts';

type Fields = Readonly<Record<string, unknown>>;
type Line = readonly [at: string, text: string] | Fields;

export interface Talk extends Run {
  /** Of the lines, in their order: what was printed, null where nothing was by the end. */
  readonly replies: readonly (string | null)[];
  readonly ends: readonly { readonly status: string; readonly value: Answer }[];
  /** How long each took, in ms. */
  readonly took: readonly number[];
}

/** Lines are typed by `c1`; what is no line is an action. */
export async function talk(
  lines: readonly Line[],
  more: Fields = {},
  level: RecordingLevel = 'messages',
): Promise<Talk> {
  const script = lines.map((line) =>
    isTyped(line) ? { at: line[0], do: 'command', client: 'c1', text: line[1] } : line,
  );
  const network = { latency: { law: 'constant', min: '10ms' } };
  const run = await play({ system: 'chord', network, until: '60s', script, ...more }, { level });
  const settled = new Map(only(run.history, 'settled').map((event) => [event.operation, event]));
  const invoked = new Map(only(run.history, 'invoked').map((event) => [event.operation, event.at]));
  const ids = lines.filter(isTyped).map((_, index) => `c1.${index + 1}`);
  return {
    ...run,
    replies: ids.map((id) => settled.get(id)?.text ?? null),
    ends: ids.map((id) => settled.get(id)?.outcome as never),
    took: ids.map((id) => ((settled.get(id)?.at ?? NaN) - (invoked.get(id) ?? NaN)) / 1_000),
  };
}

/** One line each second, from the first on. */
export function typed(...texts: readonly string[]): readonly (readonly [string, string])[] {
  return texts.map((text, index) => [`${index + 1}s`, text] as const);
}

function isTyped(line: Line): line is readonly [string, string] {
  return Array.isArray(line);
}
