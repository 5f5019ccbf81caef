/**
 * A node's disk as files of a folder: the real twin of the disk in memory, for the one node that stands behind a real port. Segments are
 * files that grow, blobs are files that are replaced, both wholly or not at all.
 *
 * What the log asks of a disk is that what is left of it was written first. Within one file the system sees to that, as it does for Redis;
 * between files this one does: a new file is begun when the one before it is durable, a blob is durable before anything that it made
 * superfluous goes. What is written reaches the system at once, so that the end of this process takes nothing with it.
 *
 * A call to the system for every record is what that costs. Redis gathers the records of a round; here they come in batches too, but a
 * disk that is full has to say so to the very command that it has no room for.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Disk, DiskAnswer, TimerBody } from '../../src/kernel/contract.ts';
import { compareText } from '../../src/kernel/order.ts';

/** A blob on its way. */
const UNFINISHED = '.new';

export class FileDisk<Timer extends TimerBody> implements Disk<Timer> {
  failed = false;
  readonly #folder: string;
  readonly #tick: (done: Timer) => void;
  /** The segment that is being written. */
  #open: { readonly name: string; readonly file: number } | null = null;
  #waiting: Timer[] = [];
  /** Counts the syncs, so that one that was overtaken knows. */
  #round = 0;
  #job: NodeJS.Immediate | null = null;

  /** `tick` is told when a sync has ended. The folder is made if it is not there. */
  constructor(folder: string, tick: (done: Timer) => void) {
    this.#folder = folder;
    this.#tick = tick;
    mkdirSync(folder, { recursive: true });
    for (const name of this.#files()) if (name.endsWith(UNFINISHED)) rmSync(join(folder, name));
  }

  append(segment: string, bytes: Uint8Array): DiskAnswer {
    return withRoom(() => {
      const file = this.#fileOf(segment);
      const { size } = fstatSync(file);
      try {
        writeAll(file, bytes);
      } catch (error) {
        // All of it or nothing: what the next record stands behind must be whole.
        if (fstatSync(file).size > size) ftruncateSync(file, size);
        throw error;
      }
    });
  }

  put(blob: string, bytes: Uint8Array): DiskAnswer {
    const path = join(this.#folder, blob);
    const unfinished = path + UNFINISHED;
    const answer = withRoom(() => {
      mkdirSync(dirname(path), { recursive: true });
      const file = openSync(unfinished, 'w');
      try {
        writeAll(file, bytes);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(unfinished, path);
      syncFolder(dirname(path));
    });
    if (answer === 'full') rmSync(unfinished, { force: true });
    return answer;
  }

  remove(name: string): void {
    if (this.#open?.name === name) this.#close();
    rmSync(join(this.#folder, name), { force: true });
  }

  sync(done: Timer): void {
    this.#waiting.push(done);
    this.#job ??= setImmediate(() => this.#syncBehind());
  }

  /** Ends now what `sync` has begun: for replies that must not leave before. */
  syncNow(): void {
    this.#stopJob();
    this.#ended(() => {
      if (this.#open !== null) fsyncSync(this.#open.file);
    });
  }

  /** Another thread waits for the device, and this one goes on. */
  #syncBehind(): void {
    this.#job = null;
    const round = (this.#round += 1);
    if (this.#open === null) this.#ended(() => undefined);
    else {
      fsync(this.#open.file, (error) => {
        if (round !== this.#round) return;
        this.#ended(() => {
          if (error !== null) throw error;
        });
      });
    }
  }

  #stopJob(): void {
    this.#round += 1;
    if (this.#job !== null) clearImmediate(this.#job);
    this.#job = null;
  }

  #ended(act: () => void): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      act();
    } catch {
      this.failed = true;
    }
    for (const done of waiting) this.#tick(done);
    this.failed = false;
  }

  read(segment: string, from?: number, to?: number): Uint8Array {
    const path = join(this.#folder, segment);
    return existsSync(path) ? new Uint8Array(readFileSync(path)).slice(from, to) : new Uint8Array(0);
  }

  size(segment: string): number {
    return statSync(join(this.#folder, segment), { throwIfNoEntry: false })?.size ?? 0;
  }

  get(blob: string): Uint8Array | undefined {
    const path = join(this.#folder, blob);
    return existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined;
  }

  names(): readonly string[] {
    return this.#files().sort(compareText);
  }

  close(): void {
    this.#stopJob();
    this.#close();
  }

  /** Names have one folder in them: that of their log. */
  #files(): string[] {
    return readdirSync(this.#folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => readdirSync(join(this.#folder, name)).map((file) => `${name}/${file}`));
  }

  #fileOf(segment: string): number {
    if (this.#open?.name === segment) return this.#open.file;
    const path = join(this.#folder, segment);
    this.#close();
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, 'a');
    this.#open = { name: segment, file };
    syncFolder(dirname(path));
    return file;
  }

  /** What is written next goes to another file, and must not outlive this. */
  #close(): void {
    if (this.#open === null) return;
    fsyncSync(this.#open.file);
    closeSync(this.#open.file);
    this.#open = null;
    // A sync that was waiting for this file has nothing to wait for any more, but has to say so.
    if (this.#waiting.length > 0) this.#job ??= setImmediate(() => this.#syncBehind());
  }
}

function withRoom(act: () => void): DiskAnswer {
  try {
    act();
    return 'ok';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'full';
    throw error;
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}

/** A file is where it is called when its folder says so. */
function syncFolder(folder: string): void {
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
