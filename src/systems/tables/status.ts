/** What a node says of itself when it is asked how it is. */
import type { Data, Member, NodeId } from '../../kernel/contract.ts';
import { addressOf, nodesAmong } from './addresses.ts';
import type { Said } from './answers.ts';
import type { Machine } from './machine/machine.ts';
import { tablesOf } from './machine/read.ts';

/** What only the protocol knows. */
export interface Standing {
  readonly id: NodeId;
  readonly role: string;
  readonly term: number;
  readonly leader: NodeId | null;
  readonly lastLogIndex: number;
  readonly commitIndex: number;
  readonly appliedIndex: number;
  /** Null while it does what it should; otherwise why it has stopped. */
  readonly stopped: string | null;
}

export function statusAnswer(machine: Machine, members: readonly Member[], standing: Standing): Said {
  const { id, role, term, leader, lastLogIndex, commitIndex, appliedIndex, stopped } = standing;
  const body: Data = {
    id,
    address: addressOf(members, id),
    role,
    term,
    leader,
    leaderAddr: leader === null ? null : addressOf(members, leader),
    lastLogIndex,
    commitIndex,
    appliedIndex,
    peers: nodesAmong(members)
      .filter((member) => member.id !== id)
      .map((member) => addressOf(members, member.id)),
    tables: tablesOf(machine),
    ...(stopped !== null && { stopped }),
  };
  return { status: 200, body };
}
