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

/** And all of them in one stream, where one group meets what another has left. */
export const streams: Readonly<Record<string, CommandGenerator>> = { ...generators, mixed };

function mixed(chance: Chance): readonly string[] {
  for (;;) {
    const args = chance.pick(Object.values(generators))(chance);
    if (!isUncertain(args)) return args;
  }
}

/**
 * Only among all others: small sorted sets must stay small, or ranges by member are up to chance (sorted-sets.ts); and whether an integer is
 * shared was settled when it was set, by the settings of that time.
 */
function isUncertain([first = '', second = '', ...rest]: readonly string[]): boolean {
  const words = `${first} ${second}`.toLowerCase();
  return (
    words === 'object refcount' || (words === 'config set' && rest.some((word) => /^zset-max/i.test(word)))
  );
}
