/** How late this thread comes to its timers, from now until it is stopped. */
import { LOOP_TICK_MS, LoopWatch, type LoopDelay } from '../kernel/loop-delay.ts';

export function watchLoop(): { take(): LoopDelay; stop(): void } {
  const watch = new LoopWatch(() => performance.now());
  const timer = setInterval(() => watch.tick(), LOOP_TICK_MS);
  return { take: () => watch.take(), stop: () => clearInterval(timer) };
}
