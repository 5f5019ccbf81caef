/** The commands of a Chord store, and those that act on the cluster. */
import { COMMANDS, LEAVE } from '../../../systems/chord/grammar/commands.ts';
import { commandWord } from '../../../terminal/words.ts';
import type { CommandWord } from '../../drawer/completion.ts';
import { consoleWords } from '../console-words.ts';

export function commandWords(): readonly CommandWord[] {
  const own = [...COMMANDS, LEAVE].map(({ name, takes: [first = ''], takes }): CommandWord => {
    const what = first === '<key>' ? 'keys' : first === '' ? 'nothing' : 'nodes';
    return { word: commandWord(name), usage: takes.join(' '), takes: what };
  });
  const others: readonly CommandWord[] = [
    { word: 'HELP', usage: '', takes: 'nothing' },
    { word: 'HTTP', usage: 'METHOD <node> <path> [<body>]', takes: 'nodes' },
  ];
  return [...own, ...others, ...consoleWords()];
}
