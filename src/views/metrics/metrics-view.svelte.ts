/**
 * Numbers over time as the page has them: asked of the lab a few times a second while the panel is there and something goes on, and what a hand or a
 * key reads in them.
 */
import type { LabView } from '../lab-view.svelte.ts';
import { nearest } from '../geometry/chart.ts';
import { bandsOf, type Band } from './bands.ts';
import { Gathered, type MetricsData } from './chart-data.ts';
import { actsOf } from '../typed-acts.ts';

/** Nobody reads numbers that change faster. */
const EVERY = 250;

export class MetricsView {
  /** Null until the first answer; null again of a system that counts nothing. */
  data = $state.raw<MetricsData | null>(null);
  bands = $state.raw<readonly Band[]>([]);
  /** The instant that somebody reads; null while nobody does. */
  cursor = $state<number | null>(null);

  readonly #view: LabView;
  readonly #gathered = new Gathered();
  #isStopped = false;
  #seen = '';
  #marksSeen = '';

  constructor(view: LabView) {
    this.#view = view;
  }

  /** The place of the point that is read: the one under the cursor, else the one of the moment that is looked at. */
  readonly reading = $derived.by(() => {
    if (this.data === null) return -1;
    return nearest(this.data.times, this.cursor ?? this.#view.frame.at);
  });

  /** Until it is told to stop. */
  async goOn(): Promise<void> {
    while (!this.#isStopped) {
      await this.#ask();
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #ask(): Promise<void> {
    const { frame, close, steady } = this.#view;
    const { epoch, branch, head, playing, marksNumber } = frame;
    const moment = `${epoch} ${branch} ${head}`;
    if (!playing && moment === this.#seen && this.data?.isWhole === true) return;
    const { generation, cursor } = this.#gathered;
    const answer = await close.metrics({ generation, cursor });
    if (this.#isStopped) return;
    this.#seen = moment;
    const order = (steady?.nodes ?? []).map(({ id }) => id);
    this.data = answer === null ? null : this.#gathered.take(answer, order);
    const marksKey = `${epoch} ${branch} ${marksNumber}`;
    if (marksKey === this.#marksSeen) return;
    const { marks, cuts } = await close.marks();
    if (this.#isStopped) return;
    this.#marksSeen = marksKey;
    this.bands = bandsOf(marks, cuts, actsOf(frame.system, steady?.nodes ?? []));
  }
}
