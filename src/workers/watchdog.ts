/**
 * Counts the time in which nodes could have answered. Not with a clock: when the page is hidden, the laptop sleeps or the bus itself is
 * busy, a clock goes on and nodes would be called hung that never had a chance. Ticks of a timer that come late are simply fewer.
 */
export interface WatchdogOptions {
  /** Milliseconds from tick to tick. */
  readonly tick: number;
  /** No tick counts while this says no. */
  readonly isAwake: () => boolean;
  /** Called at every tick; says whether there still is anything to watch. */
  readonly look: () => boolean;
}

export class Watchdog {
  /** Ticks that counted, since ever. */
  ticks = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #options: WatchdogOptions;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /**
   * There is something to watch. Costs nothing while the timer runs: it is let run out, not stopped, when there is nothing left,
   * because calls come and go thousands of times a second.
   */
  watch(): void {
    // One timeout at a time and no interval: an interval may catch up, and make several ticks of one late one.
    this.#timer ??= setTimeout(this.#onTick, this.#options.tick);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #onTick = (): void => {
    this.#timer = undefined;
    if (this.#options.isAwake()) this.ticks += 1;
    if (this.#options.look()) this.watch();
  };
}
