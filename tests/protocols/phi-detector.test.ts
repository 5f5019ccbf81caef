import { describe, expect, test } from 'vitest';
import { NEVER } from '../../src/kernel/time.ts';
import {
  fitOf,
  heard,
  newPhiDetector,
  phi,
  phiOf,
  suspectedAt,
  type PhiDetector,
  type PhiOptions,
} from '../../src/protocols/phi-detector.ts';

const OPTIONS: PhiOptions = { window: 100, intervalFirst: 1_000, deviationMin: 50, intervalMax: 60_000 };

/** A peer whose intervals have the mean 1000 and the deviation 200. */
function usual(): PhiDetector {
  const detector = newPhiDetector(OPTIONS, 0);
  let now = 0;
  for (let turn = 0; turn < 200; turn += 1) {
    now += turn % 2 === 0 ? 800 : 1_200;
    heard(detector, OPTIONS, now);
  }
  return detector;
}

describe('φ accrual (Hayashibara and others, 2004)', () => {
  test('mean 1000, deviation 200: φ(1000) = .301, φ(1400) = 1.643, φ(2000) = 6.543', () => {
    const detector = usual();
    expect(fitOf(detector, OPTIONS)).toEqual({ mean: 1_000, deviation: 200 });
    const silent = (silence: number) => phi(detector, OPTIONS, detector.last + silence);
    expect(silent(1_000)).toBeCloseTo(0.30103, 5);
    expect(silent(1_400)).toBeCloseTo(1.643, 3);
    expect(silent(2_000)).toBeCloseTo(6.543, 3);
  });

  test('φ never falls while nothing is heard, and begins at 0', () => {
    const detector = usual();
    let before = 0;
    for (let silence = 0; silence < 20_000; silence += 10) {
      const now = phi(detector, OPTIONS, detector.last + silence);
      expect(now).toBeGreaterThanOrEqual(before);
      expect(Object.is(now, -0)).toBe(false);
      before = now;
    }
    expect(before).toBeGreaterThan(1_000);
    heard(detector, OPTIONS, detector.last + 900);
    expect(phi(detector, OPTIONS, detector.last)).toBeLessThan(1e-6);
  });

  test('the threshold is the rate of false suspicion: φ ≥ 1 for one silence in ten, φ ≥ 2 for one in a hundred', () => {
    const fit = { mean: 1_000, deviation: 200 };
    // The quantiles of the normal law.
    expect(phiOf(1_000 + 200 * 1.2815515655446004, fit)).toBeCloseTo(1, 12);
    expect(phiOf(1_000 + 200 * 2.3263478740408408, fit)).toBeCloseTo(2, 12);
  });

  test('a peer that was never heard is suspected in its time', () => {
    const detector = newPhiDetector(OPTIONS, 5_000);
    expect(fitOf(detector, OPTIONS)).toEqual({ mean: 1_000, deviation: 250 });
    expect(phi(detector, OPTIONS, 5_000 + 3_000)).toBeGreaterThan(8);
  });

  test('the deviation has a floor, and an absence is no interval', () => {
    const detector = newPhiDetector(OPTIONS, 0);
    for (let turn = 1; turn <= 300; turn += 1) heard(detector, OPTIONS, turn * 1_000);
    expect(fitOf(detector, OPTIONS)).toEqual({ mean: 1_000, deviation: 50 });
    heard(detector, OPTIONS, 10_000_000);
    expect(fitOf(detector, OPTIONS)).toEqual({ mean: 1_000, deviation: 50 });
    expect(detector.intervals.length).toBe(OPTIONS.window);
  });

  test('the instant of suspicion is the first at which φ is there', () => {
    const detector = usual();
    for (const threshold of [0.5, 1, 3, 8, 16, 100]) {
      const at = suspectedAt(detector, OPTIONS, threshold);
      expect(phi(detector, OPTIONS, at)).toBeGreaterThanOrEqual(threshold);
      expect(phi(detector, OPTIONS, at - 1)).toBeLessThan(threshold);
    }
    expect(suspectedAt(detector, OPTIONS, 10_000)).toBe(NEVER);
    expect(suspectedAt(detector, OPTIONS, 0)).toBe(detector.last);
  });
});
