/**
 * What stands on the ring at a moment, told by the open system: data for whoever draws. The ring itself knows nodes and messages of any system;
 * keys, whose they are and who answers for them is what a system adds.
 *
 * Places are shares of the circle, from 0 at the top up to 1, clockwise.
 */
import type { NodeId } from '../../kernel/contract.ts';
import type { Inside } from '../../lab/inside.ts';
import type { Picture } from '../../lab/picture.ts';
import type { ChordBelief } from '../../systems/chord/belief.ts';
import type { Peer } from '../../systems/chord/ring/peers.ts';

/** A stretch of the band. Whoever owns it was decided by a hash; who answers for it follows from who lives. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly owner: NodeId;
  /** Null while nobody does. */
  readonly answers: NodeId | null;
  /** Whoever should answer does not: it is dead, or cut off from the others. */
  readonly isMute: boolean;
}

/**
 * Solid is known; dashed is not yet, or no longer. `lost` is what died with its node, `coming` is where a key is moving to, `leaving` what is
 * let go once it is there.
 */
export type CopyState = 'current' | 'stale' | 'missing' | 'lost' | 'coming' | 'leaving' | 'hint';

export interface Copy {
  readonly node: NodeId;
  readonly state: CopyState;
  /** For a hint: whose copy it is. */
  readonly for?: NodeId;
  /** Writes that did not know of each other, all kept: how many. */
  readonly heads?: number;
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

/** As one node takes another to be. */
export type Believed = 'up' | 'doubted' | 'down';

/** What is drawn is what one node believes. Whatever of it is not so is named here. */
export interface Eyes {
  readonly node: NodeId;
  readonly believed: ReadonlyMap<NodeId, Believed>;
  /** Whom it takes for alive and is dead, or the other way round. */
  readonly wrongNodes: ReadonlySet<NodeId>;
  /** Places, in the order of the arcs, for which it would ask somebody else than the one who answers. */
  readonly wrongArcs: readonly { readonly from: number; readonly to: number }[];
}

/** Where a key stands, and who is to keep it: also of one that is not drawn. */
export interface Spot {
  readonly place: number;
  readonly owners: readonly NodeId[];
  readonly answers: NodeId | null;
}

/** What a node is among the others, or takes itself to be. */
export interface RoleMark {
  /** Null for who is one of many. */
  readonly glyph: 'leader' | 'formerly' | 'candidate' | null;
  /** Stands beside its name: a term, or a word. */
  readonly says: string;
}

export interface Readout {
  readonly readable: number;
  readonly all: number;
}

/** What stands in the middle of the ring while nobody asks for anything. */
export interface Says {
  readonly title: string;
  readonly second: string;
  readonly isWorse: boolean;
}

/** Known: the node itself knows that it is committed. Committed: somebody knows it, and this node does not yet. */
export type EntryState = 'known' | 'committed' | 'open';

/** An entry of a log. */
export interface LogBox {
  readonly index: number;
  readonly term: number;
  readonly state: EntryState;
  /** Where the leader has another one, or none. */
  readonly isOther: boolean;
  readonly says: string;
}

/** The end of a node's log. */
export interface LogBoxes {
  readonly boxes: readonly LogBox[];
  readonly hasMore: boolean;
}

/** An election as whoever wants to be elected knows it. */
export interface Election {
  readonly votes: readonly { readonly node: NodeId; readonly word: 'granted' | 'refused' | 'none' }[];
  readonly needed: number;
}

/** What stands beside the nodes of a system whose nodes keep logs and elect one of them. */
export interface Beside {
  readonly logs: ReadonlyMap<NodeId, LogBoxes>;
  readonly elections: ReadonlyMap<NodeId, Election>;
  /** How long a node still waits for word of a leader: from when, and until when. */
  readonly patience: ReadonlyMap<NodeId, { readonly from: number; readonly until: number }>;
  /** What is not as it should be with the rules themselves. */
  readonly alarm: string | null;
  /** Who leads, null for nobody, and how many of how many it takes, of two lists while members change; null where nothing is known of it. */
  readonly lead: {
    readonly by: NodeId | null;
    readonly majorities: readonly { readonly needed: number; readonly all: number }[];
  } | null;
}

/** A stretch of the band of which something is to be said: nobody says that it is theirs, another one says so too, or its new owner still fetches it. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly is: 'gap' | 'twice' | 'filling';
  readonly node: NodeId | null;
}

/** What stands inside the band of a ring whose nodes find each other by their own tables. */
export interface Circle {
  readonly bits: number;
  /** What each node says of itself; through somebody's eyes, what that one says. */
  readonly minds: ReadonlyMap<NodeId, ChordBelief>;
  /** Who truly belongs to the ring: against them pointers are held. */
  readonly members: readonly Peer[];
  readonly marks: readonly Mark[];
  /** Each node asks for the next step, and nobody passes anything on. */
  readonly isIterative: boolean;
  /** What is not as it should be with the rules themselves. */
  readonly alarm: string | null;
}

export interface Scene {
  readonly places: ReadonlyMap<NodeId, number>;
  readonly arcs: readonly Arc[];
  readonly beads: readonly Bead[];
  readonly sectors: readonly Sector[] | null;
  readonly facts: ReadonlyMap<NodeId, string>;
  readonly regards: ReadonlyMap<NodeId, Regard>;
  readonly readout: Readout | null;
  /** There has been no key yet, or there is none any more. Null where there are some, and where somebody is silent who may have some. */
  readonly lack: 'yet' | 'now' | null;
  readonly roles: ReadonlyMap<NodeId, RoleMark>;
  /** Null for the truth. */
  readonly eyes: Eyes | null;
  readonly locate: (key: string) => Spot;
  /** Whether anybody who lives has heard of a key, also that it was deleted; also where keys are too many to say. */
  readonly isHeardOf: (key: string) => boolean;
  /** At which view each running node stands. */
  readonly views: ReadonlyMap<NodeId, number>;
  readonly says?: Says;
  readonly beside?: Beside;
  readonly circle?: Circle;
  /** Who runs and does not belong to the ring: they stand outside of it. */
  readonly apart?: readonly NodeId[];
}

/** What a system adds to the ring. */
export interface Adding {
  readonly scene: (picture: Picture, inside: Inside) => Scene | null;
  /** As one node believes it. */
  readonly sceneAs: (id: NodeId, truth: Scene, picture: Picture, inside: Inside) => Scene | null;
  /** Keys one by one, however many there are elsewhere; null where even here they are too many. */
  readonly beads: (inside: Inside) => readonly Bead[] | null;
}
