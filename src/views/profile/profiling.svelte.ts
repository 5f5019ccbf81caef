/** Measures as long as it is on: asks the lab twice a second what came since, and watches how late the page itself is. Nothing is asked while it is off. */
import { LOOP_TICK_MS, LoopWatch } from '../../kernel/loop-delay.ts';
import type { LabHandle } from '../../lab/types.ts';
import { added, type ProfileSum } from './sums.ts';

const ASK_EVERY = 500;

export class Profiling {
  isOn = $state(false);
  sum = $state.raw<ProfileSum | null>(null);
  /** By the wall, while it was on. */
  ms = $state(0);
  readonly #lab: Pick<LabHandle, 'profile'>;
  #timers: readonly ReturnType<typeof setInterval>[] = [];
  #watch = new LoopWatch(() => performance.now());
  #asking: Promise<void> = Promise.resolve();
  #last = 0;

  constructor(lab: Pick<LabHandle, 'profile'>) {
    this.#lab = lab;
  }

  async start(): Promise<void> {
    if (this.isOn) return;
    this.isOn = true;
    this.sum = null;
    this.ms = 0;
    this.#watch = new LoopWatch(() => performance.now());
    this.#last = performance.now();
    this.#timers = [
      setInterval(() => this.#watch.tick(), LOOP_TICK_MS),
      setInterval(() => void this.#ask(true), ASK_EVERY),
    ];
    await this.#ask(true);
  }

  async stop(): Promise<void> {
    if (!this.isOn) return;
    this.isOn = false;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#ask(false);
  }

  /** One question after the other, and what is said to the last one counts, too. */
  #ask(isOn: boolean): Promise<void> {
    this.#asking = this.#asking.then(async () => {
      if (isOn && !this.isOn) return;
      const profile = await this.#lab.profile(isOn).catch(() => null);
      const now = performance.now();
      this.ms += now - this.#last;
      this.#last = now;
      if (profile !== null) this.sum = added(this.sum, profile, this.#watch.take());
    });
    return this.#asking;
  }
}

/** What was measured is there again when the panel is opened again. */
const known = new WeakMap<object, Profiling>();

export function profilingOf(lab: Pick<LabHandle, 'profile'>): Profiling {
  const profiling = known.get(lab) ?? new Profiling(lab);
  known.set(lab, profiling);
  return profiling;
}
