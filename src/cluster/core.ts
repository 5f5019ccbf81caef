/** What the parts of the cluster may do with the whole: `acts`, `flights`, `start` and `checkpoint` know this and not `cluster.ts`. */
import type { Member, NodeId } from '../kernel/contract.ts';
import type { Chain } from '../kernel/fold.ts';
import type { Envelope } from '../kernel/protocol.ts';
import type { Options, System } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { SystemSketch } from '../scenario/systems.ts';
import type { Action, Scenario } from '../scenario/types.ts';
import type { Agenda } from './agenda.ts';
import type { Chronicle } from './chronicle.ts';
import type { Host, Port } from './host.ts';
import type { Network } from './network/network.ts';
import type { Participant } from './participant.ts';

/** A system, and where it is known what a reader of scenarios knows of it. */
export type PlayedSystem = System & { readonly sketch?: SystemSketch };

export interface ClusterCore {
  readonly scenario: Scenario;
  readonly system: PlayedSystem;
  readonly host: Host;
  readonly chronicle: Chronicle;
  readonly network: Network;
  readonly participants: ReadonlyMap<NodeId, Participant>;
  readonly everybody: readonly Participant[];
  /** When there is something to do for whom. */
  readonly agenda: Agenda<Participant>;
  /** One list for all who are given it, and nobody can change it. */
  readonly members: readonly Member[];
  /** To be said after every change of who belongs to it, and as what. */
  forgetMembers(): void;
  /** Who begins with the cluster. */
  readonly founders: ReadonlySet<NodeId>;
  /** The actions of this run, by instant; a hung node's kill is added where it happened. */
  readonly script: Action[];
  options: Options;
  /** Of the dice thrown so far. */
  salts: number[];
  chance: Chain;
  readonly networkChance: Chain;
  position: Micros;
  /** How many actions of the script are done. */
  applied: number;
  /** How many messages are on their way. */
  flights: number;
  open(body: unknown): unknown;
  admit(participant: Participant): void;
  replaceEverybody(participants: readonly Participant[]): void;
  startParticipant(participant: Participant): Promise<void>;
  openPort(participant: Participant): Promise<Port>;
  stop(participant: Participant, at: Micros, how: 'power' | 'process'): Promise<void>;
  deliver(envelope: Envelope): void;
}
