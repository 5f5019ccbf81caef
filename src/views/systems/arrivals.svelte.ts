/**
 * What systems add to the ring comes with the first one that is opened, and what the cache adds for whoever looks through a node's eyes when somebody does.
 * Whoever asks is answered again once it has come.
 */
import type { Adding } from './scene.ts';

/** After a failed attempt, in milliseconds. */
const PATIENCE = 3_000;

const coming: Readonly<Record<string, () => Promise<Adding>>> = {
  cache: async () => (await import('./cache/index.ts')).cache,
  chord: async () => (await import('./chord/index.ts')).chord,
  tables: async () => (await import('./tables/index.ts')).tables,
};
// Nothing is drawn from it.
// eslint-disable-next-line svelte/prefer-svelte-reactivity
const asked = new Set<string>();
let here = $state.raw<Readonly<Record<string, Adding>>>({});

export function arrived(system: string): Adding | undefined {
  void fetchAdding(system);
  return here[system];
}

export async function fetchAdding(system: string): Promise<void> {
  if (asked.has(system)) return;
  asked.add(system);
  try {
    const adding = await coming[system]?.();
    if (adding !== undefined) here = { ...here, [system]: adding };
  } catch {
    setTimeout(() => asked.delete(system), PATIENCE);
  }
}
