/** What is said of every command, apart from what commands are: only who explains them needs it, and nodes are loaded without. */
import { connection } from './connection.ts';
import { counters } from './counters.ts';
import { databases } from './databases.ts';
import { hashesNumbers } from './hashes-numbers.ts';
import { hashesWhole } from './hashes-whole.ts';
import { hashes } from './hashes.ts';
import { introspection } from './introspection.ts';
import { keys } from './keys.ts';
import { listsChanges } from './lists-changes.ts';
import { lists } from './lists.ts';
import { objects } from './objects.ts';
import { server } from './server.ts';
import { setsAlgebra } from './sets-algebra.ts';
import { setsRandom } from './sets-random.ts';
import { sets } from './sets.ts';
import { sortedSetsRanges } from './sorted-sets-ranges.ts';
import { sortedSetsRemovals } from './sorted-sets-removals.ts';
import { sortedSetsScores } from './sorted-sets-scores.ts';
import { sortedSetsStores } from './sorted-sets-stores.ts';
import { sortedSets } from './sorted-sets.ts';
import { stringRanges } from './string-ranges.ts';
import { strings } from './strings.ts';
import { timesToLive } from './times-to-live.ts';
import type { CommandWords } from './command-words.ts';

const words: ReadonlyMap<string, CommandWords> = new Map(
  [
    connection,
    counters,
    databases,
    hashesNumbers,
    hashesWhole,
    hashes,
    introspection,
    keys,
    listsChanges,
    lists,
    objects,
    server,
    setsAlgebra,
    setsRandom,
    sets,
    sortedSetsRanges,
    sortedSetsRemovals,
    sortedSetsScores,
    sortedSetsStores,
    sortedSets,
    stringRanges,
    strings,
    timesToLive,
  ].flatMap(Object.entries),
);

export function wordsOf({ name }: { readonly name: string }): CommandWords {
  const found = words.get(name);
  if (found === undefined) throw new Error(`nothing is said of ${name}: its words belong beside this file`);
  return found;
}
