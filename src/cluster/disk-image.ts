/**
 * The cluster's copy of a node's disk: what is durable, and what was written since. It decides what a node finds after it died.
 */
import { uniform } from '../kernel/chance.ts';
import { DiskFiles, type DiskChange, type DiskContent, type DiskWrite } from '../kernel/disk.ts';
import type { Chain } from '../kernel/fold.ts';

export interface DiskImageSave {
  readonly durable: DiskContent;
  readonly unsynced: readonly DiskChange[];
  readonly lastAppend: LastAppend | null;
  readonly lastDurable: LastAppend | null;
}

interface LastAppend {
  readonly name: string;
  readonly length: number;
}

export class DiskImage {
  #durable = new DiskFiles();
  #unsynced: DiskChange[] = [];
  /** Where a torn write would tear. */
  #lastAppend: LastAppend | null = null;
  /** The last one that is durable: it is the last again when the power takes those after it. */
  #lastDurable: LastAppend | null = null;

  write(writes: readonly DiskWrite[]): void {
    for (const write of writes) {
      if (write.do === 'sync') {
        let synced = 0;
        while (synced < this.#unsynced.length && (this.#unsynced[synced] as DiskChange).number <= write.upTo)
          synced += 1;
        for (const change of this.#unsynced.splice(0, synced)) this.#keep(change);
      } else if (write.do !== 'failed') {
        this.#unsynced.push(write);
        if (write.do === 'append') this.#lastAppend = { name: write.name, length: write.bytes.length };
      }
    }
  }

  /** All that was written: what the running node sees, and what is left when only its program stops. */
  content(): DiskContent {
    if (this.#unsynced.length === 0) return this.#durable.content();
    const files = DiskFiles.from(this.#durable.content());
    for (const change of this.#unsynced) files.apply(change);
    return files.content();
  }

  get unsyncedBytes(): number {
    return this.#unsynced.reduce((sum, change) => sum + bytesOf(change), 0);
  }

  get bytes(): number {
    return this.#durable.bytes;
  }

  /** The program stops, the machine goes on: what was written stays. */
  stopProcess(): void {
    for (const change of this.#unsynced) this.#keep(change);
    this.#unsynced = [];
  }

  /**
   * The power goes: a prefix of what was not synced stays, the last append of it cut at a byte; a blob is wholly old or wholly new. How much
   * stays is chance, by hash. Returns how many bytes were lost.
   */
  losePower(chance: Chain): number {
    const unsynced = this.#unsynced;
    const kept = Math.floor(uniform(chance[0], chance[1], 'disk', 0) * (unsynced.length + 1));
    let lost = 0;
    for (const [index, change] of unsynced.entries()) {
      if (index < kept) {
        this.#keep(change);
      } else if (index === kept && change.do === 'append') {
        const cut = Math.floor(uniform(chance[0], chance[1], 'disk', 1) * change.bytes.length);
        if (cut > 0) this.#keep({ ...change, bytes: change.bytes.slice(0, cut) });
        lost += change.bytes.length - cut;
      } else {
        lost += bytesOf(change);
      }
    }
    this.#unsynced = [];
    this.#lastAppend = this.#lastDurable;
    return lost;
  }

  wipe(): void {
    this.#durable = new DiskFiles();
    this.#unsynced = [];
    this.#lastAppend = null;
    this.#lastDurable = null;
  }

  /** Cuts the last record short, synced or not: a device that promised more than it did. Says what it cut, for the running node. */
  tear(chance: Chain): { name: string; bytes: number } | null {
    const last = this.#lastAppend;
    if (last === null || last.length === 0) return null;
    const bytes = 1 + Math.floor(uniform(chance[0], chance[1], 'disk', 2) * last.length);
    const index = this.#unsynced.findLastIndex((change) => change.do === 'append');
    const change = this.#unsynced[index];
    if (change?.do === 'append') {
      this.#unsynced[index] = { ...change, bytes: change.bytes.slice(0, change.bytes.length - bytes) };
    } else {
      this.#durable.cut(last.name, bytes);
    }
    this.#lastAppend = { name: last.name, length: last.length - bytes };
    if (change?.do !== 'append') this.#lastDurable = this.#lastAppend;
    return { name: last.name, bytes };
  }

  /** Flips bits of one durable byte. */
  corrupt(
    chance: Chain,
    strike: number,
  ): { name: string; offset: number; mask: number; isVisible: boolean } | null {
    let place = Math.floor(uniform(chance[0], chance[1], 'disk', 3 + 2 * strike) * this.#durable.bytes);
    const mask = 1 + Math.floor(uniform(chance[0], chance[1], 'disk', 4 + 2 * strike) * 255);
    for (const name of this.#durable.names()) {
      const size = this.#durable.size(name) || (this.#durable.get(name)?.length ?? 0);
      if (place < size) {
        this.#durable.flip(name, place, mask);
        // What was put or removed since hides the durable bytes from the running node.
        const isVisible = !this.#unsynced.some((change) => change.do !== 'append' && change.name === name);
        return { name, offset: place, mask, isVisible };
      }
      place -= size;
    }
    return null;
  }

  /** It is durable from now on. */
  #keep(change: DiskChange): void {
    this.#durable.apply(change);
    if (change.do === 'append') this.#lastDurable = { name: change.name, length: change.bytes.length };
  }

  save(): DiskImageSave {
    return {
      durable: this.#durable.content(),
      unsynced: [...this.#unsynced],
      lastAppend: this.#lastAppend,
      lastDurable: this.#lastDurable,
    };
  }

  static from(save: DiskImageSave): DiskImage {
    const image = new DiskImage();
    image.#durable = DiskFiles.from(save.durable);
    image.#unsynced = [...save.unsynced];
    image.#lastAppend = save.lastAppend;
    image.#lastDurable = save.lastDurable;
    return image;
  }
}

function bytesOf(change: DiskChange): number {
  return change.do === 'remove' ? 0 : change.bytes.length;
}
