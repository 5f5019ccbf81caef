/** Seeded chance, and the arguments that tests like to send: ordinary ones, and those at the edges. */
import { Generator } from '../../../src/kernel/generator.ts';
import { Fold } from '../../../src/kernel/fold.ts';

export class Chance {
  readonly #generator: Generator;

  constructor(seed: number, purpose: string) {
    const fold = new Fold();
    fold.number(seed);
    fold.text(purpose);
    this.#generator = new Generator(fold.chain());
  }

  /** In [0, 1). */
  draw(): number {
    return this.#generator.next();
  }

  /** From `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.draw() * (max - min + 1));
  }

  maybe(probability: number): boolean {
    return this.draw() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.draw() * items.length)] as Item;
  }

  /** By weight: `[3, a], [1, b]` gives a three times as often as b. */
  weighted<Item>(...items: readonly (readonly [number, Item])[]): Item {
    let left = this.draw() * items.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return (items[0] as readonly [number, Item])[1];
  }

  times<Item>(min: number, max: number, make: () => Item): Item[] {
    return Array.from({ length: this.integer(min, max) }, make);
  }

  /** Any bytes at all. */
  bytes(length: number): string {
    return Array.from({ length }, () => String.fromCharCode(this.integer(0, 255))).join('');
  }

  /** A word of the language, in some case. */
  word(text: string): string {
    if (this.maybe(0.5)) return text;
    return this.maybe(0.5)
      ? text.toUpperCase()
      : [...text].map((letter) => (this.maybe(0.5) ? letter.toUpperCase() : letter.toLowerCase())).join('');
  }

  /** Few enough that commands of all types meet at the same keys. */
  key(): string {
    return this.pick(KEYS);
  }

  /** A member, field or value. */
  value(): string {
    return this.weighted(
      [6, () => this.pick(VALUES)],
      [3, () => String(this.integer(-20, 20))],
      [2, () => this.bytes(this.integer(0, 6))],
      [1, () => 'x'.repeat(this.pick([20, 44, 45, 64, 65, 100]))],
      [1, () => this.bigInteger()],
      [1, () => this.double()],
    )();
  }

  /** Mostly a valid integer, often at an edge. */
  integerText(): string {
    return this.weighted(
      [8, () => String(this.integer(-12, 12))],
      [2, () => this.bigInteger()],
      [1, () => this.pick(NO_INTEGERS)],
    )();
  }

  bigInteger(): string {
    const edge = this.pick(EDGES);
    return String(edge + BigInt(this.integer(-2, 2)));
  }

  /** Mostly a valid double, often at an edge. */
  double(): string {
    return this.weighted(
      [4, () => String(this.integer(-10, 10))],
      [4, () => String(this.integer(-1000, 1000) / this.pick([8, 10, 100, 3]))],
      [2, () => this.pick(DOUBLES)],
      [1, () => `${this.integer(0, 99)}.${this.integer(0, 999_999_999)}e${this.integer(-30, 30)}`],
      [1, () => this.pick(NO_DOUBLES)],
    )();
  }
}

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'key:1', 'key:2', '', '\0\xff\r\n', 'Käse', '{t}x', '{t}y'];
const VALUES = [
  '',
  'a',
  'b',
  'c',
  'd',
  'foo',
  'bar',
  'hello world',
  '0',
  '1',
  '10',
  '3.5',
  '\0',
  '\r\n',
  '\xff\xfe',
  'A',
];
const EDGES = [
  0n,
  9_999n,
  2n ** 31n,
  -(2n ** 31n),
  2n ** 32n,
  2n ** 53n,
  -(2n ** 53n),
  2n ** 63n - 1n,
  -(2n ** 63n),
  2n ** 64n,
];
const NO_INTEGERS = [
  '',
  ' ',
  ' 1',
  '1 ',
  '01',
  '+1',
  '-0',
  '-',
  '1.0',
  '1e3',
  'abc',
  '0x10',
  '1\0',
  '--1',
  '99999999999999999999',
];
const DOUBLES = [
  'inf',
  '-inf',
  '+inf',
  'Infinity',
  '-INFINITY',
  '0x10',
  '0x1.8p3',
  '-0',
  '.5',
  '5.',
  '+1.5',
  '1e5',
  '1E-5',
  '1e308',
  '-1e308',
  '5e-324',
  '1e22',
  '0.1',
  '0.30000000000000004',
  '3.0',
  '1e17',
  '123456789012345678',
  '17179869184.125',
];
const NO_DOUBLES = [
  '',
  ' 1',
  '1 ',
  'nan',
  '-nan',
  'abc',
  '1e',
  'e5',
  '.',
  '1e400',
  '-1e400',
  '1e-400',
  '0x',
  '1.2.3',
  '1\0',
  '+',
  'infx',
];
