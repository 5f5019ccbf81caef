/** The client of `counter`: what may be typed, and whom it asks. */
import { SECOND } from '../../kernel/time.ts';
import { clientProgram, printUnknown } from '../../protocols/client.ts';
import type { Grammar } from '../../terminal/grammar.ts';
import { readCommand } from '../../terminal/prompt.ts';
import { commandWord } from '../../terminal/words.ts';

const TIMEOUT = 2 * SECOND;

const VERBS: ReadonlyMap<string, string> = new Map([
  ['INCR', 'incr'],
  ['BUMP', 'bump'],
  ['GET', 'get'],
]);

const grammar: Grammar = {
  parse(words) {
    const [first = '', ...rest] = words;
    const verb = VERBS.get(commandWord(first));
    if (verb === undefined) {
      return {
        ok: false,
        says: `There is no command ${first || 'of no words'}. There are INCR, BUMP and GET.`,
      };
    }
    if (rest.length > 0) return { ok: false, says: `${commandWord(first)} takes no words after it.` };
    return { ok: true, body: { do: verb } };
  },
  print(_body, outcome) {
    if (outcome.status === 'unknown') return printUnknown(TIMEOUT);
    return outcome.status === 'ok'
      ? `(integer) ${String(outcome.value)}`
      : `(error) ${String(outcome.value)}`;
  },
};

export const counterClient = clientProgram({
  read: (text, members) => readCommand(grammar, text, members),
  print: (body, outcome) => grammar.print(body, outcome),
  route: (_body, members) => members[0]?.id ?? 'n1',
  sample: (key, reads) => ({ do: reads ? 'get' : key % 2 === 0 ? 'incr' : 'bump' }),
  timeout: TIMEOUT,
});
