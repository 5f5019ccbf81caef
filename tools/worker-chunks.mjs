/**
 * Which code of the Workers stands in one file. Left to itself the bundler makes a file for every set of doors that share something, and there
 * are many doors; small files pack badly and come one after the other. What counts is the beginning of a ring, so only its doors are
 * asked: the Workers' doorsteps and the programs that they run. What comes later (books, proofs, another kind of links) takes what it needs
 * from the files that are there by then.
 */
const START = /\/src\/workers\/worker\.ts$/;
const DOORS = /\/src\/(workers\/(?:bus|node|replay)|systems\/[^/]+\/(?:client|node|program|moments))\.ts$/;
/** What only the replayer has so far may be wanted elsewhere later. Whoever fetches it must not have its doorstep with it, and open a door there. */
const DOORSTEP = /\/src\/workers\/replay\.ts$/;
const NODES = /^(workers\/node|systems\/.+\/(node|program))$/;

/**
 * @typedef {{ readonly importedIds: readonly string[], readonly dynamicallyImportedIds: readonly string[] }} Module
 * @typedef {(id: string) => Module | null} Find
 */

/** The name of a module's file, for the bundler; null: wherever it likes. @returns {(id: string, context: { getModuleInfo: Find }) => string | null} */
export function workerChunks() {
  /** @type {Map<string, Set<string>> | null} */
  let found = null;
  return (id, context) => {
    found ??= doorsOf((of) => context.getModuleInfo(of), id);
    const doors = found.get(id);
    return doors === undefined || DOORSTEP.test(id) ? null : nameFor(doors);
  };
}

/** @param {ReadonlySet<string>} doors */
function nameFor(doors) {
  if (!doors.has('workers/bus')) return [...doors].sort().join(' ');
  // The bus runs the clients, and has in common with nodes what both cannot do without.
  if ([...doors].some((door) => NODES.test(door))) return 'kernel';
  return doors.has('workers/replay') ? 'lab' : 'bus';
}

/** For every module, through which doors it comes at once. @param {Find} find @param {string} anyModule */
function doorsOf(find, anyModule) {
  const start = anyModule.replace(/\/(?:src|node_modules)\/.*$/, '/src/workers/worker.ts');
  if (!START.test(start) || find(start) === null) throw new Error(`the Workers do not begin in ${start}`);
  /** @type {Map<string, Set<string>>} */
  const doors = new Map();
  for (const door of reach(find, start, ['importedIds', 'dynamicallyImportedIds'])) {
    const name = DOORS.exec(door)?.[1];
    if (name === undefined) continue;
    for (const id of reach(find, door, ['importedIds'])) {
      const names = doors.get(id) ?? new Set();
      doors.set(id, names.add(name));
    }
  }
  return doors;
}

/** @param {Find} find @param {string} from @param {readonly (keyof Module)[]} ways */
function reach(find, from, ways) {
  const reached = new Set([from]);
  for (const id of reached) {
    const module = find(id);
    for (const way of ways) for (const next of module?.[way] ?? []) reached.add(next);
  }
  return reached;
}
