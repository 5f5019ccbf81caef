/**
 * The mathematics that a history may depend on, from + − × ÷ and sqrt alone. Those five are exact to the last bit in every engine
 * (IEEE 754 says so); `Math.log` and its kin are not.
 */
const LN2_HIGH = 6.931471803691238e-1;
const LN2_LOW = 1.9082149292705877e-10;
const SQRT_HALF = Math.sqrt(0.5);

/**
 * The natural logarithm of a positive number. Reduces to m·2^e with m in [√½, √2) and sums the series of
 * ln m = 2·artanh((m−1)/(m+1)); at |s| ≤ 0.172 the terms fall by 34 each, so 13 of them are below the last bit.
 */
export function ln(value: number): number {
  if (!(value > 0)) return value === 0 ? -Infinity : NaN;
  if (value === Infinity) return Infinity;
  let mantissa = value;
  let exponent = 0;
  while (mantissa >= 2) {
    mantissa /= 2;
    exponent += 1;
  }
  while (mantissa < 1) {
    mantissa *= 2;
    exponent -= 1;
  }
  if (mantissa > 2 * SQRT_HALF) {
    mantissa /= 2;
    exponent += 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let term = 25; term >= 1; term -= 2) sum = sum * square + 2 / term;
  return exponent * LN2_HIGH + (s * sum + exponent * LN2_LOW);
}

export const LN10 = 2.302585092994046;

/** Above, eˣ is more than numbers hold; below, less than they hold with all their bits, and counts as nothing. */
const EXP_MAX = 709.782712893384;
const EXP_MIN = -708.3964185322641;

/** eˣ. Reduces to eʳ·2ᵏ with |r| at most ½·ln 2 and sums the series of eʳ, whose 15th term is below the last bit. */
export function exp(value: number): number {
  if (value > EXP_MAX) return Infinity;
  if (value < EXP_MIN) return 0;
  const twos = Math.round(value / LN2_HIGH);
  const rest = value - twos * LN2_HIGH - twos * LN2_LOW;
  let sum = 1;
  for (let term = 15; term >= 1; term -= 1) sum = 1 + (sum * rest) / term;
  for (let halving = twos; halving < 0; halving += 1) sum /= 2;
  for (let doubling = twos; doubling > 0; doubling -= 1) sum *= 2;
  return sum;
}

const LN_SQRT_TWO_PI = 0.9189385332046728;
const SQRT_TWO_PI = 2.5066282746310002;
/** Where the series stops being the better way. */
const TAIL = 2;

/**
 * ln of the chance that a normal draw (mean 0, deviation 1) lies above `z`. The logarithm, because the chance itself is nothing from z = 38 on,
 * and who asks how sure one may be asks there, too.
 */
export function lnNormalTail(z: number): number {
  if (z >= TAIL) return lnFarTail(z);
  if (z <= -TAIL) return ln(1 - exp(lnFarTail(-z)));
  // The integral from 0 to z, divided by z: 1 − h/3 + h²/(2!·5) − h³/(3!·7) + … with h = z²/2, from the end.
  const half = (z * z) / 2;
  let sum = 0;
  for (let term = 30; term >= 0; term -= 1) sum = 1 / (2 * term + 1) - (half / (term + 1)) * sum;
  return ln(0.5 - (z * sum) / SQRT_TWO_PI);
}

/** Far out the tail is the density times 1/(z + 1/(z + 2/(z + 3/(z + …)))). At z = 2 its 64th step is below the last bit. */
function lnFarTail(z: number): number {
  if (z === Infinity) return -Infinity;
  let fraction = z;
  for (let step = 64; step >= 1; step -= 1) fraction = z + step / fraction;
  return -(z * z) / 2 - LN_SQRT_TWO_PI - ln(fraction);
}

/** The running sums of 1/1, 1/2, … 1/n: the weights of a Zipf law with exponent 1, to be searched by `zipf`. */
export function harmonicSums(count: number): readonly number[] {
  const sums: number[] = [];
  let sum = 0;
  for (let index = 1; index <= count; index += 1) {
    sum += 1 / index;
    sums.push(sum);
  }
  return sums;
}

/** The index that a uniform draw in [0, 1) falls on under the weights of `harmonicSums`. */
export function zipf(sums: readonly number[], draw: number): number {
  const target = draw * (sums[sums.length - 1] ?? 0);
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
