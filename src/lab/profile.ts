/** What a lab tells of what running its cluster really takes. */
import type { LoopDelay } from '../kernel/loop-delay.ts';
import type { NodeProfile } from '../kernel/profile.ts';

/** How late a thread is, see kernel/loop-delay.ts. */
export interface LoopWatcher {
  take(): LoopDelay;
  stop(): void;
}

/** Of the time since it was last asked. */
export interface RunProfile {
  readonly system: string;
  readonly at: number;
  /** Only those that run, and were measured before: who just started is measured from now on. */
  readonly nodes: readonly { readonly id: string; readonly role: string; readonly profile: NodeProfile }[];
  /** Of the thread of the lab; null where nobody can tell. */
  readonly bus: LoopDelay | null;
}
