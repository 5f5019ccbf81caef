/** The client of `echo`: what may be typed, and whom it asks. */
import { SECOND } from '../../kernel/time.ts';
import { clientProgram, printUnknown } from '../../protocols/client.ts';
import type { Grammar } from '../../terminal/grammar.ts';
import { readCommand } from '../../terminal/prompt.ts';
import { commandWord } from '../../terminal/words.ts';

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

export const echoClient = clientProgram({
  read: (text, members) => readCommand(grammar, text, members),
  print: (body, outcome) => grammar.print(body, outcome),
  route: (_body, members) => members[0]?.id ?? 'n1',
  sample: (key) => ({ do: 'echo', text: `word ${key}` }),
  timeout: TIMEOUT,
});
