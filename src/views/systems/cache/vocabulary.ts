/** The commands that a cache understands: the store's, and those that act on the cluster. */
import { COMMAND_ROWS } from '../../../store/command-rows.ts';
import { wordsOf } from '../../../store/words/index.ts';
import { consoleVerbs } from '../../../terminal/console.ts';
import type { CommandWord } from '../../drawer/completion.ts';

export function commandWords(): readonly CommandWord[] {
  const verbs = consoleVerbs().map(({ word, syntax }): CommandWord => {
    const [usage = ''] = syntax.replace(word, '').trim().split(', or ');
    return { word, usage, takes: 'nodes' };
  });
  const stored = COMMAND_ROWS.trim()
    .split('\n')
    .map((row) => row.split(';').map((cell) => cell.trim()))
    .map(([name = '', , keys = '']): CommandWord => {
      const { syntax } = wordsOf({ name });
      const takes = keys === '' ? 'nothing' : 'keys';
      return { word: name.replace('|', ' ').toUpperCase(), usage: syntax, takes };
    });
  return [...verbs, ...stored];
}
