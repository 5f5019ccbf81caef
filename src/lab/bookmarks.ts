/** Named moments of branches, kept with the run. */
export interface BookmarkPicture {
  readonly id: number;
  readonly name: string;
  readonly branch: number;
  readonly at: number;
}

export interface Bookmark extends BookmarkPicture {
  readonly applied: number;
}

/** A line of history, as far as a bookmark may lie on it. */
interface Line {
  readonly id: number;
  includes(branch: number, at: number): boolean;
}

export const BOOKMARKS_MOST = 100;
export const BOOKMARK_NAME_MOST = 60;

export class Bookmarks {
  #all: readonly Bookmark[] = [];
  #made = 0;
  #pictures: readonly BookmarkPicture[] = [];

  get pictures(): readonly BookmarkPicture[] {
    return this.#pictures;
  }

  /** False when there are too many. */
  add(name: string, branch: Line, { at, applied }: { at: number; applied: number }): boolean {
    if (this.#all.length >= BOOKMARKS_MOST) return false;
    this.#made += 1;
    const bookmark = { id: this.#made, name, branch: branch.id, at, applied };
    this.#keep([...this.#all, bookmark].sort((left, right) => left.at - right.at));
    return true;
  }

  remove(id: number): void {
    this.#keep(this.#all.filter((bookmark) => bookmark.id !== id));
  }

  get(id: number): Bookmark | undefined {
    return this.#all.find((bookmark) => bookmark.id === id);
  }

  /** The first one on a branch, or on the past that it shares, that lies ahead of a moment. */
  ahead(branch: Line, { at, applied }: { at: number; applied: number }): Bookmark | null {
    return (
      this.#all.find(
        (bookmark) =>
          (bookmark.at > at || (bookmark.at === at && bookmark.applied > applied)) &&
          branch.includes(bookmark.branch, bookmark.at),
      ) ?? null
    );
  }

  #keep(all: readonly Bookmark[]): void {
    this.#all = all;
    this.#pictures = all.map(({ id, name, branch, at }) => ({ id, name, branch, at }));
  }
}
