/** Runs the benchmark in a lab of its own, step by step; what is open beside it goes on as it was. Stopping it ends that lab's Workers. */
import type { LabHandle } from '../../lab/types.ts';
import type { Result, Step } from './plan.ts';

/** As much of another lab as it needs. */
interface LoadLab {
  readonly lab: Pick<LabHandle, 'underLoad'>;
  close(): void;
}

export class Benchmark {
  results = $state.raw<readonly Result[]>([]);
  /** Under way. */
  step = $state.raw<Step | null>(null);
  steps = $state.raw<readonly Step[]>([]);
  /** Why it could not go on. */
  problem = $state<string | null>(null);
  readonly #connect: () => Promise<LoadLab>;
  #open: LoadLab | null = null;
  #run = 0;

  constructor(connect: () => Promise<LoadLab>) {
    this.#connect = connect;
  }

  get isRunning(): boolean {
    return this.step !== null;
  }

  async start(steps: readonly Step[]): Promise<void> {
    this.stop();
    const run = this.#run;
    [this.results, this.steps, this.problem, this.step] = [[], steps, null, steps[0] ?? null];
    try {
      const open = await this.#connect();
      if (run !== this.#run) return open.close();
      this.#open = open;
      for (const step of steps) {
        this.step = step;
        const figures = await open.lab.underLoad(step.load, step.plan);
        if (run !== this.#run) return;
        this.results = [...this.results, { kind: step.kind, figures }];
      }
    } catch (error) {
      if (run === this.#run) this.problem = error instanceof Error ? error.message : String(error);
    }
    if (run === this.#run) this.stop();
  }

  /** What was measured so far stays. */
  stop(): void {
    this.#run += 1;
    this.#open?.close();
    this.#open = null;
    this.step = null;
  }
}
