/**
 * The samples of one line of history. However long it is there are never many: when there are too many, two that follow each other become one and
 * each then stands for twice the time. Nothing that was counted gets lost by it, and a peak stays a peak.
 *
 * They may come in any order, each once: those of the present as it passes, those of the past from a replay.
 */
import type { NodeId } from '../../kernel/contract.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Measure } from '../../systems/charts.ts';
import { ALL, BASE, oneAfterTheOther, type Interval } from './sampler.ts';

/** At the first step 80 s, at 1 s more than ten minutes. */
export const SAMPLES_MOST = 640;

interface Sample {
  /** What is known of this stretch, in the order of time, neighbours put together. All of it: one that is as long as the step. */
  readonly parts: readonly Part[];
  /** Changes with it. */
  readonly serial: number;
}

interface Part {
  /** By number of steps of the first length, both ends included. */
  readonly first: number;
  readonly last: number;
  readonly interval: Interval;
}

export class Samples {
  step: Micros = BASE;
  /** Rises when what is known already is worth nothing any more. */
  generation: number;
  serial = 0;
  /** Who has a row in any of them. */
  nodes: readonly NodeId[] = [];
  #samples = new Map<number, Sample>();
  readonly #measures: readonly Measure[];

  constructor(measures: readonly Measure[], generation = 1) {
    this.#measures = measures;
    this.generation = generation;
  }

  get count(): number {
    return this.#samples.size;
  }

  has(at: Micros): boolean {
    const number = at / BASE;
    const parts = this.#samples.get(Math.ceil(at / this.step))?.parts ?? [];
    return parts.some(({ first, last }) => first <= number && number <= last);
  }

  add(interval: Interval): void {
    if (this.has(interval.at)) return;
    while (interval.at > SAMPLES_MOST * this.step) this.#double();
    const place = Math.ceil(interval.at / this.step);
    const number = interval.at / BASE;
    const parts = [...(this.#samples.get(place)?.parts ?? []), { first: number, last: number, interval }];
    this.serial += 1;
    this.#samples.set(place, { parts: this.#together(parts), serial: this.serial });
    this.#meet(interval);
  }

  /** Of a whole stretch that ends there. */
  whole(place: number): { readonly interval: Interval; readonly serial: number } | null {
    const sample = this.#samples.get(place);
    const [part, ...others] = sample?.parts ?? [];
    if (sample === undefined || part === undefined || others.length > 0) return null;
    const isWhole = (part.last - part.first + 1) * BASE === this.step;
    return isWhole ? { interval: part.interval, serial: sample.serial } : null;
  }

  /** The latest instant up to this one of which nothing is known. */
  latestMissing(until: Micros): Micros | null {
    for (let place = Math.ceil(until / this.step); place > 0; place -= 1) {
      if (this.whole(place) !== null) continue;
      const last = Math.min(place * this.step, Math.floor(until / BASE) * BASE);
      for (let at = last; at > (place - 1) * this.step; at -= BASE) if (!this.has(at)) return at;
    }
    return null;
  }

  /** Another line of history goes its own way from here on. */
  forgetAfter(at: Micros): void {
    for (const [place, { parts }] of this.#samples) {
      const kept = parts.filter(({ last }) => last * BASE <= at);
      if (kept.length === parts.length) continue;
      if (kept.length === 0) this.#samples.delete(place);
      else this.#samples.set(place, { parts: kept, serial: (this.serial += 1) });
    }
    this.generation += 1;
    this.nodes = [];
    for (const { parts } of this.#samples.values()) for (const { interval } of parts) this.#meet(interval);
  }

  #meet({ rows }: Interval): void {
    for (const id of rows.keys()) {
      if (id === ALL || this.nodes.includes(id)) continue;
      this.nodes = [...this.nodes, id];
      this.generation += 1;
    }
  }

  #double(): void {
    const before = this.#samples;
    this.step *= 2;
    this.generation += 1;
    this.#samples = new Map();
    for (const [place, { parts, serial }] of before) {
      const double = Math.ceil(place / 2);
      const other = this.#samples.get(double);
      this.#samples.set(double, {
        parts: this.#together([...(other?.parts ?? []), ...parts]),
        serial: Math.max(serial, other?.serial ?? 0),
      });
    }
  }

  #together(parts: readonly Part[]): readonly Part[] {
    const found: Part[] = [];
    for (const part of parts.toSorted((left, right) => left.first - right.first)) {
      const before = found.at(-1);
      if (before === undefined || before.last + 1 !== part.first) found.push(part);
      else {
        const interval = oneAfterTheOther(this.#measures, before.interval, part.interval);
        found.splice(-1, 1, { first: before.first, last: part.last, interval });
      }
    }
    return found;
  }
}
