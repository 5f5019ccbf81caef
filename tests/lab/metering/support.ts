/** A lab that is asked for numbers as the panel asks for them. */
import { expect } from 'vitest';
import { LocalHost } from '../../../src/cluster/local-host.ts';
import { Lab } from '../../../src/lab/lab.ts';
import type { MetricsAnswer, Point, SeriesPicture } from '../../../src/lab/metering/records.ts';
import { Replay } from '../../../src/lab/replay.ts';
import { programOf } from '../../../src/systems/programs.ts';

export const SECOND = 1_000_000;

/** What the panel knows by its last answer. */
export interface Known {
  readonly answer: MetricsAnswer;
  readonly points: ReadonlyMap<number, Point>;
}

export class Metered {
  readonly lab: Lab;
  /** Real time, by hand. */
  wall = 0;
  /** How often the replayer was asked for samples. */
  replays = 0;
  #points = new Map<number, Point>();
  #answer: MetricsAnswer | null = null;

  constructor() {
    const replay = new Replay();
    const { sample } = replay;
    replay.sample = async (order) => {
      this.replays += 1;
      return sample.call(replay, order);
    };
    this.lab = new Lab({
      makeHost: () => new LocalHost(programOf),
      makeReplayer: () => replay,
      wall: () => this.wall,
    });
  }

  async open(scenario: object): Promise<this> {
    expect(
      await this.lab.open({ text: JSON.stringify({ version: 1, system: 'cache', ...scenario }) }),
    ).toEqual({ ok: true });
    return this;
  }

  /** Once, as it is done a few times a second. */
  async ask(): Promise<Known> {
    const { generation = 0, cursor = 0 } = this.#answer ?? {};
    const answer = await this.lab.metrics({ generation, cursor });
    if (answer === null) throw new Error('nothing is counted');
    if (answer.generation !== generation) this.#points.clear();
    for (const point of answer.points) this.#points.set(point.at, point);
    this.#answer = answer;
    return { answer, points: this.#points };
  }

  /** Until everything that has passed is known. */
  async askUntilWhole(): Promise<Known> {
    for (let times = 0; times < 10_000; times += 1) {
      const known = await this.ask();
      if (known.answer.isWhole) return known;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    throw new Error('it never came to an end');
  }

  async seek(at: number): Promise<void> {
    expect(await this.lab.seek(at)).toEqual({ ok: true });
    // Whoever stays has come to rest there.
    this.wall += 1_000;
    await this.lab.frame(0, { epoch: -1, cursor: 0, picture: -1 });
  }
}

export function valueAt(
  { answer, points }: Known,
  at: number,
  chart: SeriesPicture['chart'],
  { who = null, part = '' }: { readonly who?: string | null; readonly part?: string } = {},
): number {
  const place = answer.series.findIndex(
    (series) => series.chart === chart && series.who === who && series.part === part,
  );
  expect(place, `${chart} ${who} ${part}`).toBeGreaterThanOrEqual(0);
  return points.get(at)?.values[place] ?? NaN;
}

/** One value after the other. */
export function line(known: Known, chart: SeriesPicture['chart'], which = {}): readonly number[] {
  return [...known.points.keys()]
    .sort((left, right) => left - right)
    .map((at) => valueAt(known, at, chart, which));
}

/** For comparing: NaN is equal to itself, and the order of arrival is none of the matter. */
export function table({ answer, points }: Known): readonly string[] {
  return [...points.values()]
    .sort((left, right) => left.at - right.at)
    .map(({ at, values }) => {
      const named = answer.series.map(
        ({ chart, who, part }, place) => `${chart}/${who}/${part}=${values[place]}`,
      );
      return `${at} ${named.toSorted().join(' ')}`;
    });
}
