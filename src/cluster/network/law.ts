/** How long a message takes: laws of latency, sampled by exact arithmetic from the message's own chance. */
import { uniform } from '../../kernel/chance.ts';
import { ln } from '../../kernel/maths.ts';
import type { LatencyLaw } from '../../scenario/types.ts';

/** How many uniform draws make one draw of the normal-like law. Six come within 1 % of the bell in the middle, and end where it should. */
const NORMAL_DRAWS = 6;

/**
 * Floor and a non-negative part, whole microseconds.
 *
 * - `normal`: the mean of six uniform draws. Bell-shaped, and never outside min and max, which a true normal law could not promise.
 * - `exponential`: −ln(1−u), from our own logarithm.
 * - `longtail`: a Lomax law with shape 2, 1/√(1−u) − 1: its mean is its scale, its variance has no end, and it takes a square root only.
 */
export function sampleLatency(law: LatencyLaw, a: number, b: number, purpose: 'latency' | 'copy'): number {
  switch (law.law) {
    case 'constant':
      return law.min;
    case 'uniform':
      return law.min + Math.floor(uniform(a, b, purpose) * (law.max - law.min + 1));
    case 'normal': {
      let sum = 0;
      for (let draw = 0; draw < NORMAL_DRAWS; draw += 1) sum += uniform(a, b, purpose, draw);
      return law.min + Math.floor((sum / NORMAL_DRAWS) * (law.max - law.min + 1));
    }
    case 'exponential':
      return law.min + Math.floor(-ln(1 - uniform(a, b, purpose)) * (law.mean - law.min));
    case 'longtail':
      return law.min + Math.floor((1 / Math.sqrt(1 - uniform(a, b, purpose)) - 1) * (law.mean - law.min));
  }
}
