/** What a call of the library rejects with. Each has a name of its own, and says whether the deed may have been done. */

export abstract class CacheError extends Error {
  abstract override readonly name: string;
  /** Whether what was asked for may have happened all the same. */
  abstract readonly mayHaveHappened: boolean;
}

/** The cluster has answered, and the answer is no: `code` is the first word of it, such as `WRONGTYPE` or `MOVED`. */
export class ReplyError extends CacheError {
  override readonly name = 'ReplyError';
  override readonly mayHaveHappened = false;
  readonly code: string;

  constructor(says: string) {
    super(says);
    this.code = says.split(' ', 1)[0] as string;
  }
}

/** Whoever was asked is there, but this answer did not come in time. */
export class TimeoutError extends CacheError {
  override readonly name = 'TimeoutError';
  override readonly mayHaveHappened = true;
}

/** Whoever was asked does not answer any more at all. */
export class ConnectionLostError extends CacheError {
  override readonly name = 'ConnectionLostError';
  override readonly mayHaveHappened: boolean;

  constructor(says: string, mayHaveHappened: boolean) {
    super(says);
    this.mayHaveHappened = mayHaveHappened;
  }
}

/** `close` was called. */
export class ClosedError extends CacheError {
  override readonly name = 'ClosedError';
  override readonly mayHaveHappened: boolean;

  constructor(mayHaveHappened: boolean) {
    super('This connection was closed.');
    this.mayHaveHappened = mayHaveHappened;
  }
}
