/**
 * A small shop that looks its products up in the cluster first, and where it has nothing in a slow source: cache-aside, as a program outside would do it,
 * by the commands that anybody can type. The source is no node of the cluster. That it is slow is time of the cluster in which nothing comes; so a
 * customer waits in the same time in which nodes die, and a run that is played again waits as long.
 */
import type { Asked } from '../../lab/types.ts';

/** What the shop needs of the cluster. */
export interface Counter {
  ask(text: string): Promise<Asked | { readonly ok: false; readonly says: readonly string[] }>;
  /** False when time was stopped before so much of it had passed. */
  pass(by: number): Promise<boolean>;
}

/** Where it came from: `nobody`: no node answered in time, and the source had it in the end. `stopped`: nobody can say, since time was stopped. */
export type Found = 'cache' | 'source' | 'nobody' | 'stopped';

export interface Lookup {
  readonly number: number;
  readonly product: number;
  readonly found: Found | null;
  /** How long the customer waited, in the cluster's time; null as long as they wait. */
  readonly took: number | null;
  readonly isByHand: boolean;
}

/** What a database under load takes. */
export const SOURCE_TAKES = 600_000;
/** Seconds of the cluster. What has gone by then is asked of the source again. */
export const KEPT_FOR = 20;

export const PRICES: readonly number[] = [45, 9, 12, 38, 65, 120, 15, 7];

const keyOf = (product: number): string => `product:${product}`;

export async function lookUp(counter: Counter, product: number): Promise<Pick<Lookup, 'found' | 'took'>> {
  const asked = await counter.ask(`GET ${keyOf(product)}`);
  if ('ok' in asked || asked.ended === 'interrupted') return { found: 'stopped', took: null };
  const waited = asked.took ?? 0;
  const isAnswered = asked.outcome?.status === 'ok';
  if (isAnswered && priceIn(asked) !== null) return { found: 'cache', took: waited };
  if (!(await counter.pass(SOURCE_TAKES))) return { found: 'stopped', took: null };
  // The customer has it now. That the cache gets it as well is nobody's waiting.
  void counter.ask(`SET ${keyOf(product)} ${PRICES[product] ?? 0} EX ${KEPT_FOR}`);
  return { found: isAnswered ? 'source' : 'nobody', took: waited + SOURCE_TAKES };
}

/** What stands in the cache; null where it has nothing. */
function priceIn({ outcome }: Asked): number | null {
  const { reply = null } = (outcome?.value ?? {}) as { readonly reply?: unknown };
  return typeof reply === 'string' && /^\d{1,6}$/.test(reply) ? Number(reply) : null;
}

/** Which product the next customer wants: some are wanted more than others. The same customers come in the same order every time. */
export function wanted(visit: number): number {
  const word = Math.imul(visit + 1, 2_654_435_761) >>> 0;
  return Math.floor((word / 2 ** 32) ** 2 * PRICES.length);
}

export interface Tally {
  readonly all: number;
  readonly cache: number;
  /** Of those who did not wait in vain. */
  readonly average: number | null;
}

export function tallyOf(lookups: readonly Lookup[]): Tally {
  const done = lookups.filter(({ took }) => took !== null);
  const waited = done.reduce((sum, { took }) => sum + (took ?? 0), 0);
  return {
    all: done.length,
    cache: done.filter(({ found }) => found === 'cache').length,
    average: done.length === 0 ? null : waited / done.length,
  };
}
