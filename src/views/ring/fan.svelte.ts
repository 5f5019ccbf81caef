/** Which slice's keys are fanned out, and what they are: asked for while somebody looks at it, since the ring itself knows only how many there are. */
import type { LabView } from '../lab-view.svelte.ts';
import { beadsOf } from '../systems/index.ts';
import type { Arc, Bead } from '../systems/scene.ts';

const AGAIN = 700;

export interface Fanned {
  readonly arc: Arc;
  /** Null where they are too many to be named. */
  readonly beads: readonly Bead[] | null;
  readonly count: number;
}

export class Fan {
  shown = $state.raw<Fanned | null>(null);
  #arc: Arc | null = null;
  #turn = 0;
  readonly #view: LabView;

  constructor(view: LabView) {
    this.#view = view;
  }

  /** The same slice again changes nothing. */
  open(arc: Arc): void {
    if (this.#arc !== null && this.#arc.from === arc.from && this.#arc.to === arc.to) return;
    this.#arc = arc;
    this.#turn += 1;
    void this.#ask(arc, this.#turn);
  }

  close(): void {
    this.#arc = null;
    this.#turn += 1;
    this.shown = null;
  }

  async #ask(arc: Arc, turn: number): Promise<void> {
    const inside = await this.#view.lookAtStretch(arc.from, arc.to);
    if (turn !== this.#turn) return;
    if (inside !== null) {
      const counts = Object.values(inside.nodes).map(({ holdings }) => holdings?.count ?? 0);
      const beads = beadsOf(this.#view.frame.system, inside);
      this.shown = { arc, beads, count: beads?.length ?? Math.max(0, ...counts) };
    }
    setTimeout(() => {
      if (turn === this.#turn) void this.#ask(arc, turn);
    }, AGAIN);
  }
}
