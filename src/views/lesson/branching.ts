/** What was seen on a branch, as a prediction looks at it: what had happened before belongs to it, unless the branch began anew. */
import type { HistoryEvent } from '../../cluster/recorder.ts';
import { Operations } from '../../history/operations.ts';
import type { HistoryView } from '../../history/predicates/index.ts';
import type { Facts } from '../../kernel/facts.ts';
import type { Supposed } from '../../lab/supposing.ts';
import type { Overview } from './record-of-run.ts';

export class Branching {
  readonly #overview: Overview | null;
  readonly #past: readonly HistoryEvent[];
  readonly #before: Facts | null;

  constructor(
    overview: Overview | null,
    { past, before }: { readonly past: readonly HistoryEvent[]; readonly before: Facts | null },
  ) {
    this.#overview = overview;
    this.#past = past;
    this.#before = before;
  }

  /** One for each look. */
  views({ anew, looks }: Supposed): readonly HistoryView[] {
    const past = anew === null ? this.#past : [];
    const before = anew === null ? this.#before : (this.#overview?.(anew.inside) ?? null);
    return looks.map(({ at, inside, checks, events }) => {
      const all = [...past, ...events];
      const operations = new Operations();
      operations.record(all);
      const facts = this.#overview?.(inside) ?? null;
      return { at, events: all, operations: operations.sorted(), checks, facts, before };
    });
  }
}
