/**
 * A cluster without Raft, for tests of what stands around it: one node is told to lead, applies what it is asked for at once, and hands it to the
 * others. So requests, answers and clients can be tried with nothing else that could go wrong.
 */
import type { ClientMessage, NodeId, Operation, Program, Self } from '../../../src/kernel/contract.ts';
import { outcomeOf, noLeader, notLeader, timedOut, type Said } from '../../../src/systems/tables/answers.ts';
import { tablesClient } from '../../../src/systems/tables/client.ts';
import { apply } from '../../../src/systems/tables/machine/apply.ts';
import type { Machine } from '../../../src/systems/tables/machine/machine.ts';
import { openMachine } from '../../../src/systems/tables/machine/open.ts';
import { digestOfMachine } from '../../../src/systems/tables/machine/read.ts';
import { statusAnswer } from '../../../src/systems/tables/status.ts';
import { understand } from '../../../src/systems/tables/routes.ts';
import type { RegisteredSystem } from '../../../src/systems/registered.ts';
import { play, type Run } from '../../support/cluster.ts';
import { only } from '../../support/histories.ts';
import { systemFrom } from '../../support/systems.ts';

type Message = ClientMessage | { readonly kind: 'apply'; readonly command: string; readonly index: number };
interface State {
  readonly machine: Machine;
  index: number;
}
type Node = Self<Message, never>;

export interface Manner {
  /** Who leads at this instant, by the word of the one who is asked; `silent` does not answer writes, `unsure` says that it does not know. */
  leader(now: number, asked: NodeId): NodeId | null | 'silent' | 'unsure';
}

export const led = (leader: NodeId): Manner => ({ leader: () => leader });

export function pretended({ leader }: Manner): RegisteredSystem {
  const serve = (self: Node, state: State, operation: Operation): void => {
    const asked = understand(state.machine, operation.body);
    const answer = (said: Said): void => self.reply(operation, outcomeOf(self.id, said));
    if (asked.is === 'read' || asked.is === 'refused') return answer(asked.answer);
    const leading = leader(self.now, self.id);
    if (asked.is === 'status') {
      const isLeading = leading === self.id;
      const standing = {
        id: self.id,
        role: isLeading ? 'leader' : 'follower',
        term: 1,
        leader: leading,
        lastLogIndex: state.index,
        commitIndex: state.index,
        appliedIndex: state.index,
        stopped: null,
      };
      return answer(statusAnswer(state.machine, self.setup.members, standing));
    }
    if (leading === 'silent') return;
    if (leading === 'unsure') return answer(timedOut());
    if (leading === null) return answer(noLeader());
    if (leading !== self.id) return answer(notLeader(self.setup.members, leading));
    if (asked.is === 'hand over') throw new Error('a pretended leader hands nothing over');
    state.index += 1;
    const command = JSON.stringify(asked.command);
    answer(apply(state.machine, self.disk, command, state.index));
    for (const { id, role } of self.setup.members)
      if (id !== self.id && role === 'node') self.send(id, { kind: 'apply', command, index: state.index });
  };
  const node: Program<State, Message, never> = {
    boot: (self) => ({ machine: openMachine(self.disk).machine, index: 0 }),
    receive(self, state, _from, message) {
      if (message.kind === 'request') serve(self, state, message.operation);
      if (message.kind !== 'apply') return;
      apply(state.machine, self.disk, message.command, message.index);
      state.index = message.index;
    },
    tick() {},
    glance: () => ({}),
    belief: () => ({}),
    witness: () => ({}),
    census: ({ machine }) => digestOfMachine(machine),
  };
  return {
    ...systemFrom(node, { id: 'pretended' }),
    program: (role) => (role === 'client' ? tablesClient : node),
  };
}

type Line = readonly [at: string, text: string] | Readonly<Record<string, unknown>>;

export interface Talk extends Run {
  /** Of the lines, in their order: what was printed, null where nothing was by the end. */
  readonly replies: readonly (string | null)[];
  /** And how they ended. */
  readonly ends: readonly { readonly status: string; readonly value: Record<string, unknown> }[];
}

/** Lines are typed by `c1`; what is no line is an action. */
export async function talk(
  lines: readonly Line[],
  manner: Manner = led('n2'),
  more: Readonly<Record<string, unknown>> = {},
): Promise<Talk> {
  const script = lines.map((line) =>
    isTyped(line) ? { at: line[0], do: 'command', client: 'c1', text: line[1] } : line,
  );
  const file = {
    system: 'pretended',
    network: { latency: { law: 'constant', min: '5ms' } },
    until: '60s',
    script,
    ...more,
  };
  const run = await play(file, { level: 'messages', system: pretended(manner) });
  const settled = new Map(only(run.history, 'settled').map((event) => [event.operation, event]));
  const ids = lines.filter(isTyped).map((_, index) => `c1.${index + 1}`);
  return {
    ...run,
    replies: ids.map((id) => settled.get(id)?.text ?? null),
    ends: ids.map((id) => settled.get(id)?.outcome as never),
  };
}

/** One line each 100 ms. */
export function typed(...texts: readonly string[]): readonly (readonly [string, string])[] {
  return texts.map((text, index) => [`${100 + index * 100}ms`, text] as const);
}

function isTyped(line: Line): line is readonly [string, string] {
  return Array.isArray(line);
}
