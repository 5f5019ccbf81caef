/** Lines that act on the cluster itself, as everywhere, and one more in the words of this system: `leave n3` is `REMOVE n3`. */
import type { ConsoleLine, Present } from '../../scenario/systems.ts';
import { readConsole } from '../../terminal/console.ts';
import { commandWord, rewriteLine } from '../../terminal/words.ts';

export function readChordConsole(text: string, present: readonly Present[]): ConsoleLine | null {
  const line = rewriteLine(text, (words) => {
    const [first = '', node] = words;
    const isLeave = commandWord(first) === 'LEAVE' && words.length <= 2 && node?.startsWith('-') !== true;
    return isLeave ? ['REMOVE', ...words.slice(1)] : words;
  });
  // Whoever leaves out the node is told by the client how it is used.
  return line === null || (line === 'REMOVE' && text !== line) ? null : readConsole(line, present);
}
