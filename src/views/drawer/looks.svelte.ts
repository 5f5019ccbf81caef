/** What only a closer look at each node tells: its memory, its waiting line, its clock, its disk's device. Asked now and then, while it is shown. */
import type { LabHandle } from '../../lab/types.ts';
import type { LabView } from '../lab-view.svelte.ts';

export type Look = NonNullable<Awaited<ReturnType<LabHandle['lookAtNode']>>>;

/* eslint-disable svelte/prefer-svelte-reactivity -- each Map is made anew and never changed. */

/** Nobody reads numbers that change faster. */
const EVERY = 1_000;

export class Looks {
  of = $state.raw<ReadonlyMap<string, Look>>(new Map());
  readonly #view: LabView;
  #isStopped = false;
  #seen = '';

  constructor(view: LabView) {
    this.#view = view;
  }

  /** Until it is told to stop. */
  async goOn(): Promise<void> {
    while (!this.#isStopped) {
      await this.#look();
      await new Promise((resolve) => setTimeout(resolve, this.#view.frame.playing ? EVERY : EVERY / 5));
    }
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #look(): Promise<void> {
    const { frame, picture, close } = this.#view;
    const moment = `${frame.epoch} ${frame.pictureNumber} ${frame.settled}`;
    if (moment === this.#seen || picture === null) return;
    const found = await Promise.all(
      picture.nodes.filter(({ isClient }) => !isClient).map(({ id }) => close.lookAtNode(id)),
    );
    if (this.#isStopped || found.every((look) => look === null)) return;
    this.#seen = moment;
    this.of = new Map(found.flatMap((look) => (look === null ? [] : [[look.id, look] as const])));
  }
}
