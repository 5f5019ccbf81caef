/** Systems of the tests' own: programs that the house does not need, run like any other. */
import type { AnyProgram, Data, Outcome } from '../../src/kernel/contract.ts';
import type { DiskLaw, ServiceTable } from '../../src/kernel/protocol.ts';
import { clientProgram } from '../../src/protocols/client.ts';
import type { OptionSpec, OptionalVerb } from '../../src/scenario/systems.ts';
import type { RegisteredSystem } from '../../src/systems/registered.ts';
import { readCommand } from '../../src/terminal/prompt.ts';
import { programFrom, type AnySelf, type Parts } from './bench.ts';

interface Wishes {
  readonly id?: string;
  readonly service?: ServiceTable;
  readonly disk?: DiskLaw;
  readonly options?: Readonly<Record<string, OptionSpec>>;
  readonly actions?: readonly OptionalVerb[];
  readonly timeout?: number;
}

/** Commands are words: `{ do: first word, args: the rest }`; what is answered is printed as JSON. */
const grammar = {
  parse: ([verb = '', ...args]: readonly string[]) => ({ ok: true, body: { do: verb, args } }) as const,
  print: (_body: Data, { status, value }: Outcome) => (status === 'ok' ? JSON.stringify(value) : status),
};

export function systemFrom(node: AnyProgram, wishes: Wishes = {}): RegisteredSystem {
  const { id = 'trial', options = {}, actions, timeout = 2_000_000 } = wishes;
  const client = clientProgram({
    read: (text, members) => readCommand(grammar, text, members),
    print: (body, outcome) => grammar.print(body, outcome),
    route: (_body, members) => members[0]?.id ?? 'n1',
    sample: (key, reads) => ({ do: reads ? 'read' : 'write', args: [String(key)] }),
    timeout,
  });
  return {
    id,
    edition: 1,
    sketch: { id, nodes: [{ id: 'n1' }, { id: 'n2' }, { id: 'n3' }], options, ...(actions && { actions }) },
    program: (role) => (role === 'client' ? client : node),
    service: (role) =>
      role === 'client' || !wishes.service ? { cost: 0, kinds: {}, line: 10_000 } : wishes.service,
    disk: () => wishes.disk ?? { min: 1_000, max: 1_000, capacity: 1_000_000 },
    invariants: () => [],
  };
}

/** What stands on a disk, as data that can be noted and compared. */
export function listing({ disk }: AnySelf): Data {
  return disk.names().map((name) => {
    const blob = disk.get(name);
    return `${name} ${blob ? 'blob' : 'segment'} ${[...(blob ?? disk.read(name))].join()}`;
  });
}

/**
 * Does to its disk what it is told: `append log 5`, `put base 3`, `remove log`, `sync`, `list`. Each write is numbered, and its bytes are that
 * number, so that what is found after a death says which writes survived.
 */
const scribeParts: Parts = {
  boot: (self) => {
    self.note('found', listing(self));
    return { writes: 0, synced: 0 };
  },
  receive: (self, message, state) => {
    if (message.kind !== 'request') return;
    const { do: verb, args } = message.operation.body as { do: string; args: string[] };
    const [name = 'log', length = '4'] = args;
    const bytes = new Uint8Array(Number(length)).fill((state.writes + 1) % 251);
    if (verb === 'append' || verb === 'put' || verb === 'remove') {
      const answer = verb === 'remove' ? (self.disk.remove(name), 'ok') : self.disk[verb](name, bytes);
      if (answer === 'ok') state.writes += 1;
      self.note(
        answer === 'ok' ? 'wrote' : 'full',
        answer === 'ok' ? { verb, name, bytes: [...bytes], incarnation: self.incarnation } : null,
      );
    }
    if (verb === 'sync') self.disk.sync({ kind: 'synced', upTo: state.writes });
    if (verb === 'list') self.note('holds', listing(self));
    self.reply(message.operation, { status: 'ok', value: state.writes });
  },
  tick: (self, timer) => self.note(self.disk.failed ? 'sync failed' : 'synced', timer.upTo),
};

export const scribe = systemFrom(programFrom(scribeParts), { id: 'scribe' });
