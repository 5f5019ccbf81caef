/** Passes tokens round, each held for a while by a timer: pure traffic, for benchmarks of the ground. */
import type { ClientMessage, NodeId, OperatorMessage, Program, Self } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import { censusOf } from '../census.ts';
import { newTable, tableGet, tableSet, tableSize, type Table } from '../../kernel/table.ts';

type Message = { readonly kind: 'token'; readonly id: number; readonly hops: number } | ClientMessage;
type Timer = { readonly kind: 'pass'; readonly id: number; readonly hops: number };

interface State {
  next: NodeId;
  seen: number;
  /** The highest hop count seen of each token: a duplicated token must not become two. */
  tokens: Table<number>;
}

type RelaySelf = Self<Message, Timer>;

export function relayProgram(options: Options): Program<State, Message | OperatorMessage, Timer> {
  const hold = Number(options.hold);
  return {
    boot(self) {
      const members = self.setup.members.map(({ id }) => id);
      const place = members.indexOf(self.id);
      const next = members[(place + 1) % members.length] ?? self.id;
      for (let token = 0; token < Number(options.tokens); token += 1) {
        self.after(Math.floor(self.random() * 1_000), {
          kind: 'pass',
          id: place + token * members.length,
          hops: 0,
        });
      }
      return { next, seen: 0, tokens: newTable() };
    },
    receive(self, state, _from, message) {
      if (message.kind !== 'token') return;
      const { id, hops } = message;
      const key = String(id);
      if (hops <= (tableGet(state.tokens, key) ?? -1)) return;
      state.seen += 1;
      tableSet(state.tokens, key, hops);
      if (hold > 0) self.after(hold, { kind: 'pass', id, hops });
      else pass(self, state, id, hops);
    },
    tick(self, state, { id, hops }) {
      pass(self, state, id, hops);
    },
    glance: (state) => ({ seen: state.seen, keys: tableSize(state.tokens) }),
    belief: (state) => ({ next: state.next }),
    witness: (state) => ({ seen: state.seen }),
    census: (state) => censusOf(state.tokens),
  };
}

function pass(self: RelaySelf, state: State, id: number, hops: number): void {
  self.send(state.next, { kind: 'token', id, hops: hops + 1 });
}
