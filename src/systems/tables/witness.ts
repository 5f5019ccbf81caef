/** What the invariants need to know of a node. */
import type { Witness } from '../../kernel/contract.ts';
import { digestOfMachine } from './machine/read.ts';
import type { Members } from './raft/entry.ts';
import { membersOf } from './raft/majority.ts';
import type { Role } from './belief.ts';
import type { State } from './raft/state.ts';

export interface TablesWitness {
  readonly role: Role;
  readonly term: number;
  readonly votedFor: string | null;
  readonly leader: string | null;
  readonly stopped: string | null;
  readonly isForgetful: boolean;
  readonly commit: number;
  readonly applied: number;
  readonly restored: number;
  readonly last: number;
  readonly base: { readonly index: number; readonly term: number; readonly chain: number };
  /** Of each entry behind the base. */
  readonly terms: readonly number[];
  readonly chains: readonly number[];
  readonly members: Members;
  /** Who was known to lead in which term. */
  readonly reigns: readonly (readonly [term: number, leader: string])[];
  readonly matches: readonly (readonly [node: string, match: number])[];
  readonly digest: string;
}

export function witnessOf(state: State): Witness {
  const { role, term, votedFor, leader, stopped, isForgetful, commit, applied, restored, log, machine } =
    state;
  const witness: TablesWitness = {
    ...{ role, term, votedFor, leader, stopped, isForgetful, commit, applied, restored },
    last: log.base.index + log.entries.length,
    base: log.base,
    terms: log.entries.map((entry) => entry.term),
    chains: [...log.chains],
    members: membersOf(state),
    reigns: [...state.reigns],
    matches: [...state.followers].map(([node, { match }]) => [node, match] as const),
    digest: digestOfMachine(machine).digest,
  };
  return witness as unknown as Witness;
}
