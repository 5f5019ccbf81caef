/** What passes between the nodes of a cache. Byte strings are keys and arguments; `stamp`s order the writes of one key. */
import type { ClientMessage, NodeId } from '../../kernel/contract.ts';
import type { SwimMessage } from '../../protocols/swim.ts';
import type { PersistenceTimer } from '../../store/persistence/persistence.ts';
import type { Deed } from './deeds.ts';
import type { Item } from './item.ts';
import type { Stamp } from './ledger.ts';
import type { ShardNodes } from './trees.ts';
import type { QuorumMessage, QuorumTimer } from './quorum/messages.ts';
import type { View } from './view.ts';

/** A key whose stamp goes from `base` to `stamp` by the effects it travels with. */
export interface Step {
  readonly key: string;
  readonly base: Stamp;
  readonly stamp: Stamp;
}

/** What a node says to every other, four times a second. */
export interface Beat {
  readonly kind: 'beat';
  readonly incarnation: number;
  /** The view that is durable at the sender. */
  readonly epoch: number;
  readonly at: number;
  /** `at` of the last beat that came from the receiver, when it came from the incarnation that stands here. */
  readonly echo: number;
  readonly echoOf: number;
  /** The sender's sequence, and how much of it concerned the receiver. */
  readonly sequence: number;
  readonly sent: number;
  /** How far the sender has followed the receiver's sequence. */
  readonly followed: number;
  /** Which start of the receiver that was. */
  readonly followedOf: number;
  /** Everything that the sender's view of this epoch lays upon it has come. */
  readonly caughtUp: boolean;
  /** The sender has nothing left that belongs to others. */
  readonly handedOver: boolean;
}

export type Message =
  | ClientMessage
  | QuorumMessage
  | Beat
  | SwimMessage
  /** From one who is in no view, or whose view was forgotten. */
  | {
      readonly kind: 'hello';
      readonly incarnation: number;
      readonly name: string;
      readonly weight: number;
      readonly epoch: number;
    }
  | { readonly kind: 'view'; readonly view: View }
  /** May I make the view of this epoch, from the view of `base`? These would be taken down. */
  | {
      readonly kind: 'ballot';
      readonly epoch: number;
      readonly base: number;
      readonly fallen: readonly NodeId[];
    }
  | {
      readonly kind: 'vote';
      readonly epoch: number;
      readonly granted: boolean;
      readonly epochSeen: number;
      /** How far the voter has followed everybody. */
      readonly followed: Readonly<Record<NodeId, number>>;
    }
  /** What a primary did to keys that the receiver holds copies of. */
  | {
      readonly kind: 'copy';
      readonly stream: number;
      readonly epoch: number;
      readonly sequence: number;
      /** The sequence of the last `copy` to the same receiver. */
      readonly before: number;
      readonly steps: readonly Step[];
      readonly effects: readonly (readonly string[])[];
      /** Of the request that had these effects. */
      readonly deed?: Deed;
    }
  | { readonly kind: 'copied'; readonly stream: number; readonly sequence: number }
  /** What changed at the receiver of this behind `since`, as far as it concerns the sender? */
  | { readonly kind: 'pull'; readonly epoch: number; readonly stream: number; readonly since: number }
  | {
      readonly kind: 'listing';
      readonly epoch: number;
      readonly stream: number;
      readonly since: number;
      readonly upTo: number;
      readonly more: boolean;
      readonly stamps: readonly (readonly [string, Stamp])[];
    }
  /** The backlog does not reach back so far, or who owns what has changed: compare everything, shard by shard. */
  | {
      readonly kind: 'roots';
      readonly epoch: number;
      readonly stream: number;
      readonly sequence: number;
      readonly roots: readonly ShardNodes[];
    }
  /** What differed so far, a level further down, as the sender has it. The number is the asker's, and comes back with what is answered. */
  | CompareMessage<'compare'>
  | CompareMessage<'compared'>
  /** A page of what stands in the leaves that differ, and asking for the next one. */
  | {
      readonly kind: 'page';
      readonly epoch: number;
      readonly number: number;
      readonly page: number;
      readonly more: boolean;
      readonly stamps: readonly (readonly [string, Stamp])[];
    }
  | { readonly kind: 'next page'; readonly epoch: number; readonly number: number; readonly page: number }
  | { readonly kind: 'fetch'; readonly keys: readonly string[] }
  | { readonly kind: 'items'; readonly items: readonly Item[] }
  /** Keys that the sender holds and should not: whoever owns them may take them; what all owners have is let go. */
  | { readonly kind: 'offer'; readonly stamps: readonly (readonly [string, Stamp])[] }
  | { readonly kind: 'taken'; readonly stamps: readonly (readonly [string, Stamp])[] };

interface CompareMessage<Kind> {
  readonly kind: Kind;
  readonly epoch: number;
  readonly number: number;
  readonly shards: readonly ShardNodes[];
}

export type Timer =
  | PersistenceTimer
  | QuorumTimer
  | { readonly kind: 'beat' }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'probe' }
  | { readonly kind: 'probe late' }
  | { readonly kind: 'ballot over'; readonly epoch: number }
  | { readonly kind: 'promise kept'; readonly number: number }
  | { readonly kind: 'pull again'; readonly from: NodeId }
  | { readonly kind: 'wait over'; readonly operation: string };
