/** Every system there is. The one list: node Workers, the lab and the command line all read it. */
import type { AnyProgram } from '../kernel/contract.ts';
import type { Start } from '../kernel/protocol.ts';
import type { SystemSketch } from '../scenario/systems.ts';
import { cache } from './cache/index.ts';
import { counter } from './counter/index.ts';
import { echo } from './echo/index.ts';
import type { RegisteredSystem } from './registered.ts';
import { relay } from './relay/index.ts';

export const systems: ReadonlyMap<string, RegisteredSystem> = new Map(
  [echo, counter, relay, cache].map((system) => [system.id, system]),
);

export const sketches: ReadonlyMap<string, SystemSketch> = new Map(
  [...systems].map(([id, system]) => [id, system.sketch]),
);

export function systemOf(id: string): RegisteredSystem {
  const system = systems.get(id);
  if (system === undefined) throw new Error(`there is no system ${id}`);
  return system;
}

/** What has to be waited for before `programOf` is asked. */
export function loadOf(start: Start): Promise<void> | undefined {
  return systemOf(start.system).load?.(start.setup.options);
}

/** The program of a node that is told to start. */
export function programOf(start: Start): AnyProgram {
  return systemOf(start.system).program(start.role, start.setup.options);
}
