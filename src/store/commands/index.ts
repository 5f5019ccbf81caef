/**
 * All commands, and how to add some.
 *
 * **A command** is an entry of a list such as `strings` in strings.ts: what it is called, what it takes, what it does to its keys, how it may
 * refuse, and `run`. Words for the documentation stand in ../words/ under the same name, so that no node has to load them; after a change
 * of either, `npm run protocol`. A command reads: **parse, call, reply**.
 *
 *     function rpush(context: Context, args: readonly Bytes[]): Reply {
 *       const key = argument(args, 1);                                    // parse: arguments.ts throws Redis's refusals
 *       const entry = writableCollection<List>(context, key, 'list') ?? create(context, key, newList());
 *       for (const value of args.slice(2)) pushRight(entry.value, value); // call: what a list is stands in its own file
 *       changed(context, entry, args.length - 2);                         // always, after a change
 *       return lengthOf(entry.value);                                     // reply
 *     }
 *
 * - `arity` counts the name; negative means at least. It has been checked when `run` is called, and so has access.
 * - Refuse by `throw` (refusals.ts), and **before the first change**. In Redis's order, where two things are wrong at once.
 * - `context.changes` decides whether the command goes to the log and the replicas, as it came. `put` and `changed` count; `remove` does not.
 *   Nothing changed: leave it at 0. What would not do the same again (chance, clocks, rounding) says `propagateInstead(context, …)`.
 * - `context.now` is the instant, `context.host.random()` the chance, `context.host.work(µs)` the cost of what is long. There is no other.
 * - Flags, keys, tips and categories are those of `COMMAND INFO` in Redis 7.0; the differential test compares them.
 *
 * **A type** is a record that extends `Collection` (values.ts), in a file of its own beside this folder (`lists.ts`, with `interface List
 * extends Collection`), with functions over it that know nothing of commands. The rules for it:
 *
 * - Plain data: no class, no function, nothing linked by reference over more than a few steps; linked structures are arenas (arrays joined
 *   by index). It travels in checkpoints by copy.
 * - It keeps `bytes` by the accounting of memory.ts, exactly: COLLECTION_BYTES when empty, and back to that when emptied.
 * - It keeps `encoding`: what `OBJECT ENCODING` of Redis would answer, by the thresholds of settings.ts, which it takes as arguments.
 * - An entry whose collection has become empty is taken away by `remove`; one that would be empty is not created.
 * - What is drawn from or scanned by cursor stands in a dense array that is emptied by moving the last into the gap, and is walked downwards:
 *   `walk` of scan.ts, and dense.ts, which sets and hashes can be made of.
 * - What copies data of unknown size from other keys asks `reserve` of room.ts before its first change.
 *
 * Then name the list in `table` below. For the test against a real Redis add tests/store/differential/generators/<group>.ts.
 */
import { finderIn, type CommandSpec } from '../command.ts';
import { connectionCommands } from './connection.ts';
import { counters } from './counters.ts';
import { databaseCommands } from './databases.ts';
import { hashes } from './hashes.ts';
import { hashesNumbers } from './hashes-numbers.ts';
import { hashesWhole } from './hashes-whole.ts';
import { introspection } from './introspection.ts';
import { keyCommands } from './keys.ts';
import { listChanges } from './lists-changes.ts';
import { lists } from './lists.ts';
import { objectCommands } from './objects.ts';
import { serverCommands } from './server.ts';
import { sets } from './sets.ts';
import { setsAlgebra } from './sets-algebra.ts';
import { setsRandom } from './sets-random.ts';
import { sortedSetRanges } from './sorted-sets-ranges.ts';
import { sortedSetRemovals } from './sorted-sets-removals.ts';
import { sortedSetScores } from './sorted-sets-scores.ts';
import { sortedSetStores } from './sorted-sets-stores.ts';
import { sortedSets } from './sorted-sets.ts';
import { stringRanges } from './string-ranges.ts';
import { strings } from './strings.ts';
import { timesToLive } from './times-to-live.ts';

export const table: readonly CommandSpec[] = [
  ...connectionCommands,
  ...keyCommands,
  ...timesToLive,
  ...objectCommands,
  ...databaseCommands,
  ...strings,
  ...counters,
  ...stringRanges,
  ...lists,
  ...listChanges,
  ...sets,
  ...setsRandom,
  ...setsAlgebra,
  ...hashes,
  ...hashesNumbers,
  ...hashesWhole,
  ...sortedSets,
  ...sortedSetScores,
  ...sortedSetRanges,
  ...sortedSetRemovals,
  ...sortedSetStores,
  ...serverCommands,
  introspection(() => table),
];

/** The command or subcommand that the first arguments name; of an unknown subcommand its container. */
export const commandNamed = finderIn(table);
