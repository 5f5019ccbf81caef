/** What a client asks of a node, and what it is told. */
import type { Data, NodeId, Operation } from '../../kernel/contract.ts';
import type { VersionVector } from '../../protocols/vector-clock.ts';
import type { View } from './view.ts';

export interface Request {
  readonly command: readonly string[];
  /** Whoever has a copy may answer, however old it is. */
  readonly copy?: boolean;
  /** The view that the client knows; a newer one comes with the answer. */
  readonly epoch?: number;
  /** Hand this key, if it is here, to the one who acts for it and has lost it. */
  readonly repair?: NodeId;
  /** Whoever acts for the key has never heard of it; nodes do not get this. */
  readonly isMissed?: boolean;
  /** Of all keys that the command could speak of, only those that the node acts for. */
  readonly own?: boolean;
  /** What those said who were asked before, where several are asked one after the other; nodes do not get it. */
  readonly round?: readonly Seen[];
  /** From a proxy: the words with which the one for whom it asks has said who he is. */
  readonly as?: readonly string[];
  /** In quorum mode with siblings: what the client has seen of the key. */
  readonly context?: VersionVector;
}

/** What one node said in a round; null: nothing. */
export interface Seen {
  readonly node: NodeId;
  readonly name: string;
  readonly said: Data;
}

/** What it is called, as its client has spelt it. */
export function commandOf({ body }: Operation): string {
  return String((body as unknown as Partial<Request> | null)?.command?.[0] ?? '');
}

/** The fields beside the reply are there for commands that name one key. */
export interface Answer {
  readonly reply: Data;
  readonly node: NodeId;
  /** How often the key was written, 0 when never. */
  readonly version?: number;
  /** Under whose rule it was written last. */
  readonly epoch?: number;
  /** In quorum mode: who wrote it last; `epoch` is then when. */
  readonly writer?: NodeId;
  /** With siblings: what a reader of this has seen of this key, to be handed back with a write. */
  readonly context?: readonly [key: string, seen: VersionVector];
  /** When it expires, in ms since 1970; null for never. */
  readonly expiry?: number | null;
  /** Nothing is known of the key here, not even that it was deleted. */
  readonly isUnknown?: boolean;
  /** It may be older than what others know. */
  readonly isStale?: boolean;
  /** A copy handed the key back to the one who acts for it. */
  readonly isRepaired?: boolean;
  /** Of WAIT: nothing was written here in this session, so all that was written is everywhere. */
  readonly isIdle?: boolean;
  /** Put together by a proxy, from so many answers that are of no one instant. */
  readonly parts?: number;
  readonly isAtomic?: false;
  /** Of use to a client whose view is older. */
  readonly view?: View;
}
