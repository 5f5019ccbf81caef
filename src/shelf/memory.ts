/** The shelf that forgets everything with the page. */
import type { Known, Shelf } from './shelf.ts';

export class MemoryShelf<Kept extends { readonly version: number }> implements Shelf<Kept> {
  readonly #records = new Map<string, unknown>();
  readonly #isKnown: Known<Kept>;

  constructor(isKnown: Known<Kept>) {
    this.#isKnown = isKnown;
  }

  async get(id: string): Promise<Kept | null> {
    const record = structuredClone(this.#records.get(id));
    return Promise.resolve(this.#isKnown(record) ? record : null);
  }

  async put(id: string, record: Kept): Promise<void> {
    this.#records.set(id, structuredClone(record));
    return Promise.resolve();
  }

  async remove(id: string): Promise<void> {
    this.#records.delete(id);
    return Promise.resolve();
  }

  async all(): Promise<readonly (readonly [string, Kept])[]> {
    const found: (readonly [string, Kept])[] = [];
    for (const [id, record] of this.#records) {
      const copy = structuredClone(record);
      if (this.#isKnown(copy)) found.push([id, copy]);
    }
    return Promise.resolve(found.sort(([left], [right]) => (left < right ? -1 : 1)));
  }
}
