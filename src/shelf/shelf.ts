/**
 * What the page keeps between visits. Records are plain data with a version of their own; whoever reads one that is newer than it knows leaves it
 * where it is. Two shelves have this face and pass one spec: the browser's (indexed-db.ts), and its twin in memory, for tests and for browsers
 * that keep nothing.
 */
export interface Shelf<Kept extends { readonly version: number }> {
  get(id: string): Promise<Kept | null>;
  put(id: string, record: Kept): Promise<void>;
  remove(id: string): Promise<void>;
  /** By id. */
  all(): Promise<readonly (readonly [id: string, record: Kept])[]>;
}

/** What a record may be that somebody else has written, or an older or newer Ringside. */
export type Known<Kept> = (record: unknown) => record is Kept;
