/**
 * The disk as a program sees it, and the device behind it: what is full, what fails, how long a sync takes. Every write is also told to
 * the runner, whose `advance` returns it: the cluster keeps the durable copy.
 */
import { ownBytes } from './bytes.ts';
import { derive, uniform } from './chance.ts';
import type { Disk, DiskAnswer, TimerBody } from './contract.ts';
import { DiskFiles, type DiskChange } from './disk.ts';
import type { Chain } from './fold.ts';
import type { Effects } from './effects.ts';
import type { DiskLaw, NodeDiskSave, Start } from './protocol.ts';

export class NodeDisk implements Disk<TimerBody> {
  readonly files: DiskFiles;
  failed = false;
  #failures: number;
  #full: boolean;
  #times: number;
  /** Writes are numbered within one incarnation: at its end none is left that is not durable or lost. */
  #writes = 0;
  #syncs = 0;
  #chance: Chain;
  readonly #law: DiskLaw;
  readonly #effects: Effects;

  constructor(start: Start, effects: Effects) {
    this.files = DiskFiles.from(start.disk);
    this.#law = start.diskLaw;
    this.#chance = derive(start.chance, 'disk');
    ({ full: this.#full, failures: this.#failures, times: this.#times } = start.device);
    this.#effects = effects;
  }

  get writes(): number {
    return this.#writes;
  }

  append(segment: string, bytes: Uint8Array): DiskAnswer {
    return this.#write('append', segment, bytes);
  }

  put(blob: string, bytes: Uint8Array): DiskAnswer {
    return this.#write('put', blob, bytes);
  }

  remove(name: string): void {
    this.#writes += 1;
    this.#tell({ do: 'remove', number: this.#writes, name });
  }

  sync(done: TimerBody): void {
    const { min, max } = this.#law;
    const draw = uniform(this.#chance[0], this.#chance[1], 'disk', this.#syncs);
    this.#syncs += 1;
    const latency = min + Math.floor(draw * (max - min + 1));
    this.#effects.after(Math.round(latency * this.#times), done, { upTo: this.#writes, failed: false });
  }

  read(segment: string, from = 0, to?: number): Uint8Array {
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

  /** Faults are states of the device and end with `ok`; `times` is the factor of `slow`, and how many syncs fail. */
  fault(act: 'full' | 'slow' | 'fail' | 'ok', times: number): void {
    if (act === 'full') this.#full = true;
    else if (act === 'slow') this.#times = times;
    else if (act === 'fail') this.#failures = times;
    else {
      this.#full = false;
      this.#failures = 0;
      this.#times = 1;
    }
  }

  /** Whether the sync that the device just ended failed. */
  takeFailure(): boolean {
    if (this.#failures === 0) return false;
    this.#failures -= 1;
    return true;
  }

  reroll(chance: Chain): void {
    this.#chance = chance;
    this.#syncs = 0;
  }

  save(): NodeDiskSave {
    return {
      full: this.#full,
      failures: this.#failures,
      times: this.#times,
      writes: this.#writes,
      syncs: this.#syncs,
      chance: this.#chance,
    };
  }

  restore(save: NodeDiskSave): void {
    this.#full = save.full;
    this.#failures = save.failures;
    this.#times = save.times;
    this.#writes = save.writes;
    this.#syncs = save.syncs;
    this.#chance = save.chance;
  }

  #write(act: 'append' | 'put', name: string, bytes: Uint8Array): DiskAnswer {
    if (this.#full || this.files.bytes + bytes.length > this.#law.capacity) return 'full';
    this.#writes += 1;
    // The program may go on using its buffer; what was written must not change with it.
    this.#tell({ do: act, number: this.#writes, name, bytes: ownBytes(bytes) });
    return 'ok';
  }

  #tell(change: DiskChange): void {
    this.files.apply(change);
    this.#effects.wrote(change);
  }
}
