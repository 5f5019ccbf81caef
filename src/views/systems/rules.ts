/** What a write and a read need here, and whose manner that is. */
export interface Rules {
  readonly copies: number;
  readonly write: number;
  readonly read: number;
  readonly manner: 'redis' | 'dynamo';
}
