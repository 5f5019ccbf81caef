/**
 * Storms over many seeds, several at a time: each process plays one storm after another, and what comes out does not tell how many
 * there were. Results come in the order of their seeds, so the first that fails is the same one as in sequence.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { runStorm, type StormResult } from '../../src/search/storm.ts';
import { systemOf } from '../../src/systems/registry.ts';
import type { StormAnswer, StormErrand } from './storm-child.ts';

const CHILD = fileURLToPath(new URL('./storm-child.ts', import.meta.url));

export interface StormsOptions {
  readonly system: string;
  readonly from: number;
  readonly count: number;
  /** As many as there are cores, when not said. */
  readonly jobs?: number;
}

export function stormsInOrder({
  jobs = availableParallelism(),
  ...storms
}: StormsOptions): AsyncGenerator<StormResult> {
  const needed = Math.min(jobs, storms.count);
  return needed > 1 ? inProcesses(storms, needed) : inSequence(storms);
}

type Storms = Omit<StormsOptions, 'jobs'>;

async function* inSequence({ system, from, count }: Storms): AsyncGenerator<StormResult> {
  for (let seed = from; seed < from + count; seed += 1) yield await runStorm(systemOf(system), seed);
}

async function* inProcesses(storms: Storms, jobs: number): AsyncGenerator<StormResult> {
  const { from, count } = storms;
  const crew = new Crew(storms, jobs);
  try {
    for (let seed = from; seed < from + count; seed += 1) {
      const answer = await crew.answerFor(seed);
      if ('error' in answer) throw answer.error;
      yield answer.result;
    }
  } finally {
    crew.end();
  }
}

/** The processes, each at a seed of its own, and what they have found that nobody has asked for yet. */
class Crew {
  readonly #storms: Storms;
  readonly #children: readonly ChildProcess[];
  readonly #answers = new Map<number, StormAnswer>();
  #next: number;
  #awaited: { readonly seed: number; readonly resolve: (answer: StormAnswer) => void } | null = null;

  constructor(storms: Storms, jobs: number) {
    this.#storms = storms;
    this.#next = storms.from;
    this.#children = Array.from({ length: jobs }, () => this.#start());
  }

  answerFor(seed: number): Promise<StormAnswer> {
    return new Promise((resolve) => {
      this.#awaited = { seed, resolve };
      this.#hand();
    });
  }

  end(): void {
    for (const child of this.#children) child.kill();
  }

  #start(): ChildProcess {
    const child = fork(CHILD, { serialization: 'advanced' });
    let seed = this.#give(child);
    child.on('message', (answer: StormAnswer) => {
      this.#answers.set(seed, answer);
      seed = this.#give(child);
      this.#hand();
    });
    child.on('exit', () => {
      // Whichever seed it was at will never be answered otherwise.
      this.#answers.set(seed, { error: new Error(`the process that played seed ${seed} has ended`) });
      this.#hand();
    });
    return child;
  }

  /** The next seed that nobody is at. */
  #give(child: ChildProcess): number {
    const { system, from, count } = this.#storms;
    const seed = this.#next;
    if (seed >= from + count) return seed;
    this.#next += 1;
    child.send({ system, seed } satisfies StormErrand);
    return seed;
  }

  #hand(): void {
    if (this.#awaited === null) return;
    const { seed, resolve } = this.#awaited;
    const answer = this.#answers.get(seed);
    if (answer === undefined) return;
    this.#answers.delete(seed);
    this.#awaited = null;
    resolve(answer);
  }
}
