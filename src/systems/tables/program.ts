/** A node of a table store: Raft, the tables that it makes, and what clients ask of them. */
import { OPERATOR, type AnyProgram, type Operation, type Program } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import { beliefOf } from './believing.ts';
import { holdingsOf } from './holding.ts';
import { countsOf } from './machine/machine.ts';
import { digestOfMachine } from './machine/read.ts';
import { isOfRaft, type TablesMessage, type TablesTimer } from './messages.ts';
import { newState, idsOf, isLeaving } from './new-state.ts';
import { raftOptions } from './raft/options.ts';
import { hearMessage, ring, settle } from './raft/raft.ts';
import type { Node, State, TablesSelf } from './raft/state.ts';
import { inRoot, rootIn } from './rooted.ts';
import { request, writeTimeout } from './serve.ts';
import { witnessOf } from './witness.ts';

export function tablesNode(given: Options): AnyProgram {
  const options = raftOptions(given);
  const nodeOf = (self: TablesSelf, state: State): Node => ({
    self: inRoot(self, options.root),
    state,
    options,
  });
  const program: Program<State, TablesMessage, TablesTimer> = {
    boot: (self) => newState(inRoot(self, options.root), options),
    receive(self, state, from, message) {
      const node = nodeOf(self, state);
      if (message.kind === 'request') request(node, message.operation);
      else if (from === OPERATOR) obey(node, message);
      else if (isOfRaft(message) && rootIn(message) === options.root) hearMessage(node, from, message);
    },
    tick(self, state, timer) {
      const node = nodeOf(self, state);
      if (timer.kind === 'write timeout') writeTimeout(node, timer.operation);
      else ring(node, timer);
    },
    glance: glanceOf,
    belief: (state) => beliefOf(state, options),
    witness: witnessOf,
    census: ({ machine }) => digestOfMachine(machine),
    holdings: ({ machine }, request) => holdingsOf(machine, request),
    asks: wordOf,
  };
  return program;
}

function obey(node: Node, message: TablesMessage): void {
  if (message.kind !== 'members') return;
  node.state.wanted = idsOf(message.members);
  node.state.isLeaving = isLeaving(message.members, node.self.id);
  settle(node);
}

function glanceOf({ role, term, leader, commit, applied, log, stopped, machine }: State) {
  return {
    ...{ role: stopped === null ? role : 'stopped', term, leader, commit, applied },
    last: log.base.index + log.entries.length,
    keys: countsOf(machine).items,
  };
}

/** `PUT items`: what a request does, for the books of who asks for what. */
function wordOf({ body }: Operation): string {
  const { method, path } = (body ?? {}) as { readonly method?: unknown; readonly path?: unknown };
  const [, , , last = 'tables'] = String(path ?? '').split('/');
  return `${String(method ?? '')} ${last}`;
}
