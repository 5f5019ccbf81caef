/**
 * How often was a key used lately? Redis keeps the answer in the same 24 bits as the time of last use: 16 bits of minutes (when the
 * counter was last looked after; they wrap around after 45 days) and 8 bits of counter.
 *
 * Eight bits suffice because the counter grows by chance: the higher it stands, the rarer it rises, with p = 1/((counter − 5)·factor + 1).
 * At factor 10 it takes about a hundred uses to reach 10 and a million to reach 255. A new key begins at 5, so that it is not the next
 * victim before it could prove itself. And the counter decays by one for every `decayMinutes`, or the favourite of last week would stay
 * for ever.
 */
const COUNTER_START = 5;
const COUNTER_MAX = 255;
const MINUTE = 60_000;
const MINUTES = 0x10000;

export interface LfuSettings {
  /** `lfu-log-factor`: how reluctantly the counter grows. */
  readonly factor: number;
  /** `lfu-decay-time`: minutes for each step down; 0 means that it never goes down. */
  readonly decayMinutes: number;
}

/** The word of a key that begins at an instant in milliseconds. */
export function newLfuWord(clock: number): number {
  return pack(clock, COUNTER_START);
}

/** The word of a key after one more use. */
export function useLfuWord(word: number, clock: number, settings: LfuSettings, random: () => number): number {
  return pack(clock, growCounter(decayedCounter(word, clock, settings), settings.factor, random));
}

/** The counter as it stands now. Looking changes nothing: only a use writes down what has decayed. */
export function decayedCounter(word: number, clock: number, { decayMinutes }: LfuSettings): number {
  const counter = word & 255;
  if (decayMinutes === 0) return counter;
  const then = word >>> 8;
  const now = minutesOf(clock);
  const elapsed = now >= then ? now - then : MINUTES - 1 - then + now;
  return Math.max(0, counter - Math.floor(elapsed / decayMinutes));
}

/** One use: a step up, or not. What has decayed below the start rises at once. */
export function growCounter(counter: number, factor: number, random: () => number): number {
  if (counter >= COUNTER_MAX) return COUNTER_MAX;
  const lead = Math.max(0, counter - COUNTER_START);
  return random() < 1 / (lead * factor + 1) ? counter + 1 : counter;
}

function pack(clock: number, counter: number): number {
  return (minutesOf(clock) << 8) | counter;
}

function minutesOf(clock: number): number {
  return Math.floor(clock / MINUTE) % MINUTES;
}
