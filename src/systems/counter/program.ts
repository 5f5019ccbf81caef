/**
 * A counter with a disk: `INCR` is synced before it is answered, `BUMP` is not. The first node counts, the others mirror what it told
 * them. For tests of disks, of both ways to die, and of what a client may rely on.
 */
import type {
  ClientMessage,
  NodeId,
  Operation,
  OperatorMessage,
  Program,
  Self,
} from '../../kernel/contract.ts';
import { newTable, tableGet, tableSet, tableSize, type Table } from '../../kernel/table.ts';
import { digestOf } from '../census.ts';
import { verbOf } from '../verb.ts';
import { append, recover, restart } from './log.ts';

type Message = { readonly kind: 'mirror'; readonly value: number } | { readonly kind: 'ask' } | ClientMessage;

type Timer =
  | {
      readonly kind: 'synced';
      readonly operation: string;
      readonly request: Operation;
      readonly value: number;
    }
  | { readonly kind: 'ask' }
  | { readonly kind: 'settled' };

interface State {
  value: number;
  /** The highest value that a client was promised. */
  promised: number;
  /** The log ends in a record that could not be repaired yet; what is appended behind it would be lost. */
  isTorn: boolean;
  peers: readonly NodeId[];
  /** Values by operation: a request that comes twice counts once, as long as this memory lives. */
  answered: Table<number>;
}

type CounterSelf = Self<Message, Timer>;

const ASK_EVERY = 500_000;

export const counterProgram: Program<State, Message | OperatorMessage, Timer> = {
  boot(self) {
    const { value, torn } = recover(self.disk);
    let isTorn = false;
    if (torn > 0) {
      self.note('torn log', { bytes: torn });
      isTorn = restart(self.disk, value) === 'full';
      if (!isTorn) self.disk.sync({ kind: 'settled' });
    }
    if (value > 0) self.note('recovered', { value });
    const peers = self.setup.members.map(({ id }) => id).filter((id) => id !== self.id);
    if (!counts(self)) self.after(Math.floor(self.random() * ASK_EVERY), { kind: 'ask' });
    return { value, promised: 0, peers, isTorn, answered: newTable() };
  },
  receive(self, state, from, message) {
    if (message.kind === 'request') request(self, state, message.operation);
    else if (message.kind === 'mirror') state.value = Math.max(state.value, message.value);
    else if (message.kind === 'ask') self.send(from, { kind: 'mirror', value: state.value });
  },
  tick(self, state, timer) {
    if (timer.kind === 'ask') {
      const [first] = self.setup.members;
      if (first) self.send(first.id, { kind: 'ask' });
      self.after(ASK_EVERY, { kind: 'ask' });
    } else if (timer.kind === 'synced') {
      if (self.disk.failed) {
        self.reply(timer.request, { status: 'failed', value: 'the disk failed: the increment may be lost' });
        return;
      }
      state.promised = Math.max(state.promised, timer.value);
      self.reply(timer.request, { status: 'ok', value: timer.value });
      for (const peer of state.peers) self.send(peer, { kind: 'mirror', value: timer.value });
    }
  },
  glance: (state) => ({ value: state.value, keys: tableSize(state.answered) }),
  asks: verbOf,
  belief: (state) => ({ members: state.peers, value: state.value }),
  witness: (state) => ({ value: state.value, promised: state.promised }),
  // The value is all the data there is; the remembered requests are no part of it.
  census: (state) => ({ keys: 1, digest: digestOf([['value', state.value]]) }),
};

function counts(self: CounterSelf): boolean {
  return self.setup.members[0]?.id === self.id;
}

function request(self: CounterSelf, state: State, operation: Operation): void {
  const { do: verb } = operation.body as { readonly do: 'incr' | 'bump' | 'get' };
  if (verb === 'get') {
    self.reply(operation, { status: 'ok', value: state.value });
    return;
  }
  if (!counts(self)) {
    self.reply(operation, {
      status: 'failed',
      value: `only ${self.setup.members[0]?.name ?? 'the first node'} counts`,
    });
    return;
  }
  const known = tableGet(state.answered, operation.id);
  const value = known ?? state.value + 1;
  if (known === undefined) {
    if (state.isTorn) state.isTorn = restart(self.disk, state.value) === 'full';
    if (state.isTorn || append(self.disk, value) === 'full') {
      self.reply(operation, { status: 'failed', value: 'the disk is full' });
      return;
    }
    state.value = value;
    tableSet(state.answered, operation.id, value);
  }
  if (verb === 'bump') self.reply(operation, { status: 'ok', value });
  else self.disk.sync({ kind: 'synced', operation: operation.id, request: operation, value });
}
