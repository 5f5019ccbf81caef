/** A real system that takes the place of one of Ringside's: what its nodes are made of, how they are set up, and how they are asked. */
import type { Member } from '../kernel/contract.ts';
import type { SystemSketch } from '../scenario/systems.ts';
import type { Action, Scenario, WorkloadSpec } from '../scenario/types.ts';
import type { Seats } from './seats.ts';

export interface SetUp {
  /** By path in the folder. */
  readonly files: ReadonlyMap<string, string>;
  /** An option a line, as README.md tells of it. */
  readonly told: readonly string[];
  /** Lines of cluster.sh. */
  readonly facts: readonly string[];
}

export type RealCall =
  /** A call of lib.sh. */
  | { readonly ok: true; readonly call: string }
  | { readonly ok: false; readonly says: string }
  /** It acts on the cluster: as these acts would, one after the other. */
  | { readonly ok: 'acts'; readonly acts: readonly Action[] };

/** A line at the prompt as a call, or why it cannot be one. */
export type Asker = (text: string, present: readonly Member[], isProxy: (id: string) => boolean) => RealCall;

export interface Counterpart {
  /** As sentences call it. */
  readonly name: string;
  /** Its program for clients. */
  readonly client: string;
  /** How names of its services begin. */
  readonly prefix: string;
  /** In the compose file: what the containers of nodes and clients are made of. */
  readonly image: readonly string[];
  /** How a node is started, as a list of YAML. */
  command(id: string): string;
  setUp(scenario: Scenario, sketch: SystemSketch, seats: Seats): SetUp;
  /** Lines of start.sh: all nodes answer, and become one cluster. */
  start(scenario: Scenario, seats: Seats): readonly string[];
  /** What lib.sh has for it: cli, somebody, wait_for, revive, wipe, join, leave, ask and feed, and what acts of its own call. */
  readonly lib: string;
  /** One for each script: what a line means may hang on those before it. */
  asker(scenario: Scenario): Asker;
  /** Paragraphs of README.md about what is otherwise there. */
  readonly differs: readonly string[];
  /** What of this traffic its clients do otherwise. */
  trafficTold(spec: WorkloadSpec, index: number): readonly string[];
}
