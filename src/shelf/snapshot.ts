/** A moment that somebody has kept under a name: the run with all that was done, where it stood, and a small picture of it. */
import { readFile, writeFile, type BadFile } from './file.ts';
import { IndexedDbShelf } from './indexed-db.ts';
import { MemoryShelf } from './memory.ts';
import type { Known, Shelf } from './shelf.ts';

/** What stood on the ring, as few numbers: drawn anew wherever it is shown, in the colours that are there. Places are shares of the circle. */
export interface Miniature {
  readonly nodes: readonly (readonly [id: string, name: string, place: number, isUp: boolean])[];
  /** Slices, each with the place of its owner in `nodes`. */
  readonly arcs: readonly (readonly [from: number, to: number, owner: number])[];
  readonly keys: readonly (readonly [place: number, owner: number])[];
}

export interface Snapshot {
  readonly version: 1;
  readonly name: string;
  /** A scenario with everything that was done, and what stands before whoever opens it. */
  readonly text: string;
  readonly at: number;
  readonly title: string;
  readonly system: string;
  readonly picture: Miniature;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export type SnapshotShelf = Shelf<Snapshot>;

export const NAME_MOST = 120;
/** More is no small picture any more. */
export const MINIATURE_MOST = { nodes: 64, arcs: 192, keys: 96 } as const;

export const isSnapshot: Known<Snapshot> = (record): record is Snapshot => {
  if (typeof record !== 'object' || record === null) return false;
  const { version, name, text, at, title, system, picture, savedAt } = record as Partial<Snapshot>;
  return (
    version === 1 &&
    [name, text, title, system].every((one) => typeof one === 'string') &&
    (name as string).length <= NAME_MOST &&
    Number.isSafeInteger(at) &&
    Number.isFinite(savedAt) &&
    isMiniature(picture)
  );
};

function isMiniature(picture: unknown): picture is Miniature {
  if (typeof picture !== 'object' || picture === null) return false;
  const { nodes, arcs, keys } = picture as Readonly<Record<string, unknown>>;
  return (
    isRows(nodes, MINIATURE_MOST.nodes, ['string', 'string', 'number', 'boolean']) &&
    isRows(arcs, MINIATURE_MOST.arcs, ['number', 'number', 'number']) &&
    isRows(keys, MINIATURE_MOST.keys, ['number', 'number'])
  );
}

function isRows(rows: unknown, most: number, kinds: readonly string[]): boolean {
  if (!Array.isArray(rows) || rows.length > most) return false;
  return rows.every(
    (row: unknown) =>
      Array.isArray(row) &&
      row.length === kinds.length &&
      kinds.every((kind, place) => {
        const value: unknown = row[place];
        return typeof value === kind && (kind !== 'number' || Number.isFinite(value));
      }),
  );
}

export const keptSnapshots = (): SnapshotShelf => new IndexedDbShelf('snapshot', isSnapshot);
export const passingSnapshots = (): SnapshotShelf => new MemoryShelf(isSnapshot);

const KIND = 'snapshot';
const VERSION = 1;

export function writeSnapshot({ version: _, ...fields }: Snapshot): string {
  return writeFile(KIND, VERSION, fields);
}

export type ReadSnapshot =
  { readonly ok: true; readonly snapshot: Snapshot } | { readonly ok: false; readonly why: BadFile };

/** Whether the run in it can be read is for whoever knows scenarios to say. */
export function readSnapshot(text: string): ReadSnapshot {
  const read = readFile(text, KIND, VERSION);
  if (!read.ok) return read;
  const { name, text: run, at, title, system, picture, savedAt } = read.fields;
  const snapshot = { version: 1, name, text: run, at, title, system, picture, savedAt };
  return isSnapshot(snapshot) ? { ok: true, snapshot } : { ok: false, why: 'damaged' };
}
