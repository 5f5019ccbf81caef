/** Every system there is. The one list: the lab and the command line read it. It holds what is small of each; programs come on demand. */
import type { SystemSketch } from '../scenario/systems.ts';
import { cache } from './cache/index.ts';
import { chord } from './chord/index.ts';
import { counter } from './counter/index.ts';
import { echo } from './echo/index.ts';
import type { RegisteredSystem } from './registered.ts';
import { relay } from './relay/index.ts';
import { tables } from './tables/index.ts';

export const systems: ReadonlyMap<string, RegisteredSystem> = new Map(
  [echo, counter, relay, cache, tables, chord].map((system) => [system.id, system]),
);

export const sketches: ReadonlyMap<string, SystemSketch> = new Map(
  [...systems].map(([id, system]) => [id, system.sketch]),
);

export function systemOf(id: string): RegisteredSystem {
  const system = systems.get(id);
  if (system === undefined) throw new Error(`there is no system ${id}`);
  return system;
}
