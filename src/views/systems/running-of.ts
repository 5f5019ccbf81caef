/** What each system says of an operation under way. It reads commands, so it comes with the first one that somebody types. */
import type { Inside } from '../../lab/inside.ts';
import type { Exchange } from '../conversation.ts';
import { cacheRunning } from './cache/running.ts';
import type { Running } from './running.ts';

const systems: Readonly<Record<string, (asked: Exchange, inside: Inside) => Running>> = {
  cache: cacheRunning,
};

/** Null where a system has no answers to count. */
export function runningOf(system: string, asked: Exchange | null, inside: Inside | null): Running | null {
  return asked === null || inside === null ? null : (systems[system]?.(asked, inside) ?? null);
}
