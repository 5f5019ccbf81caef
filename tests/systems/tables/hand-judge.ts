/**
 * Looks at a hand-driven cluster after every event: it asks the system's own invariants, and beside them what only somebody can know who never
 * forgets: what was ever committed, and what terms and commit indexes were before.
 */
import type { NodeId, Witness } from '../../../src/kernel/contract.ts';
import type { NoteTold, Scene, Told } from '../../../src/kernel/system.ts';
import { tablesInvariants } from '../../../src/systems/tables/invariants.ts';
import { chainAt, termAt } from '../../../src/systems/tables/raft/log.ts';
import type { State } from '../../../src/systems/tables/raft/state.ts';
import { witnessOf } from '../../../src/systems/tables/witness.ts';

export interface Lives {
  readonly id: NodeId;
  readonly incarnation: number;
  readonly state: State;
}

export class Broken extends Error {}

interface Fixed {
  readonly chain: number;
  readonly term: number;
  readonly by: NodeId;
}

export class HandJudge {
  readonly notes: NoteTold[] = [];
  readonly outcomes = new Map<string, Told>();
  readonly faults = new Map<string, number>();
  /** What stands at an index for good, since somebody committed it. */
  readonly #fixed = new Map<number, Fixed>();
  /** The latest term of each that is on its disk, and of each life its term and what it committed. */
  readonly #terms = new Map<NodeId, number>();
  readonly #lives = new Map<string, readonly [term: number, commit: number]>();

  look(all: readonly Lives[], ended = false): void {
    const witnesses = new Map<NodeId, Witness>(all.map(({ id, state }) => [id, witnessOf(state)]));
    const { notes, outcomes, faults } = this;
    const scene: Scene = { witnesses, notes, outcomes, faults, options: {}, ended };
    for (const invariant of tablesInvariants) {
      const { ok, detail } = invariant.holds(scene);
      if (!ok) throw new Broken(`${invariant.name}: ${detail}`);
    }
    for (const life of all) {
      if (life.state.stopped !== null) continue;
      this.#neverFall(life);
      this.#remember(life);
    }
    for (const life of all) if (life.state.role === 'leader') this.#isComplete(life);
  }

  /** The term not even over a restart, once it is on disk; whoever was wiped is another. */
  #neverFall({ id, incarnation, state }: Lives): void {
    const life = `${id} ${incarnation}`;
    const [term, commit] = this.#lives.get(life) ?? [0, 0];
    const durable = this.faults.has(`wipe ${id}`) ? 0 : (this.#terms.get(id) ?? 0);
    if (state.term < Math.max(term, durable))
      throw new Broken(`terms never fall: ${id} from ${Math.max(term, durable)} to ${state.term}`);
    if (state.commit < commit)
      throw new Broken(`commits never fall: ${id} from ${commit} to ${state.commit}`);
    this.#lives.set(life, [state.term, state.commit]);
    if (state.promised <= state.synced) this.#terms.set(id, state.term);
  }

  #remember({ id, state }: Lives): void {
    const { log, commit } = state;
    for (let index = log.base.index; index <= commit; index += 1) {
      const [chain, term] = [chainAt(log, index), termAt(log, index)];
      if (index === 0 || chain === null || term === null) continue;
      const fixed = this.#fixed.get(index);
      if (fixed === undefined) this.#fixed.set(index, { chain, term, by: id });
      else if (fixed.chain !== chain)
        throw new Broken(
          `what is committed stays: ${id} has another entry ${index} than ${fixed.by} committed`,
        );
    }
  }

  #isComplete({ id, state }: Lives): void {
    for (const [index, { chain, term, by }] of this.#fixed) {
      if (term >= state.term || index < state.log.base.index) continue;
      if (chainAt(state.log, index) !== chain)
        throw new Broken(`leaders have what is committed: ${id} lacks entry ${index}, which ${by} committed`);
    }
  }
}
