/** A system with all that the house needs of it: what it runs, and what a reader of scenarios must know. */
import type { Facts, Insides } from '../kernel/facts.ts';
import type { OnDemand, System } from '../kernel/system.ts';
import type { SystemSketch } from '../scenario/systems.ts';

/** What a storm draws from: everything by chance, and all chance from the seed. */
export interface Dice {
  /** An integer; both ends may come. */
  between(low: number, high: number): number;
  pick<Choice>(choices: readonly Choice[]): Choice;
}

/** What a system adds to a storm: fields of the scenario, and faults of its own kind, as they stand in a file. */
export interface StormManner {
  /** Of a slow link, in bytes a second; a system that sends more than the small ones needs more of it. */
  readonly bandwidth?: number;
  scenario(dice: Dice): Readonly<Record<string, unknown>>;
  /** Actions between these two instants, in ms; `nodes` are those of the beginning. */
  faults?(
    dice: Dice,
    nodes: readonly string[],
    from: number,
    to: number,
  ): readonly Readonly<Record<string, unknown>>[];
}

export interface RegisteredSystem extends System {
  readonly sketch: SystemSketch;
  /** Absent: the storms that all systems go through are enough. */
  storm?(): OnDemand<StormManner>;
  /** Tells from what nodes hold and believe what is so. Absent: nothing can be told of this system but its history. */
  overview?(): OnDemand<(insides: Insides) => Facts | null>;
}
