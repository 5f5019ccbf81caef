/**
 * What a read would bring, by trying: branches with other dice go on from the instant that is looked at. While time runs fast there is no such
 * instant; then nothing is counted.
 */
import { untrack } from 'svelte';
import type { Foresight } from '../../lab/foresight.ts';
import type { LabView } from '../lab-view.svelte.ts';

/** So many tell one in three from one in two. */
export const BRANCHES = 12;
/** While time runs slowly it is tried again so often, in ms: trying takes the machine's time too. */
const EVERY = 2_000;
const SLOW = 1;

const salts = Array.from({ length: BRANCHES }, (_, index) => index + 1);

export class Forecast {
  found = $state.raw<Foresight | null>(null);
  isTrying = $state(false);
  readonly #view: LabView;
  readonly #ask: () => string | null;
  #triedAt = '';
  #since = -Infinity;
  #number = 0;

  constructor(view: LabView, ask: () => string | null) {
    this.#view = view;
    this.#ask = ask;
    // What comes is no function of what stands here: another thread runs the branches.
    $effect(() => {
      void view.steady;
      const { settled, epoch } = view.frame;
      const text = ask();
      if (settled && text !== null) untrack(() => this.#try(text, epoch));
    });
    // Whoever looks at something else does not wait for this.
    $effect(() => () => void (this.#number += 1));
  }

  /** Of an instant that has long passed nothing is said. */
  get isOf(): boolean {
    const { playing, pace } = this.#view.frame;
    return this.found !== null && (!playing || this.#isSlow(pace));
  }

  #isSlow(pace: LabView['pace']): boolean {
    return pace !== 'flat out' && pace <= SLOW;
  }

  #try(text: string, epoch: number): void {
    const { frame, script } = this.#view;
    const isDue = performance.now() - this.#since > EVERY;
    if (frame.playing && (!isDue || !this.#isSlow(frame.pace) || this.isTrying)) return;
    const of = `${epoch} ${frame.at} ${script.length} ${text}`;
    if (of === this.#triedAt) return;
    this.#triedAt = of;
    this.#since = performance.now();
    void this.#run(text);
  }

  async #run(text: string): Promise<void> {
    const number = (this.#number += 1);
    this.isTrying = true;
    const found = await this.#view.close.foresee({ text, salts });
    if (number !== this.#number) return;
    this.isTrying = false;
    if (found !== null) this.found = found;
    // It was overtaken by time that went on: what stands now is another question.
    else if (this.#ask() !== null) this.#triedAt = '';
  }
}
