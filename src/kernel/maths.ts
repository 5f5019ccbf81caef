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
