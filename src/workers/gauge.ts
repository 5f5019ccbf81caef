/** By what a node's Worker is measured: its own clock, and how late its own thread is. */
import type { Gauge } from '../kernel/profile.ts';
import { watchLoop } from './loop.ts';

export function gauge(): Gauge {
  const loop = watchLoop();
  return { now: () => performance.now(), loop: () => loop.take(), stop: () => loop.stop() };
}
