/**
 * What stands on the ring at a moment, told by the open system: data for whoever draws. The ring itself knows nodes and messages of any system;
 * keys, whose they are and who answers for them is what a system adds.
 *
 * Places are shares of the circle, from 0 at the top up to 1, clockwise.
 */
import type { NodeId } from '../../kernel/contract.ts';

/** A stretch of the band. Whoever owns it was decided by a hash; who answers for it follows from who lives. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly owner: NodeId;
  /** Null while nobody does. */
  readonly answers: NodeId | null;
}

/** Solid is known; dashed is not yet, or no longer. */
export type CopyState = 'current' | 'stale' | 'missing' | 'lost' | 'leaving' | 'hint';

export interface Copy {
  readonly node: NodeId;
  readonly state: CopyState;
  /** For a hint: whose copy it is. */
  readonly for?: NodeId;
}

export interface Bead {
  readonly key: string;
  readonly place: number;
  /** The owner first, then as the ring goes on. */
  readonly copies: readonly Copy[];
  readonly answers: NodeId | null;
}

/** Keys in a part of the circle, where they are too many to be drawn one by one. */
export interface Sector {
  readonly owner: NodeId | null;
  readonly count: number;
}

/** What the others make of a node. */
export interface Regard {
  /** How much of the silence that they allow has passed with whoever waits longest; from 0 to 1. */
  readonly silence: number;
  readonly doubters: readonly NodeId[];
  /** More than half of the others do: one that cannot hear anybody doubts everybody. */
  readonly isDoubted: boolean;
  /** They have agreed that it is gone. */
  readonly isNoticed: boolean;
}

export interface Readout {
  readonly readable: number;
  readonly all: number;
}

export interface Scene {
  readonly places: ReadonlyMap<NodeId, number>;
  readonly arcs: readonly Arc[];
  readonly beads: readonly Bead[];
  readonly sectors: readonly Sector[] | null;
  readonly facts: ReadonlyMap<NodeId, string>;
  readonly regards: ReadonlyMap<NodeId, Regard>;
  readonly readout: Readout | null;
}
