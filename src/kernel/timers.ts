/** A node's timers, by (due, number). Cancelling is by number and cheap; the heap forgets the cancelled ones when they come up. */
import type { TimerBody } from './contract.ts';
import { Heap } from './heap.ts';
import type { Pending, Sync } from './protocol.ts';
import { NEVER, type Micros } from './time.ts';

export type PendingTimer = Extract<Pending, { what: 'timer' }>;

/** When more than half of the heap is cancelled it is swept, so that a program that keeps re-arming a long timer does not grow. */
const SWEEP_MIN = 64;

export class Timers {
  /** How many were ever set. */
  count = 0;
  readonly #heap = new Heap<PendingTimer>(compareTimers);
  /** Set and neither fired nor cancelled, whether their time has come or not: one that waits in line can still be cancelled. */
  readonly #live = new Map<number, PendingTimer>();

  set(due: Micros, timer: TimerBody, sync: Sync | null): number {
    this.count += 1;
    const pending: PendingTimer = { what: 'timer', due, number: this.count, timer, sync };
    this.#heap.push(pending);
    this.#live.set(pending.number, pending);
    return pending.number;
  }

  /** Returns what was cancelled: its time may have come already, and it may wait in the line. */
  cancel(number: number): PendingTimer | undefined {
    const timer = this.#live.get(number);
    if (timer === undefined) return undefined;
    if (timer.sync) throw new Error('a sync cannot be cancelled');
    this.#live.delete(number);
    if (this.#heap.size > SWEEP_MIN && this.#heap.size > 2 * this.#live.size) {
      this.#heap.retain((waiting) => this.#live.has(waiting.number));
    }
    return timer;
  }

  /** It fires now. */
  fire(number: number): void {
    this.#live.delete(number);
  }

  get next(): PendingTimer | undefined {
    for (;;) {
      const timer = this.#heap.peek();
      if (timer === undefined || this.#live.has(timer.number)) return timer;
      this.#heap.pop();
    }
  }

  get nextDue(): Micros {
    return this.next?.due ?? NEVER;
  }

  /** Takes the next one out: its time has come. It stays live until it fires. */
  take(): PendingTimer {
    return this.#heap.pop() as PendingTimer;
  }

  /** Those whose time has not come, in order. */
  save(): PendingTimer[] {
    return this.#heap.items.filter((timer) => this.#live.has(timer.number)).sort(compareTimers);
  }

  restore(count: number, timers: readonly PendingTimer[], inLine: readonly PendingTimer[]): void {
    this.count = count;
    this.#heap.replace(timers);
    for (const timer of [...timers, ...inLine]) this.#live.set(timer.number, timer);
  }
}

function compareTimers(left: PendingTimer, right: PendingTimer): number {
  return left.due - right.due || left.number - right.number;
}
