/** What a simulation found, as plain data: it crosses threads and is drawn as charts. */
import type { RingRequest } from './request.ts';
import type { Spread } from './spread.ts';
import type { WrongTables } from './tables.ts';

export interface Report {
  readonly request: RingRequest;
  readonly lookups: number;
  /** Hops of the lookups that succeeded; the last one, to the owner, is not counted. */
  readonly path: Spread;
  /** How often somebody was silent in one of them. */
  readonly timeouts: Spread;
  /** Lookups that ended anywhere else than at the living owner of their key, or nowhere. */
  readonly failed: number;
  /** Lookups whose issuer died before they ended: nobody was left to be told. */
  readonly abandoned: number;
  /** Keys of which no living node has a copy. */
  readonly lost: number;
  /** Keys whose owner was among those that failed at once. */
  readonly ownersFailed: number;
  /** Keys for which one node answers; copies are not counted. */
  readonly keys: Spread;
  /** What nodes sent each other from the first lookup to the last answer. */
  readonly messages: {
    readonly total: number;
    readonly perLookup: number;
    readonly kinds: Readonly<Record<string, number>>;
  };
  /** Null where the ring did not stand still. */
  readonly wrong: WrongTables | null;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
}
