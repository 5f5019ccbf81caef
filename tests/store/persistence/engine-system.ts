/** A system for tests: one node that runs the engine on its disk, clients that load it, and a ledger of what the node did. */
import type {
  ClientMessage,
  Data,
  Operation,
  OperatorMessage,
  Program,
  Self,
} from '../../../src/kernel/contract.ts';
import type { Options, System } from '../../../src/kernel/system.ts';
import { MILLISECOND, SECOND } from '../../../src/kernel/time.ts';
import { clientProgram } from '../../../src/protocols/client.ts';
import type { SystemSketch } from '../../../src/scenario/index.ts';
import { execute } from '../../../src/store/execute.ts';
import { expireSome } from '../../../src/store/expiry.ts';
import {
  commit,
  hostWithDisk,
  mayLeave,
  tickPersistence,
  type Persistence,
  type PersistenceTimer,
} from '../../../src/store/persistence/persistence.ts';
import { openPersistence, type Opening } from '../../../src/store/persistence/recovery.ts';
import type { Reply } from '../../../src/store/reply.ts';
import type { Settings } from '../../../src/store/settings.ts';
import { proofSaltOf } from '../../../src/store/configuration.ts';
import { openStore } from '../../../src/store/opening.ts';
import { openSession, type Session, type Store } from '../../../src/store/store.ts';
import { readLine } from '../../../src/terminal/words.ts';
import { configurationOf } from '../../../src/systems/store-configuration.ts';
import { sealLine, storeOption } from '../../../src/systems/store-option.ts';

type Timer = PersistenceTimer | { readonly kind: 'expire' };
type EngineSelf = Self<ClientMessage, Timer>;

interface Held {
  readonly ticket: number;
  readonly operation: Operation;
  readonly value: Reply;
  /** How often the store had changed when its command ran. */
  readonly seen: number;
}

interface State {
  readonly store: Store;
  /** The numbers of the store's sessions, by the names that clients gave them. */
  readonly sessions: Map<string, number>;
  readonly persistence: Persistence;
  waiting: Held[];
  seen: number;
}

/** Hears of everything that a proof needs. Instants are virtual. */
export interface Ledger {
  started(opening: Opening, store: Store): void;
  /** After whatever changed the store. Answers how many changes there were. */
  changed(store: Store): number;
  /** The reply of a command that ran after so many changes has left. */
  acknowledged(changes: number, at: number): void;
}

const EXPIRE_EVERY = 100 * MILLISECOND;

export function settingsOf(options: Options): Partial<Settings> {
  return {
    appendonly: true,
    appendfsync: options.appendfsync as Settings['appendfsync'],
    maxmemory: 4_000,
    'maxmemory-policy': 'allkeys-lru',
    'auto-aof-rewrite-min-size': options.rewrites === true ? 20_000 : 100_000_000,
  };
}

function sessionOf({ store, sessions }: State, name: string, clock: number, options: Options): Session {
  const known = store.sessions.get(sessions.get(name) ?? -1);
  if (known !== undefined) return known;
  const session = openSession(store, clock, name);
  session.proofSalt = proofSaltOf(configurationOf(options));
  sessions.set(name, session.id);
  return session;
}

function engineProgram(
  options: Options,
  ledger: Ledger,
): Program<State, ClientMessage | OperatorMessage, Timer> {
  const run = (self: EngineSelf, state: State, work: () => void): number => {
    const { store, persistence } = state;
    const { written } = persistence;
    work();
    const ticket = commit(persistence, self, store);
    if (persistence.written !== written) state.seen = ledger.changed(store);
    return ticket;
  };
  const release = (self: EngineSelf, state: State): void => {
    const { persistence, waiting } = state;
    state.waiting = waiting.filter(({ ticket }) => !mayLeave(persistence, ticket));
    for (const held of waiting) {
      if (!mayLeave(persistence, held.ticket)) continue;
      self.reply(held.operation, { status: 'ok', value: JSON.stringify(held.value) });
      ledger.acknowledged(held.seen, self.now);
    }
  };
  return {
    boot(self) {
      const store = openStore(self.clock, configurationOf(options), { defaults: settingsOf(options) });
      const opening = openPersistence(self, store, {
        salvage: options.salvage === true,
        segmentBytes: 4_096,
      });
      ledger.started(opening, store);
      if ('refused' in opening) throw new Error(opening.refused);
      if (opening.warning !== null) self.note('recovered', opening.warning);
      self.after(EXPIRE_EVERY, { kind: 'expire' });
      const { persistence } = opening;
      return {
        store,
        sessions: new Map(),
        persistence,
        waiting: [],
        seen: ledger.changed(store),
      };
    },
    receive(self, state, _from, message) {
      if (message.kind !== 'request') return;
      const { operation } = message;
      const { store, persistence } = state;
      const session = sessionOf(state, operation.session, self.clock, options);
      const { args } = operation.body as { readonly args: readonly string[] };
      let value: Reply = null;
      const ticket = run(self, state, () => {
        value = execute(store, session, args, hostWithDisk(persistence, self, store));
      });
      state.waiting.push({ ticket, operation, value, seen: state.seen });
      release(self, state);
    },
    tick(self, state, timer) {
      const { store, persistence } = state;
      if (timer.kind === 'expire') {
        run(self, state, () => expireSome(store, hostWithDisk(persistence, self, store)));
        self.after(EXPIRE_EVERY, timer);
      } else {
        tickPersistence(persistence, self, store, timer);
        release(self, state);
      }
    },
    glance: ({ store }) => ({ bytes: store.bytes }),
    belief: () => ({}),
    witness: () => ({}),
    census: ({ store }) => ({ keys: store.databases[0]?.entries.slots.length ?? 0, digest: '' }),
  };
}

export const engineSketch: SystemSketch = {
  id: 'engine',
  nodes: [{ id: 'n1' }],
  options: {
    appendfsync: { kind: 'text', default: 'everysec' },
    salvage: { kind: 'boolean', default: false },
    rewrites: { kind: 'boolean', default: true },
    store: storeOption,
  },
  actions: ['option'],
  seal: sealLine,
};

/** `commandOf` says what each key of the workload stands for. */
export function engineSystem(commandOf: (key: number) => readonly string[], ledger: Ledger): System {
  const client = clientProgram({
    read: (text) => {
      const line = readLine(text);
      return line.ok ? { ok: true, body: { args: line.words }, to: null } : line;
    },
    print: (_body: Data, outcome) => String(outcome.value),
    route: () => 'n1',
    sample: (key) => ({ args: commandOf(key) }),
    timeout: 2 * SECOND,
  });
  return {
    id: 'engine',
    edition: 1,
    program: (role, options) => (role === 'client' ? client : engineProgram(options, ledger)),
    service: (role) => ({ cost: role === 'client' ? 0 : 50, kinds: {}, line: 10_000 }),
    disk: () => ({ min: MILLISECOND / 2, max: 2 * MILLISECOND, capacity: 64 * 1_048_576 }),
    invariants: () => [],
  };
}
