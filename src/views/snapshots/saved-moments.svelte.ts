/**
 * Moments kept under a name. Where the browser keeps nothing they are kept for as long as the page lives, and that is said; whatever it refuses, what
 * is on the stage goes on.
 */
import { readScenario } from '../../scenario/index.ts';
import type { BadFile } from '../../shelf/file.ts';
import {
  keptSnapshots,
  NAME_MOST,
  passingSnapshots,
  readSnapshot,
  type Snapshot,
  type SnapshotShelf,
} from '../../shelf/snapshot.ts';
import { sketches } from '../../systems/registry.ts';

export type Kept = readonly [id: string, snapshot: Snapshot];
/** `passing`: it is there, and gone with the page. */
export type Putting = 'kept' | 'passing' | 'full';

/** For browsers that keep nothing: there as long as the page is. */
const forThisPage = passingSnapshots();

export class SavedMoments {
  /** The newest first; null while nobody knows. */
  list = $state.raw<readonly Kept[] | null>(null);
  isPassing = $state(false);
  #shelf: SnapshotShelf;

  constructor(shelf: SnapshotShelf = keptSnapshots()) {
    this.#shelf = shelf;
  }

  async load(): Promise<void> {
    try {
      this.list = newestFirst(await this.#shelf.all());
    } catch {
      await this.#passOver();
    }
  }

  async put(snapshot: Snapshot, id = newId()): Promise<Putting> {
    try {
      await this.#shelf.put(id, snapshot);
    } catch (error) {
      if ((error as { readonly name?: string } | null)?.name === 'QuotaExceededError') return 'full';
      await this.#passOver();
      await this.#shelf.put(id, snapshot);
    }
    await this.load();
    return this.isPassing ? 'passing' : 'kept';
  }

  async rename([id, snapshot]: Kept, name: string): Promise<Putting> {
    return this.put({ ...snapshot, name }, id);
  }

  async remove([id]: Kept): Promise<boolean> {
    try {
      await this.#shelf.remove(id);
    } catch {
      return false;
    }
    await this.load();
    return true;
  }

  async #passOver(): Promise<void> {
    this.isPassing = true;
    this.#shelf = forThisPage;
    this.list = newestFirst(await forThisPage.all());
  }
}

export type Imported =
  { readonly ok: true; readonly snapshot: Snapshot } | { readonly ok: false; readonly why: BadFile };

/** Read whole, the run in it too, before anything of it is put anywhere. */
export function imported(text: string): Imported {
  const read = readSnapshot(text);
  if (!read.ok) return read;
  return readScenario(read.snapshot.text, sketches).ok ? read : { ok: false, why: 'damaged' };
}

/** A name that can be shown in a line. */
export const nameIn = (typed: string): string => typed.replace(/\s+/g, ' ').trim().slice(0, NAME_MOST);

const newestFirst = (all: readonly Kept[]): readonly Kept[] =>
  [...all].sort(([, one], [, other]) => other.savedAt - one.savedAt);

const newId = (): string => crypto.getRandomValues(new Uint32Array(2)).join('-');
