/** What coordinators and copies say to each other. */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Item } from '../item.ts';

/** One key to be kept; `standsFor` names the owner in whose place, or null for an owner. */
export interface Parcel {
  readonly item: Item;
  readonly standsFor: NodeId | null;
}

/** `errand` counts the operations of one start of a coordinator; `places` is how that one knows where keys live. */
export type QuorumMessage =
  | {
      readonly kind: 'quorum read';
      readonly errand: number;
      readonly incarnation: number;
      readonly epoch: number;
      readonly places: number;
      readonly keys: readonly string[];
    }
  | {
      readonly kind: 'quorum answer';
      readonly errand: number;
      readonly incarnation: number;
      readonly items: readonly Item[];
    }
  | {
      readonly kind: 'quorum write';
      readonly errand: number;
      readonly incarnation: number;
      readonly epoch: number;
      readonly places: number;
      readonly parcels: readonly Parcel[];
    }
  /** The disk has it, where that was promised; or it was not taken, and why. */
  | {
      readonly kind: 'quorum kept';
      readonly errand: number;
      readonly incarnation: number;
      readonly keys: readonly string[];
      readonly refused: string | null;
    };

export interface QuorumTimer {
  readonly kind: 'errand again';
  readonly errand: number;
  readonly operation: string;
}
