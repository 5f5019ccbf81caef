/**
 * The systems that are here already. The cache is what a first visit sees, and the test systems are next to nothing; each of the others comes when a scenario
 * asks for it, so that nobody who looks at one system waits for all. Who reads scenarios where there is no waiting takes registry.ts instead.
 */
import type { OnDemand } from '../kernel/system.ts';
import type { SystemSketch } from '../scenario/systems.ts';
import { cache } from './cache/index.ts';
import { counter } from './counter/index.ts';
import { echo } from './echo/index.ts';
import type { RegisteredSystem } from './registered.ts';
import { relay } from './relay/index.ts';

const here = new Map<string, RegisteredSystem>();
const sketched = new Map<string, SystemSketch>();

export const systems: ReadonlyMap<string, RegisteredSystem> = here;
export const sketches: ReadonlyMap<string, SystemSketch> = sketched;

const elsewhere: ReadonlyMap<string, () => OnDemand<RegisteredSystem>> = new Map([
  ['tables', async () => (await import('./tables/index.ts')).tables],
  ['chord', async () => (await import('./chord/index.ts')).chord],
]);

export function takeSystem(system: RegisteredSystem): void {
  here.set(system.id, system);
  sketched.set(system.id, system.sketch);
}

for (const system of [echo, counter, relay, cache]) takeSystem(system);

export function systemOf(id: string): RegisteredSystem {
  const system = here.get(id);
  if (system === undefined) throw new Error(`there is no system ${id}`);
  return system;
}

/** Before a scenario is read. Where its text names no system that there is, all come: the sentence that refuses it says which there are. */
export async function bringSystemOf(text: string): Promise<void> {
  const id = systemNamedIn(text);
  if (here.has(id)) return;
  const wanted = elsewhere.has(id) ? [id] : [...elsewhere.keys()];
  await Promise.all(wanted.map(bring));
}

export async function bringSystems(): Promise<void> {
  await Promise.all([...elsewhere.keys()].map(bring));
}

async function bring(id: string): Promise<void> {
  const system = await elsewhere.get(id)?.();
  if (system !== undefined) takeSystem(system);
}

function systemNamedIn(text: string): string {
  try {
    const { system } = JSON.parse(text) as { readonly system?: unknown };
    return String(system);
  } catch {
    // It is refused by whoever reads it.
    return '';
  }
}
