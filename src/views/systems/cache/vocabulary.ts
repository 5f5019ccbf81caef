/** The commands that a cache understands: the store's, and those that act on the cluster. */
import { COMMAND_ROWS } from '../../../store/command-rows.ts';
import { wordsOf } from '../../../store/words/index.ts';
import type { CommandWord } from '../../drawer/completion.ts';
import { consoleWords } from '../console-words.ts';

export function commandWords(): readonly CommandWord[] {
  const stored = COMMAND_ROWS.trim()
    .split('\n')
    .map((row) => row.split(';').map((cell) => cell.trim()))
    .map(([name = '', , keys = '']): CommandWord => {
      const { syntax } = wordsOf({ name });
      const takes = keys === '' ? 'nothing' : 'keys';
      return { word: name.replace('|', ' ').toUpperCase(), usage: syntax, takes };
    });
  return [...consoleWords(), ...stored];
}
