/**
 * When was a key last used? Redis keeps the answer in 24 bits of every object: seconds, which wrap around after 194 days. A key that was
 * not used for longer looks younger than it is; nobody has missed it for half a year, and the next sample will find it again.
 */
const RESOLUTION = 1_000;
const WORDS = 0x1000000;

/** The clock's hand at an instant in milliseconds. It is also the word of a key used at that instant. */
export function lruClock(clock: number): number {
  return Math.floor(clock / RESOLUTION) % WORDS;
}

/** For how many milliseconds, by whole seconds, a key was not used. A hand that is behind the word has gone round once. */
export function idleTime(word: number, clock: number): number {
  const hand = lruClock(clock);
  return (hand >= word ? hand - word : hand + (WORDS - 1 - word)) * RESOLUTION;
}
