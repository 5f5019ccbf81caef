/** A disk for tests, with all that was ever written to it, so that the power can be taken away at any byte of it. */
import type { Disk, DiskAnswer, TimerBody } from '../../src/kernel/contract.ts';
import { DiskFiles, type DiskChange } from '../../src/kernel/disk.ts';

export class PaperDisk implements Disk<TimerBody> {
  readonly files: DiskFiles;
  readonly changes: DiskChange[] = [];
  readonly syncs: TimerBody[] = [];
  failed = false;
  capacity = Infinity;

  constructor(files: DiskFiles = new DiskFiles()) {
    this.files = files;
  }

  append(name: string, bytes: Uint8Array): DiskAnswer {
    return this.#write({ do: 'append', number: 0, name, bytes: bytes.slice() });
  }

  put(name: string, bytes: Uint8Array): DiskAnswer {
    return this.#write({ do: 'put', number: 0, name, bytes: bytes.slice() });
  }

  remove(name: string): void {
    this.files.remove(name);
    this.changes.push({ do: 'remove', number: 0, name });
  }

  sync(done: TimerBody): void {
    this.syncs.push(done);
  }

  read(segment: string, from?: number, to?: number): Uint8Array {
    return this.files.read(segment, from, to);
  }

  size(segment: string): number {
    return this.files.size(segment);
  }

  get(blob: string): Uint8Array | undefined {
    return this.files.get(blob);
  }

  names(): readonly string[] {
    return this.files.names();
  }

  /** What the power leaves: so many whole changes, and so many bytes of the next one, if that is an append. */
  after(changes: number, bytes = 0): PaperDisk {
    const files = new DiskFiles();
    for (const change of this.changes.slice(0, changes)) files.apply(change);
    const next = this.changes[changes];
    if (next?.do === 'append' && bytes > 0) files.append(next.name, next.bytes.slice(0, bytes));
    return new PaperDisk(files);
  }

  copy(): PaperDisk {
    return new PaperDisk(DiskFiles.from(this.files.content()));
  }

  /** Every byte there is, as (file, offset). */
  *places(): Generator<readonly [string, number]> {
    for (const name of this.names()) {
      const size = this.size(name) || (this.get(name)?.length ?? 0);
      for (let offset = 0; offset < size; offset += 1) yield [name, offset];
    }
  }

  #write(change: Extract<DiskChange, { do: 'append' | 'put' }>): DiskAnswer {
    if (this.files.bytes + change.bytes.length > this.capacity) return 'full';
    this.files.apply(change);
    this.changes.push(change);
    return 'ok';
  }
}
