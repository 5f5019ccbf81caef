import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Watchdog } from '../../src/workers/watchdog.ts';

describe('the watchdog', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('ticks while there is something to watch, and lets its timer run out after', () => {
    let isAnyOpen = true;
    const watchdog = new Watchdog({ tick: 100, isAwake: () => true, look: () => isAnyOpen });
    watchdog.watch();
    watchdog.watch();
    vi.advanceTimersByTime(350);
    expect(watchdog.ticks).toBe(3);
    isAnyOpen = false;
    vi.advanceTimersByTime(1_000);
    expect(watchdog.ticks).toBe(4);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('counts nothing while nobody is awake', () => {
    let isAwake = false;
    const watchdog = new Watchdog({ tick: 100, isAwake: () => isAwake, look: () => true });
    watchdog.watch();
    vi.advanceTimersByTime(10_000);
    expect(watchdog.ticks).toBe(0);
    isAwake = true;
    vi.advanceTimersByTime(100);
    expect(watchdog.ticks).toBe(1);
    watchdog.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
