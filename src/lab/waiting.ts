/**
 * Whether anything is under way but heartbeats. While nothing is, whoever plays to the next happening only waits, and may be hurried.
 *
 * What is in the air is looked through now and then; that something else sets out is heard at once.
 */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Moments } from '../kernel/moments.ts';
import type { Run } from './run.ts';

export class Waiting {
  /** Something that is no heartbeat has set out since it was last asked. */
  isStirred = false;
  readonly #beats: ReadonlySet<string>;

  constructor({ beats }: Moments) {
    this.#beats = new Set(beats);
  }

  /** For a system that names no heartbeats there is nothing to tell apart, and an empty network is empty. */
  isOnly({ cluster }: Run): boolean {
    this.isStirred = false;
    return cluster.everybody.every(({ inbox }) => inbox.items.every(({ kind }) => this.#beats.has(kind)));
  }

  readonly hear = (event: HistoryEvent): void => {
    if (event.what === 'sent' && !this.#beats.has(event.message.kind)) this.isStirred = true;
    if (event.what === 'action') this.isStirred = true;
  };
}
