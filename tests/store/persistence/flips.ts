/**
 * Every byte of log and snapshot, changed in turn: it is detected, or it stands where nobody looks. `runFlips` is the whole proof; a test runs
 * a share of it.
 */
import { PaperDisk } from '../../protocols/paper-disk.ts';
import { Chance } from '../differential/chance.ts';
import { generators } from '../differential/generators/index.ts';
import { DryNode } from './dry-node.ts';

export interface FlipOptions {
  readonly seed: number;
  /** Only every so many-th byte; 1 is all of them. */
  readonly stride: number;
}

export interface FlipReport {
  readonly flips: number;
  /** Those after which the node refused to start. */
  readonly detected: number;
  /** Those after which it started with all that there had been. */
  readonly harmless: number;
  readonly faults: readonly string[];
}

const SETTINGS = { appendfsync: 'no' } as const;
const OPTIONS = { segmentBytes: 512 };
const MASKS = [0x01, 0x80, 0xff];

export function runFlips({ seed, stride }: FlipOptions): FlipReport {
  const disk = filledDisk(seed);
  const whole = new DryNode(disk.copy(), SETTINGS, OPTIONS).data;
  const prefixes = new Set(
    Array.from({ length: disk.changes.length + 1 }, (_, changes) => {
      return new DryNode(disk.after(changes), SETTINGS, OPTIONS).data;
    }),
  );
  const faults: string[] = [];
  let [flips, detected, place] = [0, 0, 0];
  for (const [name, offset] of disk.places()) {
    place += 1;
    if (place % stride !== 0) continue;
    flips += 1;
    const mask = MASKS[flips % MASKS.length] as number;
    const changed = disk.copy();
    changed.files.flip(name, offset, mask);
    const where = `seed ${seed}: byte ${offset} of ${name} with ${mask}`;
    const node = new DryNode(changed, SETTINGS, OPTIONS);
    if ('refused' in node.opening) {
      detected += 1;
      if (!node.opening.refused.includes(name)) faults.push(`${where}: told of another place`);
      const salvaged = new DryNode(changed, SETTINGS, { ...OPTIONS, salvage: true });
      if (!prefixes.has(salvaged.data)) faults.push(`${where}: what was salvaged is no prefix`);
      const again = new DryNode(changed, SETTINGS, OPTIONS);
      if (again.data !== salvaged.data) faults.push(`${where}: the next start found something else`);
    } else if (node.data !== whole) faults.push(`${where}: not noticed`);
  }
  return { flips, detected, harmless: flips - detected, faults };
}

/** Two snapshots, and records of all kinds of commands before, between and behind them. */
function filledDisk(seed: number): PaperDisk {
  const disk = new PaperDisk();
  const node = new DryNode(disk, SETTINGS, OPTIONS);
  const chance = new Chance(seed, 'flips');
  const kinds = Object.entries(generators).filter(([name]) => name !== 'server');
  const phases = [
    [60, 'BGSAVE'],
    [30, 'BGREWRITEAOF'],
    [200, 'PING'],
  ] as const;
  for (const [commands, last] of phases) {
    for (let step = 0; step < commands; step += 1) node.ask(...chance.pick(kinds)[1](chance));
    node.run(last);
  }
  return disk;
}
