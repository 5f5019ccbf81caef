/** What scripts of Raft share: writes and reads at one node, and a script that holds, and breaks where the rule that it is about is switched off. */
import { expect, it } from 'vitest';
import type { NodeId, Operation } from '../../../src/kernel/contract.ts';
import type { Command } from '../../../src/systems/tables/commands.ts';
import { lastIndex } from '../../../src/systems/tables/raft/log.ts';
import type { Mutant } from '../../../src/systems/tables/raft/mutants.ts';
import { settle } from '../../../src/systems/tables/raft/raft.ts';
import { read } from '../../../src/systems/tables/raft/reads.ts';
import { replicate } from '../../../src/systems/tables/raft/replication.ts';
import { writeEntry } from '../../../src/systems/tables/raft/storage.ts';
import { Hand, type HandOptions } from './hand.ts';
import { Broken } from './hand-judge.ts';

/** An entry of its own in the log of a leader. What is in it is nothing to Raft. */
export function put(hand: Hand, leader: NodeId, value: string): number {
  const payload = { tableName: 'T', item: { key: value } };
  return enter(hand, leader, { type: 'PutItemCommandType', payload });
}

/** Where what is put has to be there as well. */
export function createTable(hand: Hand, leader: NodeId): number {
  const payload = { tableName: 'T', partitionKeyName: 'key' };
  return enter(hand, leader, { type: 'CreateTableCommandType', payload });
}

function enter(hand: Hand, leader: NodeId, command: Command): number {
  let index = 0;
  hand.at(leader, (node) => {
    const { state } = node;
    if (state.role !== 'leader') throw new Error(`${leader} does not lead`);
    index = lastIndex(state.log) + 1;
    writeEntry(node, { index, term: state.term, kind: 'command', command: JSON.stringify(command) });
    replicate(node);
    settle(node);
  });
  return index;
}

export interface Asked {
  /** What its node had applied when it answered; null while it has not. */
  readonly applied: () => number | null;
}

/**
 * A read at a node. `atLeast` is the newest entry that was acknowledged to somebody before: an answer from less than that is old, which reads with a
 * lease or by index never are.
 */
export function ask(hand: Hand, id: NodeId, atLeast: number): Asked {
  let applied: number | null = null;
  hand.asked += 1;
  const own = `c1.${hand.asked}`;
  const others = hand.onReply;
  hand.onReply = (node, answered) => {
    if (answered !== own) return others(node, answered);
    applied = hand.state(node).applied;
    if (applied < atLeast)
      throw new Broken(`reads are not old: ${node} answers from ${applied}, and ${atLeast} was acknowledged`);
  };
  const body = { method: 'GET', path: '/tables/T/items', query: { partitionKey: 'k' } };
  const operation: Operation = { id: own, session: 'c1:1', body };
  hand.at(id, (node) => {
    read(node, operation);
    settle(node);
  });
  return { applied: () => applied };
}

export function isCommitted(hand: Hand, id: NodeId, index: number): boolean {
  return hand.state(id).commit >= index;
}

export function last(hand: Hand, id: NodeId): number {
  return lastIndex(hand.state(id).log);
}

interface Script extends HandOptions {
  /** The rule without which it goes wrong. */
  readonly mutant?: Mutant;
  /** What happens; where it comes out well, what it gives back looks whether it came out right. */
  readonly plays: (hand: Hand) => () => void;
}

export function script(name: string, { mutant, plays, ...options }: Script): void {
  it(name, () => {
    plays(new Hand(options))();
  });
  if (mutant === undefined) return;
  it(`${name}: without the rule (${mutant}) it breaks`, () => {
    expect(() => plays(new Hand({ ...options, mutants: [mutant] }))).toThrow(Broken);
  });
}
