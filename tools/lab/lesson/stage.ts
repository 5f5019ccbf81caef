/** A cluster on which a lesson is played: it runs on LocalHost, keeps its history, and can be gone on with on branches. */
import { loadCheckpoint, saveCheckpoint } from '../../../src/cluster/checkpoint.ts';
import { Cluster } from '../../../src/cluster/cluster.ts';
import { LocalHost } from '../../../src/cluster/local-host.ts';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import { Operations } from '../../../src/history/operations.ts';
import type { HistoryView } from '../../../src/history/predicates/index.ts';
import { judge } from '../../../src/history/verdicts.ts';
import type { Facts } from '../../../src/kernel/facts.ts';
import { insideOf } from '../../../src/lab/inside.ts';
import { turned } from '../../../src/lessons/opening.ts';
import type { LessonAct, Opening } from '../../../src/lessons/types.ts';
import { formatFault, readAction, type Micros } from '../../../src/scenario/index.ts';
import { programOf } from '../../../src/systems/programs.ts';
import { sketches, systemOf } from '../../../src/systems/registry.ts';

export class Stage {
  opening: Opening;
  cluster: Cluster;
  /** When the step began, and what was so then. */
  began: Micros = 0;
  before: Facts | null = null;
  /** Whether anybody asks about invariants: to ask all nodes of all they know at every look costs time. */
  readonly #judges: boolean;
  #events: HistoryEvent[] = [];
  #operations: Operations;

  private constructor(opening: Opening, judges: boolean) {
    this.opening = opening;
    this.#judges = judges;
    this.#operations = newOperations(opening);
    this.cluster = this.#build(opening);
  }

  static async open(opening: Opening, judges: boolean): Promise<Stage> {
    const stage = new Stage(opening, judges);
    await stage.#start();
    return stage;
  }

  #build({ scenario }: Opening): Cluster {
    return new Cluster({
      scenario,
      system: systemOf(scenario.system),
      host: new LocalHost(programOf),
      recorder: {
        level: 'messages',
        record: (events) => {
          this.#operations.record(events);
          for (const event of events) this.#events.push(event);
        },
      },
    });
  }

  async #start(): Promise<void> {
    await this.cluster.boot();
    await this.cluster.advanceTo(this.opening.begin);
    await this.begin();
  }

  /** A step begins here. */
  async begin(): Promise<void> {
    this.began = this.cluster.position;
    this.before = await this.#facts();
  }

  async #facts(): Promise<Facts | null> {
    const overview = await systemOf(this.opening.scenario.system).overview?.();
    return overview === undefined ? null : overview(await insideOf(this.cluster));
  }

  async view(): Promise<HistoryView> {
    return {
      at: this.cluster.position,
      events: this.#events,
      operations: this.#operations.sorted(),
      checks: this.#judges ? await judge(this.cluster, this.#operations, false) : [],
      facts: await this.#facts(),
      before: this.before,
    };
  }

  async wait(time: Micros): Promise<void> {
    await this.cluster.advanceTo(this.cluster.position + time);
  }

  /** Throws a sentence for an act that cannot be done. */
  async act(act: LessonAct): Promise<void> {
    if (act.kind === 'wait') return this.wait(act.wait);
    if (act.kind === 'turn') {
      const again = turned(this.opening, act.options, sketches);
      if (!again.ok) throw new Error(again.says.join('; '));
      this.opening = again.opening;
      this.#events = [];
      this.#operations = newOperations(again.opening);
      this.cluster = this.#build(again.opening);
      return this.#start();
    }
    const { cluster } = this;
    const everybody = cluster.everybody.filter(({ isClient }) => !isClient);
    const read = readAction(
      act.action,
      {
        at: cluster.position,
        nodes: cluster.members.map(({ id, name, weight }) => ({ id, name, weight })),
        removed: everybody.filter(({ status }) => status === 'removed').map(({ id }) => id),
        clients: cluster.everybody.length - everybody.length,
        options: cluster.options,
      },
      systemOf(this.opening.scenario.system).sketch,
    );
    if (!read.ok) throw new Error(read.faults.map(formatFault).join('; '));
    await cluster.act(read.action);
  }

  async play(acts: readonly LessonAct[]): Promise<void> {
    for (const act of acts) await this.act(act);
  }

  /** Another line of history from here on. */
  async fork(): Promise<Stage> {
    const other = new Stage(this.opening, this.#judges);
    other.began = this.began;
    other.before = this.before;
    await loadCheckpoint(other.cluster, await saveCheckpoint(this.cluster), this.cluster.script);
    other.#events = [...this.#events];
    other.#operations.record(this.#events);
    return other;
  }
}

function newOperations({ scenario }: Opening): Operations {
  return new Operations(systemOf(scenario.system).watches);
}
