/** One stream of commands for each group. To add one: a function of chance in a file here, named below. */
import type { Chance } from '../chance.ts';
import { hashes } from './hashes.ts';
import { keys } from './keys.ts';
import { lists } from './lists.ts';
import { server } from './server.ts';
import { sets } from './sets.ts';
import { sortedSets } from './sorted-sets.ts';
import { strings } from './strings.ts';

/** The next command: its name and its arguments. Wrong numbers of arguments come by themselves. */
export type CommandGenerator = (chance: Chance) => readonly string[];

export const generators: Readonly<Record<string, CommandGenerator>> = {
  strings,
  lists,
  keys,
  server,
  sets,
  hashes,
  sortedSets,
};
