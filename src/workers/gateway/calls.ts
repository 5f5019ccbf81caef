/** What passes between a page and the gateway. Pages are the same origin's, but they may be of another build: whatever is not known is passed over. */

/** A page says that it is there, and is told by which name the browser knows it. */
export const HELLO = { ringside: 'hello' } as const;
/** Somebody wants the new version now. */
export const TAKE_OVER = { ringside: 'take over' } as const;

/** A request to the REST API, for the page that hosts the cluster. The reply comes through the port that came with it. */
export interface Call {
  readonly ringside: 'call';
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ArrayBuffer | null;
}

/** `working` says only that somebody is at it: calls queue, and time in a cluster may be slow. */
export type Reply =
  | { readonly is: 'working' }
  | {
      readonly is: 'answer';
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: ArrayBuffer;
    };

/** A page that hosts a cluster holds this lock for as long as it lives: nobody has to remember who is there. */
export const lockOf = (scope: string, id: string): string => `ringside-host ${scope} ${id}`;

export const isCall = (data: unknown): data is Call =>
  (data as Partial<Call> | null)?.ringside === 'call' && typeof (data as Partial<Call>).url === 'string';

export const isSaying = (data: unknown, word: typeof HELLO | typeof TAKE_OVER): boolean =>
  (data as { readonly ringside?: unknown } | null)?.ringside === word.ringside;
