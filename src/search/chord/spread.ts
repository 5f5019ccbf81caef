/** How whole numbers lie: exact, because there are few different ones. Plain data, for charts. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly p1: number;
  readonly p99: number;
  readonly max: number;
  /** How often each number came, from 0 on. */
  readonly counts: readonly number[];
}

export class Tally {
  readonly #counts: number[] = [];
  #count = 0;
  #sum = 0;

  get count(): number {
    return this.#count;
  }

  add(value: number): void {
    while (this.#counts.length <= value) this.#counts.push(0);
    this.#counts[value] = (this.#counts[value] as number) + 1;
    this.#count += 1;
    this.#sum += value;
  }

  spread(): Spread {
    const counts = [...this.#counts];
    return {
      count: this.#count,
      mean: this.#count === 0 ? 0 : this.#sum / this.#count,
      p1: this.#quantile(0.01),
      p99: this.#quantile(0.99),
      max: Math.max(0, counts.length - 1),
      counts,
    };
  }

  /** The least number that so large a share does not exceed. */
  #quantile(share: number): number {
    let seen = 0;
    for (const [value, times] of this.#counts.entries()) {
      seen += times;
      if (seen >= share * this.#count) return value;
    }
    return 0;
  }
}
