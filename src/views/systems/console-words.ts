/** Lines that act on the cluster itself, in systems that take them. */
import { consoleVerbs } from '../../terminal/console.ts';
import type { CommandWord } from '../drawer/completion.ts';

export function consoleWords(): readonly CommandWord[] {
  return consoleVerbs().map(({ word, syntax }): CommandWord => {
    const [usage = ''] = syntax.replace(word, '').trim().split(', or ');
    return { word, usage, takes: 'nodes' };
  });
}
