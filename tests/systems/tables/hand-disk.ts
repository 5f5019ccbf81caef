/** A paper disk whose syncs end when a test says so: what was not synced by then is lost with the power. */
import type { TimerBody } from '../../../src/kernel/contract.ts';
import { DiskFiles } from '../../../src/kernel/disk.ts';
import { PaperDisk } from '../../protocols/paper-disk.ts';

export class HandDisk extends PaperDisk {
  /** What the power leaves, and how many changes that is. */
  readonly #durable: DiskFiles;
  #kept = 0;
  readonly #asked: { readonly done: TimerBody; readonly upTo: number }[] = [];

  constructor(files: DiskFiles = new DiskFiles()) {
    super(files);
    this.#durable = DiskFiles.from(files.content());
  }

  override sync(done: TimerBody): void {
    this.#asked.push({ done, upTo: this.changes.length });
  }

  get isSyncing(): boolean {
    return this.#asked.length > 0;
  }

  /** The oldest sync ends. What it brings to the node is the caller's business. */
  endSync(isSound: boolean): TimerBody | null {
    const sync = this.#asked.shift();
    if (sync === undefined) return null;
    if (isSound) {
      for (const change of this.changes.slice(this.#kept, sync.upTo)) this.#durable.apply(change);
      this.#kept = Math.max(this.#kept, sync.upTo);
    }
    return sync.done;
  }

  /** All that was written, by a process that is gone. */
  withoutProcess(): HandDisk {
    return new HandDisk(DiskFiles.from(this.files.content()));
  }

  /** What is durable, and so many changes of those that are not yet: the power takes the end of what was written, and never the middle. */
  withoutPower(more = 0): HandDisk {
    const files = DiskFiles.from(this.#durable.content());
    for (const change of this.changes.slice(this.#kept, this.#kept + more)) files.apply(change);
    return new HandDisk(files);
  }

  /** Changes that the power would take. */
  get pending(): number {
    return this.changes.length - this.#kept;
  }
}
