/** The test system `echo`. */
import { SECOND } from '../../kernel/time.ts';
import { clientProgram, printUnknown } from '../../protocols/client.ts';
import type { Grammar } from '../../terminal/grammar.ts';
import { readCommand } from '../../terminal/prompt.ts';
import { commandWord } from '../../terminal/words.ts';
import type { RegisteredSystem } from '../registered.ts';
import { ORDINARY_DISK, serviceOf } from '../service.ts';
import { echoProgram } from './program.ts';

const TIMEOUT = 2 * SECOND;

const grammar: Grammar = {
  parse(words) {
    const [first = '', ...rest] = words;
    const text = rest.join(' ');
    switch (commandWord(first)) {
      case 'ECHO':
        return { ok: true, body: { do: 'echo', text } };
      case 'SPIN':
        return { ok: true, body: { do: 'spin', text } };
      case 'THROW':
        return { ok: true, body: { do: 'throw', text: text || 'thrown on command' } };
      default:
        return {
          ok: false,
          says: `There is no command ${first || 'of no words'}. There are ECHO, SPIN and THROW.`,
        };
    }
  },
  print(_body, outcome) {
    return outcome.status === 'unknown' ? printUnknown(TIMEOUT) : String(outcome.value);
  },
};

export const echo: RegisteredSystem = {
  id: 'echo',
  edition: 1,
  sketch: {
    id: 'echo',
    nodes: [{ id: 'n1' }, { id: 'n2' }, { id: 'n3' }],
    options: {
      every: { kind: 'duration', default: 200_000 },
      text: { kind: 'text', default: 'hello' },
      service: { kind: 'duration', default: 20 },
    },
    actions: ['add', 'remove'],
  },
  program: (role, options) =>
    role === 'client'
      ? clientProgram({
          read: (text, members) => readCommand(grammar, text, members),
          print: (body, outcome) => grammar.print(body, outcome),
          route: (_body, members) => members[0]?.id ?? 'n1',
          sample: (key) => ({ do: 'echo', text: `word ${key}` }),
          timeout: TIMEOUT,
        })
      : echoProgram(options),
  service: serviceOf,
  disk: () => ORDINARY_DISK,
  invariants: [
    {
      name: 'no pong without a ping',
      says: 'No node counts more answers than it sent pings.',
      holds({ witnesses }) {
        for (const [id, witness] of witnesses) {
          if (Number(witness.pongs) > Number(witness.pings)) {
            return { ok: false, detail: `${id} heard ${witness.pongs} pongs after ${witness.pings} pings` };
          }
        }
        return { ok: true, detail: `${witnesses.size} nodes` };
      },
    },
  ],
};
