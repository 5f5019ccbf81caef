/** What the simulator needs of mathematics, made of the house's own, so that it is the same in every engine. */
import type { Generator } from '../../kernel/generator.ts';
import { ln } from '../../kernel/maths.ts';
import { MILLISECOND, type Micros } from '../../kernel/time.ts';

/** Until something that happens on average once in `mean`, whatever has been before. */
export function exponential(chance: Generator, mean: Micros): Micros {
  return Math.max(MILLISECOND, Math.round(-ln(1 - chance.next()) * mean));
}

export function log2(value: number): number {
  return ln(value) / ln(2);
}
