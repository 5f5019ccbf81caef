/**
 * The browser's shelf. idb-keyval keeps one store in a database, so records of all kinds lie in one, each kind under a prefix of its own. Where the
 * browser refuses (private windows, a full disk) the promise rejects, and whoever asked says so.
 */
import { clear, createStore, del, entries, get, set, setMany, type UseStore } from 'idb-keyval';
import type { Known, Shelf } from './shelf.ts';

const DATABASE = 'ringside';
const STORE = 'shelf';

let opened: UseStore | null = null;

/** Opened when somebody first asks, and then kept. */
function store(): UseStore {
  opened ??= createStore(DATABASE, STORE);
  return opened;
}

export class IndexedDbShelf<Kept extends { readonly version: number }> implements Shelf<Kept> {
  readonly #prefix: string;
  readonly #isKnown: Known<Kept>;

  constructor(kind: string, isKnown: Known<Kept>) {
    this.#prefix = `${kind}/`;
    this.#isKnown = isKnown;
  }

  async get(id: string): Promise<Kept | null> {
    const record = await get<unknown>(this.#prefix + id, store());
    return this.#isKnown(record) ? record : null;
  }

  async put(id: string, record: Kept): Promise<void> {
    await set(this.#prefix + id, record, store());
  }

  async remove(id: string): Promise<void> {
    await del(this.#prefix + id, store());
  }

  async all(): Promise<readonly (readonly [string, Kept])[]> {
    const found: (readonly [string, Kept])[] = [];
    for (const [key, record] of await entries<string, unknown>(store()))
      if (key.startsWith(this.#prefix) && this.#isKnown(record))
        found.push([key.slice(this.#prefix.length), record]);
    return found.sort(([left], [right]) => (left < right ? -1 : 1));
  }
}

/** All records of all kinds, as they lie there. */
export async function everyRecord(): Promise<readonly (readonly [string, unknown])[]> {
  return entries<string, unknown>(store());
}

/** In one transaction: all of them are there then, or none. */
export async function putEvery(records: readonly (readonly [string, unknown])[]): Promise<void> {
  await setMany(
    records.map(([key, record]) => [key, record]),
    store(),
  );
}

export async function removeEvery(): Promise<void> {
  await clear(store());
}
