/** What is told of what a node really took: plain data, from wherever it runs to whoever measures. See meter.ts. */
import type { LoopDelay } from './loop-delay.ts';

export interface Work {
  readonly what: 'boot' | 'message' | 'timer' | 'operator';
  readonly kind: string;
  /** Of what a client asks: its command. Otherwise empty. */
  readonly command: string;
  calls: number;
  ms: number;
  worstMs: number;
  /** Messages to others, and their bytes by `sizeOf`. */
  sent: number;
  sentBytes: number;
  writtenBytes: number;
  /** By how much the node's data grew, as the program itself counts it; negative where it shrank. */
  keptBytes: number;
}

export interface NodeProfile {
  /** Since when, by the wall. */
  readonly ms: number;
  /** How often the bus let it run, and how long that took with all that stands around the program. */
  readonly turns: number;
  readonly turnMs: number;
  readonly work: readonly Work[];
  /** Of the thread that it runs in; null where it shares the bus's. */
  readonly loop: LoopDelay | null;
}

/** What the host of a node gives whoever measures. */
export interface Gauge {
  now(): number;
  /** The delay of its thread since it was last asked. */
  loop(): LoopDelay | null;
  stop(): void;
}

export type GaugeOf = () => Promise<Gauge>;
