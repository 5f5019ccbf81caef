/**
 * The folder in which all nodes keep their files, each on a disk of its own. It names a saved set of disks: who is started with another one finds nothing
 * of what stands in this one, and finds it again whenever it is started with it again.
 *
 * On the disk of a node the files of the usual folder stand as they are, and those of every other one in a folder that is called after it, so that no
 * root can stand inside of another.
 */
import type { Data } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import { safePart } from './machine/paths.ts';

const USUAL = 'data';
const OTHERS = 'roots/';

/** `mine`, `./mine/` and `mine//` are one folder. */
export function rootOf(typed: Data | undefined): string {
  const text = String(typed ?? '');
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  const path = `${text.startsWith('/') ? '/' : ''}${parts.join('/')}`;
  return path === '' ? USUAL : path;
}

export function isUsual(root: string): boolean {
  return root === USUAL;
}

/** Every name of a file in it begins so. */
export function folderOfRoot(root: string): string {
  return isUsual(root) ? '' : `${OTHERS}${safePart(root)}/`;
}

/** Of the names on a disk. */
export function isOfOtherRoots(file: string): boolean {
  return file.startsWith(OTHERS);
}

// --- Which roots there have been ----------------------------------------------------------------------------------------

/**
 * An option that no scenario names: what stands in it comes from `server` alone. A node that finds nothing in a root must know whether anything has ever
 * been there: if so, it has forgotten what it promised, and if not, it founds a cluster with all the others.
 */
const ROOTS = 'dataRoots';

/** Those in which nodes were before. */
function rootsBefore(options: Options): readonly string[] {
  const known = (options[ROOTS] ?? []) as readonly string[];
  const present = rootOf(options['dataRoot']);
  return known.includes(present) ? known : [...known, present];
}

export function isNewRoot(options: Options): boolean {
  return (
    options[ROOTS] !== undefined &&
    !(options[ROOTS] as readonly string[]).includes(rootOf(options['dataRoot']))
  );
}

/** What is done to the cluster so that all who are down start in this root. */
export function startIn(root: string, nodes: readonly string[], options: Options): readonly Data[] {
  const before = rootsBefore(options);
  const starts = nodes.map((node) => ({ do: 'restart', node }));
  const set = (name: string, value: Data): Data => ({ do: 'option', name, value });
  if (root === rootOf(options['dataRoot'])) return starts;
  if (before.includes(root)) return [set('dataRoot', root), ...starts];
  return [set('dataRoot', root), set(ROOTS, before), ...starts, set(ROOTS, [...before, root])];
}
