/**
 * How often was a key asked for lately? An answer for every key ever seen, in a few bytes for each resident one: the sketch of TinyLFU
 * (Einziger, Friedman and Manes, 2017).
 *
 * A count-min sketch: four rows of small counters, and a key has one counter in each, found by hashing. Strangers share counters, so each
 * reads too high or just right, never too low, and the least of the four is the estimate. Only the least are raised (what is already
 * higher was raised by others).
 *
 * A doorkeeper before it: a Bloom filter that takes note of the first time. Most keys come once; they leave no trace in the counters.
 *
 * Ageing: after ten uses for every resident key all counters are halved and the doorkeeper is emptied. So yesterday's favourite fades, and
 * four bits a counter suffice. All in integers: the same on every machine.
 */
import { Fold } from '../../kernel/fold.ts';

export interface Sketch {
  /** Counters in a row: a power of two. */
  width: number;
  counters: Uint8Array;
  /** Eight bits for each counter of a row. */
  doorkeeper: Uint8Array;
  /** Uses since the counters were last halved, and how many there may be. */
  uses: number;
  period: number;
}

const ROWS = 4;
const DOORS = 3;
const COUNTER_MAX = 15;
/** With four counters a row for each resident key, the ten uses of a period seldom meet in one. */
const COUNTERS_PER_KEY = 4;
const USES_PER_KEY = 10;
const KEYS_MIN = 16;
/** A capacity may be a boast: beyond this the sketch grows with the keys that really come. */
const KEYS_AT_ONCE = 1 << 18;

export function newSketch(capacity: number): Sketch {
  let width = KEYS_MIN * COUNTERS_PER_KEY;
  while (width < Math.min(capacity, KEYS_AT_ONCE) * COUNTERS_PER_KEY) width *= 2;
  return {
    width,
    counters: new Uint8Array(width * ROWS),
    doorkeeper: new Uint8Array(width),
    uses: 0,
    period: USES_PER_KEY * Math.max(capacity, KEYS_MIN),
  };
}

/** Makes room for as many resident keys. A key's new counter is a copy of its old one, so that no estimate changes. */
export function fitSketch(sketch: Sketch, keys: number): void {
  while (sketch.width < keys * COUNTERS_PER_KEY) {
    const { width, counters, doorkeeper } = sketch;
    const wider = new Uint8Array(width * 2 * ROWS);
    for (let row = 0; row < ROWS; row += 1) {
      const old = counters.subarray(row * width, (row + 1) * width);
      wider.set(old, row * 2 * width);
      wider.set(old, (row * 2 + 1) * width);
    }
    const doors = new Uint8Array(width * 2);
    doors.set(doorkeeper);
    doors.set(doorkeeper, width);
    sketch.width = width * 2;
    sketch.counters = wider;
    sketch.doorkeeper = doors;
  }
  sketch.period = Math.max(sketch.period, USES_PER_KEY * keys);
}

/** Takes note of one use of a key. */
export function recordUse(sketch: Sketch, key: string): void {
  const { counters, width } = sketch;
  const [first, second] = hash(key);
  if (passDoor(sketch, first, second)) {
    const least = leastCounter(sketch, first, second);
    if (least < COUNTER_MAX) {
      for (let row = 0; row < ROWS; row += 1) {
        const place = counterOf(width, row, first, second);
        if (counters[place] === least) counters[place] = least + 1;
      }
    }
  }
  sketch.uses += 1;
  if (sketch.uses >= sketch.period) age(sketch);
}

/** How often a key was used lately: at most 16, never fewer than it was since the last ageing (up to there). */
export function estimateUses(sketch: Sketch, key: string): number {
  const [first, second] = hash(key);
  return leastCounter(sketch, first, second) + (isAtDoor(sketch, first, second) ? 1 : 0);
}

function age(sketch: Sketch): void {
  const { counters } = sketch;
  for (let place = 0; place < counters.length; place += 1)
    counters[place] = (counters[place] as number) >>> 1;
  sketch.doorkeeper.fill(0);
  sketch.uses >>>= 1;
}

/** Two words; a key's places are first + n·second, and an odd second step reaches every place. */
function hash(key: string): readonly [number, number] {
  const fold = new Fold();
  fold.text(key);
  return [fold.a ^ (fold.b >>> 15), fold.b | 1];
}

function counterOf(width: number, row: number, first: number, second: number): number {
  return row * width + ((first + Math.imul(row, second)) & (width - 1));
}

function leastCounter({ counters, width }: Sketch, first: number, second: number): number {
  let least = COUNTER_MAX;
  for (let row = 0; row < ROWS; row += 1) {
    least = Math.min(least, counters[counterOf(width, row, first, second)] as number);
  }
  return least;
}

/** The doorkeeper's places go on where the counters' end. Its bits, too, are a power of two in number. */
function doorOf(width: number, door: number, first: number, second: number): number {
  return (first + Math.imul(ROWS + door, second)) & (width * 8 - 1);
}

function isAtDoor({ doorkeeper, width }: Sketch, first: number, second: number): boolean {
  for (let door = 0; door < DOORS; door += 1) {
    const bit = doorOf(width, door, first, second);
    if ((((doorkeeper[bit >>> 3] as number) >>> (bit & 7)) & 1) === 0) return false;
  }
  return true;
}

/** Whether the doorkeeper knew the key already; it does from now on. */
function passDoor(sketch: Sketch, first: number, second: number): boolean {
  if (isAtDoor(sketch, first, second)) return true;
  const { doorkeeper, width } = sketch;
  for (let door = 0; door < DOORS; door += 1) {
    const bit = doorOf(width, door, first, second);
    doorkeeper[bit >>> 3] = (doorkeeper[bit >>> 3] as number) | (1 << (bit & 7));
  }
  return false;
}
