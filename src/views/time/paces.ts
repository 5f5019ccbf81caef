/** Paces as people choose them: four, and any between a thousandth and as fast as it goes. */
import type { Pace } from '../../lab/types.ts';
import { factorText } from '../numbers.ts';
import { words } from '../words/index.ts';

export const PACES: readonly { readonly pace: Pace; readonly label: string }[] = [
  { pace: 0.02, label: '1/50×' },
  { pace: 0.1, label: '1/10×' },
  { pace: 1, label: '1×' },
  { pace: 4, label: '4×' },
];

/** The slider goes in tenths of a power of ten, from 10⁻³ to 10³; one more is flat out. */
const DECADES = 3;
const TENTHS = 10;
export const SLIDER_MIN = -DECADES * TENTHS;
export const SLIDER_MAX = DECADES * TENTHS + 1;

export function paceAt(place: number): Pace {
  if (place >= SLIDER_MAX) return 'flat out';
  // Two digits are enough to choose by, and read well.
  return Number((10 ** (place / TENTHS)).toPrecision(2));
}

export function placeOf(pace: Pace): number {
  if (pace === 'flat out') return SLIDER_MAX;
  return Math.round(Math.min(Math.max(Math.log10(pace) * TENTHS, SLIDER_MIN), SLIDER_MAX - 1));
}

/** `1/50×`, `2.5×`. */
export function paceText(pace: Pace): string {
  if (pace === 'flat out') return words.time.flatOut;
  const inverse = 1 / pace;
  if (pace < 1 && Math.abs(inverse - Math.round(inverse)) < 0.05 * inverse)
    return `1/${Math.round(inverse)}×`;
  return factorText(pace);
}
