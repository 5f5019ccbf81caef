/**
 * What a cache asks of a policy that decides who has to go.
 *
 * The cache tells the policy of every key that comes, is used, and leaves; the policy answers, when room is needed, whose turn it is. Its
 * state is plain data (arenas joined by index), so it travels in checkpoints like everything else that a node remembers.
 *
 * The order matters, and is that of the published algorithms: on a miss, room is made first, and only then is the newcomer told. So a
 * newcomer is never its own victim, whatever the policy thinks of strangers.
 */
export interface Policy<State> {
  /** One line for a person who has to choose. */
  readonly summary: string;

  /**
   * `capacity` is in entries, and some policies divide it into shares. 0 means that the limit is not counted in entries (but in bytes,
   * say): shares are then taken of what is resident. `future` is the order in which keys will be used, for the one policy that knows it.
   */
  create(capacity: number, future?: readonly string[]): State;

  /** A key that was not resident is now. */
  onInsert(state: State, key: string): void;

  /** A resident key was read or written. False when the policy does not hold the key: then it was no hit, and nothing changed. */
  onHit(state: State, key: string): boolean;

  /** A key left by another way than `victim`: deleted, expired, renamed. A key that is not held is no mistake. */
  onRemove(state: State, key: string): void;

  /** Chooses who goes and forgets it; undefined when nobody is there. `random` gives numbers in [0, 1), for the policy that needs them. */
  victim(state: State, random: () => number): string | undefined;
}
