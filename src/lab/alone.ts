/** A lab that brings time on by itself while nobody pulls frames. */
/** How often, in real ms. */
const EVERY = 50;

/** Real time, which only whoever makes a lab has. Without `rest` it never runs alone. */
interface Clock {
  wall(): number;
  rest?(milliseconds: number): Promise<void>;
}

export class Alone {
  readonly #clock: Clock;
  /** Whoever began before the latest turn has been called off. */
  #turn = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `pass` is told how much real time has gone by. */
  begin(pass: (elapsed: number) => Promise<void>): void {
    this.#turn += 1;
    void this.#run(this.#turn, pass);
  }

  end(): void {
    this.#turn += 1;
  }

  async #run(turn: number, pass: (elapsed: number) => Promise<void>): Promise<void> {
    const clock = this.#clock;
    for (let before = clock.wall(); clock.rest !== undefined;) {
      await clock.rest(EVERY);
      if (turn !== this.#turn) return;
      const now = clock.wall();
      const elapsed = now - before;
      before = now;
      await pass(elapsed);
    }
  }
}
