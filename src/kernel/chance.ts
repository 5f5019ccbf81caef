/**
 * Named chance. What the network does with a message is a hash of (seed, the message's name, purpose), never the next draw of a
 * stream: so undoing one fault leaves the fate of every other message as it was.
 */
import { Fold, type Chain } from './fold.ts';

const PURPOSES = ['latency', 'drop', 'duplicate', 'reorder', 'copy', 'disk'] as const;
export type Purpose = (typeof PURPOSES)[number];

const purposeWord = Object.fromEntries(
  PURPOSES.map((purpose, index) => [purpose, Math.imul(index + 1, 0x9e3779b1)]),
) as Record<Purpose, number>;

/** The finaliser of MurmurHash3: every input bit reaches every output bit. */
export function finish(value: number): number {
  let word = value ^ (value >>> 16);
  word = Math.imul(word, 0x85ebca6b);
  word ^= word >>> 13;
  word = Math.imul(word, 0xc2b2ae35);
  return word ^ (word >>> 16);
}

/** A seed as a chain, from which all chance of a run is derived. `salts` are the dice thrown so far. */
export function seedChain(seed: number, salts: readonly (number | string)[] = []): Chain {
  const fold = new Fold();
  fold.number(seed);
  for (const salt of salts) fold.data(salt);
  return fold.chain();
}

export function derive(chain: Chain, ...parts: readonly (number | string)[]): Chain {
  const fold = Fold.from(chain);
  for (const part of parts) fold.data(part);
  return fold.chain();
}

/** A number in [0, 1) with 53 random bits; `draw` tells several draws for one purpose apart. */
export function uniform(a: number, b: number, purpose: Purpose, draw = 0): number {
  const word = purposeWord[purpose] + Math.imul(draw, 0x632be5ab);
  const high = finish(a + word);
  const low = finish(b ^ word ^ high);
  return ((high >>> 5) * 67_108_864 + (low >>> 6)) / 9_007_199_254_740_992;
}
