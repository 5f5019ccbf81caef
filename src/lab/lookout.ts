/**
 * Looking at moments without going there: the replayer shows them while the nodes' own Workers stay where they are, until whoever looks has
 * come to rest on one.
 */
import type { Branch } from './branch.ts';
import type { Foreseen, Foresight, ForesightQuestion, Standpoint } from './foresight.ts';
import type { Sampled, SampleOrder } from './metering/replayed.ts';
import type { Shown } from './showing.ts';
import type { Moment, Replayer } from './replay.ts';
import type { Run } from './run.ts';
import type { Looks, Supposed, SupposedDeed } from './supposing.ts';

/** Whoever looks at a moment this long has come to rest on it. */
const REST = 400;

export interface Sight {
  readonly moment: Moment;
  readonly shown: Shown;
  readonly since: number;
}

export class Lookout {
  /** A moment that only the replayer stands at. */
  sight: Sight | null = null;
  #replayer: Replayer | null = null;
  #preparedFor = '';
  readonly #makeReplayer: () => Replayer;
  readonly #wall: () => number;

  constructor(makeReplayer: () => Replayer, wall: () => number) {
    this.#makeReplayer = makeReplayer;
    this.#wall = wall;
  }

  get isAtRest(): boolean {
    return this.sight !== null && this.#wall() - this.sight.since > REST;
  }

  /** Of the open branch. Nobody may be looking at anything: the replayer goes where it is asked to. */
  async fingerprintAt(run: Run, at: number): Promise<string> {
    if (run.isHere({ at, applied: run.branch.appliedBefore(at) })) return run.cluster.fingerprint;
    return (await this.#show(run, { at, applied: null })).picture.fingerprint;
  }

  /** Turns to a moment of the open branch. When the run itself stands there, there is nothing to replay. */
  async turnTo(run: Run, moment: Moment): Promise<void> {
    if (this.sight === null && run.isHere(moment)) return;
    const shown = await this.#show(run, moment);
    this.sight = { moment, shown, since: this.#wall() };
  }

  async #show(run: Run, moment: Moment): Promise<Shown> {
    const { branch } = run;
    const replayer = await this.prepare(run);
    return replayer.show(branch.key, moment, branch.nearest(moment));
  }

  /** For the open branch; in a turn, for nobody may go elsewhere meanwhile. */
  async prepare({ branch, scenario }: Run): Promise<Replayer> {
    const replayer = (this.#replayer ??= this.#makeReplayer());
    if (this.#preparedFor !== branch.key) {
      await replayer.prepare(branch.key, scenario, branch.script);
      this.#preparedFor = branch.key;
    }
    return replayer;
  }

  async sample(order: SampleOrder): Promise<Sampled | null> {
    return this.#replayer === null ? null : this.#replayer.sample(order);
  }

  /** Brings the nodes' own Workers to the moment that is looked at. */
  async goThere(run: Run): Promise<void> {
    if (this.sight === null || this.#replayer === null) return;
    await run.load(await this.#replayer.save());
    this.sight = null;
  }

  /** Begins another branch at a moment of the open one. The old branch keeps all that it knows of what came after it. */
  async branchOff(run: Run, moment: { readonly at: number; readonly applied: number }): Promise<Branch> {
    await this.turnTo(run, moment);
    if (this.sight === null || this.#replayer === null) return run.fork();
    const branch = await run.forkAt(moment, await this.#replayer.save());
    this.sight = null;
    return branch;
  }

  /** Branch by branch, so that whoever seeks meanwhile waits for one of them at most; null once nobody wants to know any more. */
  async foresee(
    standpoint: Standpoint,
    { text, salts }: ForesightQuestion,
    isOver: () => boolean,
  ): Promise<Foresight | null> {
    const { participants, position: at } = standpoint.checkpoint;
    const client = participants.find(({ isClient }) => isClient)?.member.id;
    if (client === undefined) return null;
    const replayer = (this.#replayer ??= this.#makeReplayer());
    await replayer.standAt(standpoint);
    const branches: Foreseen[] = [];
    for (const salt of salts) {
      if (isOver()) return null;
      branches.push(await replayer.foresee({ client, text, salt }));
    }
    return isOver() ? null : { at, branches };
  }

  async suppose(standpoint: Standpoint, deeds: readonly SupposedDeed[], looks: Looks): Promise<Supposed> {
    const replayer = (this.#replayer ??= this.#makeReplayer());
    return replayer.suppose(standpoint, deeds, looks);
  }

  /** Something else is open now. */
  forget(): void {
    this.sight = null;
    this.#preparedFor = '';
  }

  dispose(): void {
    this.forget();
    this.#replayer?.dispose();
    this.#replayer = null;
  }
}
