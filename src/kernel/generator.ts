/**
 * A node's own generator: what `self.random()` draws from. A stream is right here, because a program's draws belong to the program's
 * own history. Its state is four integers, so it travels in every checkpoint.
 */
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { Chain } from './fold.ts';

export class Generator {
  #stream: ReturnType<typeof xoroshiro128plusFromState>;

  constructor(chain: Chain) {
    this.#stream = xoroshiro128plusFromState([
      chain[0],
      chain[1],
      ~chain[0] ^ 0x5bd1e995,
      ~chain[1] ^ 0x1b873593,
    ]);
    // The first outputs still show the seed's shape.
    for (let warm = 0; warm < 8; warm += 1) this.#stream.next();
  }

  static from(state: readonly number[]): Generator {
    const generator = new Generator([1, 2]);
    generator.#stream = xoroshiro128plusFromState([...state]);
    return generator;
  }

  state(): readonly number[] {
    return this.#stream.getState();
  }

  /** In [0, 1), 53 bits. */
  next(): number {
    const high = this.#stream.next() >>> 5;
    const low = this.#stream.next() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }
}
