/** What can be typed at the prompt of each system. Where the words are many, they are loaded with the console. */
import type { CommandWord } from '../drawer/completion.ts';

const keys = (word: string, usage: string): CommandWord => ({ word, usage, takes: 'keys' });
const free = (word: string, usage = ''): CommandWord => ({ word, usage, takes: 'nothing' });

const small: Readonly<Record<string, readonly CommandWord[]>> = {
  echo: [free('ECHO', 'text'), free('SPIN'), free('THROW', 'text')],
  counter: [free('INCR'), free('BUMP'), free('GET')],
};

export async function commandsOf(system: string): Promise<readonly CommandWord[]> {
  if (system === 'chord') return (await import('./chord/vocabulary.ts')).commandWords();
  if (system !== 'cache') return small[system] ?? [];
  const { commandWords } = await import('./cache/vocabulary.ts');
  return [...commandWords(), ...looking];
}

/** What Ctrl+C types while nothing is waited for: what ends the programs, in systems that say so. */
export const breakOf = (system: string): string | null => (system === 'tables' ? 'stop' : null);

/** These look into the cluster (systems/cache/grammar.ts). */
const looking: readonly CommandWord[] = [
  { word: 'SHOW', usage: 'key-or-node', takes: 'both' },
  free('CLUSTER NODES'),
  free('CLUSTER KEYS'),
  free('CLUSTER FORGET-LOST', '@node'),
  keys('SHOW KEY', 'key'),
];
