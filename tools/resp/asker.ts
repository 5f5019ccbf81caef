/**
 * The client behind the port: what comes from outside is told to it as the operator's words, and asked of the proxy. It has a session for each
 * connection, and settles what it asks as every client does.
 */
import {
  OPERATOR,
  type ClientMessage,
  type Data,
  type NodeId,
  type Program,
  type Self,
} from '../../src/kernel/contract.ts';
import { SECOND } from '../../src/kernel/time.ts';
import {
  begin,
  heard,
  newErrands,
  woken,
  type Ending,
  type ErrandManner,
  type Errands,
  type ErrandTimer,
} from '../../src/protocols/errands.ts';

/** Longer than the proxy takes to say that it does not know. */
export const TIMEOUT = 3 * SECOND;
const MANNER: ErrandManner = { timeout: TIMEOUT };

export type Told =
  | { readonly kind: 'ask'; readonly operation: string; readonly session: string; readonly body: Data }
  | { readonly kind: 'end'; readonly session: string };

type Asker = Self<ClientMessage, ErrandTimer>;

export function askerProgram(to: NodeId): Program<Errands, ClientMessage | Told, ErrandTimer> {
  return {
    boot: (self) => newErrands(self.setup.members),
    receive(self, state, from, message) {
      if (from === OPERATOR && message.kind === 'ask') {
        const { operation: id, session, body } = message;
        self.invoke(id, body);
        settle(self, begin(self, state, MANNER, { id, body, asks: body, to, session, isAddressed: true }));
      } else if (from === OPERATOR && message.kind === 'end') {
        self.send(to, { kind: 'session', session: message.session, act: 'close' });
      } else if (message.kind === 'reply') settle(self, heard(self, state, MANNER, message));
    },
    tick: (self, state, timer) => settle(self, woken(self, state, MANNER, timer)),
    glance: ({ waiting }) => ({ waiting: waiting.size }),
    belief: () => ({}),
    witness: () => ({}),
    census: () => ({ keys: 0, digest: '' }),
  };
}

function settle(self: Asker, ending: Ending | null): void {
  if (ending !== null) self.settle(ending.id, ending.outcome, '');
}
