/**
 * How late a thread comes to what it has to do: whoever hosts it asks for a tick every so many milliseconds, and counts by how much later each one
 * came. Whatever runs long in between makes it late, be it ours, the engine's collector of garbage or another program of the machine.
 */
export const LOOP_TICK_MS = 20;

export interface LoopDelay {
  readonly ticks: number;
  readonly meanMs: number;
  readonly worstMs: number;
}

export class LoopWatch {
  readonly #clock: () => number;
  #last: number;
  #ticks = 0;
  #sum = 0;
  #worst = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
    this.#last = clock();
  }

  tick(): void {
    const now = this.#clock();
    // Timers may also come a little early.
    const late = Math.max(0, now - this.#last - LOOP_TICK_MS);
    this.#last = now;
    this.#ticks += 1;
    this.#sum += late;
    this.#worst = Math.max(this.#worst, late);
  }

  /** Of the ticks since it was last asked. */
  take(): LoopDelay {
    const ticks = this.#ticks;
    const taken = { ticks, meanMs: ticks === 0 ? 0 : this.#sum / ticks, worstMs: this.#worst };
    this.#ticks = this.#sum = this.#worst = 0;
    return taken;
  }
}
