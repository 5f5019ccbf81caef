/**
 * The replayer in its spare Worker. Comlink listens to no Worker error and a call to a dead Worker would hang, so every call is raced with
 * the Worker's death and with a patience that no replay should need; after either the Worker is ended and the next call starts a new one.
 */
import { releaseProxy, wrap, type Remote } from 'comlink';
import type { Checkpoint } from '../cluster/checkpoint.ts';
import type { Foreseen, Standpoint, Supposition } from '../lab/foresight.ts';
import type { Sampled, SampleOrder } from '../lab/metering/replayed.ts';
import type { Moment, Replay, Replayer } from '../lab/replay.ts';
import type { Shown } from '../lab/showing.ts';
import type { Looks, Supposed, SupposedDeed } from '../lab/supposing.ts';
import type { Action, Scenario } from '../scenario/types.ts';
import { isReady } from './signals.ts';

const PATIENCE = 60_000;

interface Seat {
  readonly worker: Worker;
  readonly replay: Remote<Replay>;
  /** It listens, and knows what it is to replay. */
  readonly ready: Promise<void>;
  readonly broken: Promise<never>;
}

export class SupervisedReplayer implements Replayer {
  readonly #startWorker: () => Worker;
  #seat: Seat | null = null;
  #prepared: [string, Scenario, readonly Action[]] | null = null;

  constructor(startWorker: () => Worker) {
    this.#startWorker = startWorker;
  }

  async prepare(key: string, scenario: Scenario, script: readonly Action[]): Promise<void> {
    this.#prepared = [key, scenario, script];
    if (this.#seat !== null) await this.#call((replay) => replay.prepare(key, scenario, script));
  }

  async show(key: string, moment: Moment, checkpoint: Checkpoint | null): Promise<Shown> {
    return this.#call((replay) => replay.show(key, moment, checkpoint));
  }

  async standAt(standpoint: Standpoint): Promise<void> {
    return this.#call((replay) => replay.standAt(standpoint));
  }

  async foresee(supposition: Supposition): Promise<Foreseen> {
    return this.#call((replay) => replay.foresee(supposition));
  }

  async suppose(standpoint: Standpoint, deeds: readonly SupposedDeed[], looks: Looks): Promise<Supposed> {
    return this.#call((replay) => replay.suppose(standpoint, deeds, looks));
  }

  async sample(order: SampleOrder): Promise<Sampled | null> {
    return this.#call((replay) => replay.sample(order));
  }

  async save(): Promise<Checkpoint> {
    return this.#call((replay) => replay.save());
  }

  dispose(): void {
    this.#seat?.replay[releaseProxy]();
    this.#seat?.worker.terminate();
    this.#seat = null;
  }

  async #call<Result>(work: (replay: Remote<Replay>) => Promise<Result>): Promise<Result> {
    const seat = (this.#seat ??= this.#start());
    return this.#raced(
      seat,
      seat.ready.then(() => work(seat.replay)),
    );
  }

  async #raced<Result>(seat: Seat, call: Promise<Result>): Promise<Result> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.dispose();
        reject(new Error('The replay took more than a minute and was ended.'));
      }, PATIENCE);
    });
    try {
      return await Promise.race([call, seat.broken, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #prepare(worker: Worker, replay: Remote<Replay>): Promise<void> {
    await new Promise<void>((resolve) => {
      worker.addEventListener('message', ({ data }) => isReady(data) && resolve());
    });
    if (this.#prepared !== null) await replay.prepare(...this.#prepared);
  }

  #start(): Seat {
    const worker = this.#startWorker();
    const broken = new Promise<never>((_, reject) => {
      worker.onerror = (event) => {
        this.dispose();
        reject(new Error(`The replay stopped. ${event.message || 'Its Worker could not run.'}`));
      };
    });
    // Nobody may be waiting when it breaks.
    broken.catch(() => undefined);
    const replay = wrap<Replay>(worker);
    return { worker, replay, ready: this.#prepare(worker, replay), broken };
  }
}
