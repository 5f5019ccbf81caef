/**
 * What is kept of one key: its value, or that it was deleted, with the stamp by which the newest is known, and which requests have made it so.
 * A request that is asked again is found among them, so it is done once, at whichever owner.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import { compareStamp, type Stamp } from '../../../protocols/stamp.ts';

/** What one request did here: enough to answer it again. */
export interface Done {
  readonly request: string;
  readonly status: number;
  readonly version: number;
}

export interface Cell {
  /** The JSON text as it was put; null where it is deleted. */
  readonly value: string | null;
  /** Counts the writes of this key, deletions too; with the node that made it, should two have counted at once. */
  readonly count: number;
  readonly node: NodeId;
  /** When it was deleted, on the clock of the deleter; 0 for what is there. */
  readonly gone: number;
  /** The last ones, the newest last. */
  readonly done: readonly Done[];
}

export interface StoredCell extends Cell {
  readonly key: string;
}

/** A key that has been written this often since is not asked for again under an old id. */
export const DONE_MAX = 8;

export function stampOf({ count, node }: Pick<Cell, 'count' | 'node'>): Stamp {
  return { time: 0, count, node };
}

/** Whether the first one is to be kept rather than the second. */
export function isNewer(
  one: Pick<Cell, 'count' | 'node'>,
  other: Pick<Cell, 'count' | 'node'> | undefined,
): boolean {
  return other === undefined || compareStamp(stampOf(one), stampOf(other)) > 0;
}
