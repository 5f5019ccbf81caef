/** Questions to a recorded history. */
import type { Happening, HistoryEvent } from '../../src/cluster/recorder.ts';

type Of<What extends Happening['what']> = HistoryEvent & Extract<Happening, { readonly what: What }>;

export function only<What extends Happening['what']>(
  history: readonly HistoryEvent[],
  what: What,
): Of<What>[] {
  return history.filter((event): event is Of<What> => event.what === what);
}

/** Notes of one kind, with who made them. */
export function notes(history: readonly HistoryEvent[], kind: string): Of<'note'>[] {
  return only(history, 'note').filter((note) => note.kind === kind);
}

/** What the prompt printed for each operation. */
export function printed(history: readonly HistoryEvent[]): Map<string, string> {
  return new Map(only(history, 'settled').map(({ operation, text }) => [operation, text]));
}

/** By whom and by which send: the same message in the record of its send and of its arrival. */
export function sendOf(from: string, number: number, copy: number): string {
  return `${from}#${number}.${copy}`;
}
