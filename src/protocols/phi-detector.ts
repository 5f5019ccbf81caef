/**
 * The φ accrual failure detector (2004): not "alive or dead", but how surprising the silence is.
 *
 * It keeps the last intervals between signs of life and fits a normal law to them. φ is −log₁₀ of the chance that a living peer would be
 * silent for as long as this: at φ = 1 one suspects a living one once in ten times, at φ = 8 once in a hundred million. Whoever asks
 * chooses the threshold, and a network that becomes slow makes the detector patient by itself.
 *
 * Its weakness: real delays have longer tails than the normal law, so the promised rates hold only roughly; and the fit needs a floor,
 * or a very regular peer would be suspected for being a little late once.
 */
import { LN10, lnNormalTail } from '../kernel/maths.ts';
import { NEVER, type Micros } from '../kernel/time.ts';

export interface PhiOptions {
  /** How many intervals are remembered. */
  readonly window: number;
  /** What is assumed of a peer before it was heard: a sign of life as often as this, give or take a quarter. */
  readonly intervalFirst: Micros;
  /** The deviation is never taken for less. */
  readonly deviationMin: Micros;
  /** Silences longer than this are absences and no intervals: the peer was away, its rhythm is what it was. */
  readonly intervalMax: Micros;
}

export interface PhiDetector {
  /** The last intervals, in a circle. */
  intervals: Micros[];
  /** Where in the circle the next one goes. */
  next: number;
  /** When the peer was last heard; at first, when it became known. */
  last: Micros;
}

/** A peer that becomes known and is never heard is suspected in its time, too. */
export function newPhiDetector(options: PhiOptions, now: Micros): PhiDetector {
  const { intervalFirst } = options;
  // Two intervals whose mean and deviation are what is assumed.
  return { intervals: [intervalFirst * 0.75, intervalFirst * 1.25], next: 0, last: now };
}

/** A sign of life. */
export function heard(detector: PhiDetector, options: PhiOptions, now: Micros): void {
  const interval = now - detector.last;
  detector.last = now;
  if (interval > options.intervalMax) return;
  if (detector.intervals.length < options.window) {
    detector.intervals.push(interval);
    return;
  }
  detector.intervals[detector.next] = interval;
  detector.next = (detector.next + 1) % options.window;
}

export interface Fit {
  readonly mean: Micros;
  readonly deviation: Micros;
}

/** The normal law that the intervals suggest. From all of them each time: running sums would gather errors for ever. */
export function fitOf({ intervals }: PhiDetector, { deviationMin }: PhiOptions): Fit {
  const mean = intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length;
  const squares = intervals.reduce((sum, interval) => sum + (interval - mean) * (interval - mean), 0);
  return { mean, deviation: Math.max(deviationMin, Math.sqrt(squares / intervals.length)) };
}

/** How surprising a silence is under a fit. */
export function phiOf(silence: Micros, { mean, deviation }: Fit): number {
  // Never −0, which no message may carry.
  return Math.max(0, -lnNormalTail((silence - mean) / deviation) / LN10);
}

export function phi(detector: PhiDetector, options: PhiOptions, now: Micros): number {
  return phiOf(now - detector.last, fitOf(detector, options));
}

/**
 * The first instant at which φ reaches the threshold if nothing is heard before: so a timer can wait for it and nobody has to poll.
 */
export function suspectedAt(detector: PhiDetector, options: PhiOptions, threshold: number): Micros {
  const fit = fitOf(detector, options);
  let early = 0;
  // At 64 deviations φ is near 900.
  let late = Math.ceil(fit.mean + 64 * fit.deviation);
  if (phiOf(late, fit) < threshold) return NEVER;
  while (early < late) {
    const middle = Math.floor((early + late) / 2);
    if (phiOf(middle, fit) >= threshold) late = middle;
    else early = middle + 1;
  }
  return detector.last + late;
}
