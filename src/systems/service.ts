/** What every system says about service and disks until it knows better: its option `service`, and an ordinary disk. */
import type { DiskLaw, ServiceTable } from '../kernel/protocol.ts';
import type { Options } from '../kernel/system.ts';
import { MILLISECOND } from '../kernel/time.ts';

/** Messages that may wait at one node; a node that is asked faster than it can serve drops what is over it. */
const LINE_MAX = 10_000;

export function serviceOf(role: string, options: Options): ServiceTable {
  // Clients are people and scripts: what they think costs no time of the cluster.
  return { cost: role === 'client' ? 0 : Number(options.service), kinds: {}, line: LINE_MAX };
}

/** Like a small SSD that means it when it says done. */
export const ORDINARY_DISK: DiskLaw = {
  min: MILLISECOND / 2,
  max: 2 * MILLISECOND,
  capacity: 256 * 1_048_576,
};
