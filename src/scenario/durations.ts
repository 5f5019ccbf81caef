// Durations as people write them: a number is milliseconds, a text carries its unit ("1.5s", "250us"). Inside there is only one
// kind, an integer of virtual microseconds, because a fraction that differs in its last bit would be another history.
//
// Everything is computed on decimal digits, never by multiplying a fraction: 1.1 * 1000 is 1100.0000000000002 in binary, yet 1.1 ms
// are exactly 1100 µs. What does not come out whole is refused rather than rounded.

export const MICROS_PER_SECOND = 1_000_000;
/** The longest time a scenario may speak of: 365 days. */
export const DURATION_MAX = 365 * 24 * 3600 * MICROS_PER_SECOND;

const UNITS = new Map<string, bigint>([
  ['us', 1n],
  ['ms', 1_000n],
  ['s', 1_000_000n],
  ['m', 60_000_000n],
  ['h', 3_600_000_000n],
]);

// Eighteen digits hold every duration there is; the bound keeps hostile input from making huge integers.
const WITH_UNIT = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?(us|ms|s|m|h)$/;
const WITHOUT_UNIT = /^-?\d+(?:\.\d+)?$/;

export type Parsed =
  { readonly ok: true; readonly micros: number } | { readonly ok: false; readonly says: string };

const refused = (says: string): Parsed => ({ ok: false, says });

/** Reads a signed duration. The sentence of a refusal is for people and does not repeat long input. */
export function parseDuration(value: unknown): Parsed {
  if (typeof value === 'number') return parseMilliseconds(value);
  if (typeof value !== 'string') return refused('a time is a number of milliseconds or a text like "1.5s"');
  const shown = value.length > 40 ? 'this text' : JSON.stringify(value);
  const match = WITH_UNIT.exec(value);
  if (match !== null) return fromDigits(match[1]!, match[2]!, match[3] ?? '', match[4]!, shown);
  if (WITHOUT_UNIT.test(value)) return refused(`${shown} has no unit (us, ms, s, m or h)`);
  return refused(
    `${shown} is not a time (a number of milliseconds, or a text like "1.5s" in us, ms, s, m or h)`,
  );
}

/** Reads a signed duration that the caller knows to be good, such as a default written in code; throws otherwise. */
export function micros(value: number | string): number {
  const parsed = parseDuration(value);
  if (!parsed.ok) throw new RangeError(parsed.says);
  return parsed.micros;
}

function parseMilliseconds(value: number): Parsed {
  if (Number.isInteger(value)) return withinRange(value * 1000, String(value));
  // The shortest decimal text that a number prints as is what its writer typed, and the language fixes it digit for digit.
  const match = WITH_UNIT.exec(`${value}ms`);
  if (match !== null) return fromDigits(match[1]!, match[2]!, match[3] ?? '', match[4]!, String(value));
  if (value > -1 && value < 1) return refused(`${value} is finer than a microsecond`);
  return refused(`${value} is too long a time`);
}

function fromDigits(sign: string, whole: string, fraction: string, unit: string, shown: string): Parsed {
  const scaled = BigInt(whole + fraction) * UNITS.get(unit)!;
  const divisor = BigInt(`1${'0'.repeat(fraction.length)}`);
  if (scaled % divisor !== 0n) return refused(`${shown} is not a whole number of microseconds`);
  const magnitude = Number(scaled / divisor);
  return withinRange(sign === '-' ? -magnitude : magnitude, shown);
}

function withinRange(total: number, shown: string): Parsed {
  if (!Number.isSafeInteger(total)) return refused(`${shown} is too long a time`);
  return { ok: true, micros: total + 0 }; // a −0 would be another content for the same time
}

/**
 * The shortest text that reads back to exactly this duration. Values under one are not written (100 ms is "100ms", not "0.1s");
 * of equally short texts the one without a fraction wins, then the larger unit.
 */
export function formatDuration(total: number): string {
  if (!Number.isSafeInteger(total)) throw new RangeError(`${total} is not a whole number of microseconds`);
  if (total === 0) return '0s';
  const magnitude = BigInt(total < 0 ? -total : total);
  let best = `${magnitude}us`;
  for (const [unit, size] of UNITS) {
    if (magnitude < size) break;
    const digits = decimal(magnitude, size);
    if (digits === undefined) continue;
    const text = digits + unit;
    const isPlainer = !digits.includes('.') || best.includes('.');
    if (text.length < best.length || (text.length === best.length && isPlainer)) best = text;
  }
  return total < 0 ? `-${best}` : best;
}

/** The exact decimal of a fraction, or nothing when it never ends (an hour has thirds) or needs more digits than are read back. */
function decimal(numerator: bigint, denominator: bigint): string | undefined {
  let remainder = numerator % denominator;
  let fraction = '';
  while (remainder !== 0n) {
    if (fraction.length === 9) return undefined;
    remainder *= 10n;
    fraction += String(remainder / denominator);
    remainder %= denominator;
  }
  const whole = String(numerator / denominator);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
