/**
 * The build, kept whole: all of its files in one cache that is called after it, or none. Every file is checked against the hash that the build gave
 * it, so what a server hands out in the middle of an update never becomes a build of its own.
 */
export interface Build {
  /** Made of all that it holds: another content, another id. */
  readonly id: string;
  /** [path behind the base, hash as `integrity` takes it]. */
  readonly files: readonly (readonly [string, string])[];
}

const PAGE = 'index.html';

export class Precache {
  readonly #build: Build;
  readonly #scope: URL;
  readonly #paths: ReadonlySet<string>;

  constructor(build: Build, scope: string) {
    this.#build = build;
    this.#scope = new URL(scope);
    this.#paths = new Set(build.files.map(([path]) => path));
  }

  /** Caches belong to the whole origin, on which other copies of the site may live. */
  get #prefix(): string {
    return `ringside ${this.#scope.pathname} `;
  }

  get #name(): string {
    return this.#prefix + this.#build.id;
  }

  async fill(): Promise<void> {
    const cache = await caches.open(this.#name);
    try {
      await Promise.all(
        this.#build.files.map(async ([path, integrity]) => {
          const url = new URL(path, this.#scope).href;
          const response = await fetch(url, { cache: 'no-cache', credentials: 'same-origin', integrity });
          if (!response.ok) throw new Error(`${path} is not there: ${response.status}`);
          await cache.put(url, response);
        }),
      );
    } catch (error) {
      // Half a build is none.
      await caches.delete(this.#name);
      throw error;
    }
  }

  /** Pages of the build before may still be open, and load what they need on demand: it stays until the next one. */
  async sweep(): Promise<void> {
    const ours = (await caches.keys()).filter((name) => name.startsWith(this.#prefix) && name !== this.#name);
    await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
  }

  /** The path behind the base; null for what is none of the site's. */
  pathOf(url: string): string | null {
    const { origin, pathname } = new URL(url);
    const base = this.#scope.pathname;
    return origin === this.#scope.origin && pathname.startsWith(base) ? pathname.slice(base.length) : null;
  }

  /** Null for what no build has: then the network is asked, as if nobody stood between. */
  async find(path: string): Promise<Response | null> {
    const name = path === '' ? PAGE : path;
    const url = new URL(name, this.#scope).href;
    if (this.#paths.has(name)) return (await (await caches.open(this.#name)).match(url)) ?? null;
    // Names change with contents: under this one there is nothing else than what a page of an older build means.
    for (const older of await caches.keys())
      if (older.startsWith(this.#prefix)) {
        const found = await (await caches.open(older)).match(url);
        if (found !== undefined) return found;
      }
    return null;
  }
}
