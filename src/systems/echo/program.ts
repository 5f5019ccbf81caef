/**
 * Nodes that ping each other now and then and answer whoever talks to them. For tests of the ground: it also crashes and hangs on command.
 */
import type { ClientMessage, Data, NodeId, OperatorMessage, Program, Self } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import { censusOf } from '../census.ts';
import { verbOf } from '../verb.ts';
import { newTable, tableDelete, tableGet, tableSet, tableSize, type Table } from '../../kernel/table.ts';

type Message =
  | { readonly kind: 'ping'; readonly number: number; readonly text: string }
  | { readonly kind: 'pong'; readonly number: number; readonly text: string }
  | ClientMessage;

type Timer = { readonly kind: 'ping' };

interface State {
  peers: readonly NodeId[];
  pings: number;
  /** Pings that were answered: a pong that comes twice, or to a former life of this node, counts for nothing. */
  pongs: number;
  /** The latest ping that each peer answered. */
  answered: Map<NodeId, number>;
  /** Echoes that were asked for, by the client's words. */
  said: Table<number>;
}

export const ECHO_KEPT = 200_000;

/** Pings of different lives of a node have different numbers. */
const LIFETIME = 1_000_000_000;

export function echoProgram(options: Options): Program<State, Message | OperatorMessage, Timer> {
  const every = Number(options.every);
  return {
    boot(self) {
      if (every > 0) self.after(Math.floor(self.random() * every), { kind: 'ping' });
      return { peers: peersOf(self), pings: 0, pongs: 0, answered: new Map(), said: newTable() };
    },
    receive(self, state, from, message) {
      if (message.kind === 'ping')
        self.send(from, { kind: 'pong', number: message.number, text: message.text });
      else if (message.kind === 'pong') pong(self, state, from, message.number);
      else if (message.kind === 'request') answer(self, state, message);
      else if (message.kind === 'members') {
        state.peers = message.members.map(({ id }) => id).filter((id) => id !== self.id);
      }
    },
    tick(self, state) {
      const peer = state.peers[Math.floor(self.random() * state.peers.length)];
      if (peer !== undefined) {
        state.pings += 1;
        self.send(peer, {
          kind: 'ping',
          number: self.incarnation * LIFETIME + state.pings,
          text: String(options.text),
        });
      }
      // Clocks of different nodes must not march in step.
      self.after(Math.floor(every / 2 + self.random() * every), { kind: 'ping' });
    },
    glance: (state) => ({ pings: state.pings, pongs: state.pongs, keys: tableSize(state.said) }),
    belief: (state) => ({ members: state.peers }),
    asks: verbOf,
    witness: (state) => ({ pings: state.pings, pongs: state.pongs }),
    census: (state) => censusOf(state.said),
  };
}

function peersOf(self: Self<Message, Timer>): readonly NodeId[] {
  return self.setup.members.map(({ id }) => id).filter((id) => id !== self.id);
}

function pong(self: Self<Message, Timer>, state: State, from: NodeId, number: number): void {
  if (number < self.incarnation * LIFETIME || number <= (state.answered.get(from) ?? 0)) return;
  state.answered.set(from, number);
  state.pongs += 1;
}

function answer(
  self: Self<Message, Timer>,
  state: State,
  { operation }: Extract<Message, { kind: 'request' }>,
): void {
  const body = operation.body as { readonly do: string; readonly text: string };
  switch (body.do) {
    case 'spin':
      // Never comes back: what the watchdog is for.
      for (let turn = 0; ; turn = (turn + 1) % 7) if (turn < 0) break;
      break;
    case 'throw':
      throw new Error(body.text);
    default: {
      if (tableSize(state.said) >= ECHO_KEPT) tableDelete(state.said, body.text);
      tableSet(state.said, body.text, (tableGet(state.said, body.text) ?? 0) + 1);
      self.reply(operation, { status: 'ok', value: body.text as Data });
    }
  }
}
