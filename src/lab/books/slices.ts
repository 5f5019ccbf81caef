/** Long work beside a run, a little at a time: between the slices whoever waits for a frame has a turn. */

/** Half of what a frame has. */
const SLICE = 8;

export class Slices {
  readonly #wall: () => number;
  readonly #rest: () => Promise<void>;
  #began: number;

  constructor(wall: () => number, rest: () => Promise<void>) {
    this.#wall = wall;
    this.#rest = rest;
    this.#began = wall();
  }

  get isOver(): boolean {
    return this.#wall() - this.#began >= SLICE;
  }

  async rest(): Promise<void> {
    await this.#rest();
    this.#began = this.#wall();
  }
}

/** Short enough to be sorted within a slice. */
const RUN = 2_048;

/** Stable, as `sort` is. */
export async function sortInSlices(
  numbers: Uint32Array,
  compare: (left: number, right: number) => number,
  slices: Slices,
): Promise<Uint32Array> {
  let sorted = numbers.slice();
  for (let from = 0; from < sorted.length; from += RUN) {
    sorted.subarray(from, from + RUN).sort(compare);
    if (slices.isOver) await slices.rest();
  }
  let merged = new Uint32Array(sorted.length);
  for (let run = RUN; run < sorted.length; run *= 2) {
    for (let from = 0; from < sorted.length; from += 2 * run)
      await merge(sorted, merged, [from, from + run, from + 2 * run], compare, slices);
    [sorted, merged] = [merged, sorted];
  }
  return sorted;
}

async function merge(
  source: Uint32Array,
  target: Uint32Array,
  [from, middle, end]: readonly [from: number, middle: number, end: number],
  compare: (left: number, right: number) => number,
  slices: Slices,
): Promise<void> {
  const [leftEnd, rightEnd] = [Math.min(middle, source.length), Math.min(end, source.length)];
  let [left, right] = [from, leftEnd];
  for (let at = from; at < rightEnd; at += 1) {
    const isLeft =
      right >= rightEnd || (left < leftEnd && compare(source[left] as number, source[right] as number) <= 0);
    target[at] = source[isLeft ? left++ : right++] as number;
    if (at % RUN === 0 && slices.isOver) await slices.rest();
  }
}
