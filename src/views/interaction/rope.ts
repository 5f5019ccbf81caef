/** Laying a rope: round whom, and which ways it stops. */
import { act } from '../commands/cluster.ts';
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { words } from '../words/index.ts';
import type { Way } from './hands.svelte.ts';

/** The groups of a partition. Whoever is in none of them is one further, and comes last. */
export function groupsFor(
  inside: readonly string[],
  everybody: readonly string[],
  way: Way,
): { readonly groups: readonly (readonly string[])[]; readonly oneWay?: true } {
  if (way === 'both') return { groups: [inside] };
  if (way === 'out') return { groups: [inside], oneWay: true };
  return { groups: [everybody.filter((id) => !inside.includes(id)), inside], oneWay: true };
}

/** The tool is laid down when the rope is tied, and stays in the hand when it cannot be. */
export async function tie(view: LabView, stage: StageView, inside: readonly string[]): Promise<void> {
  const everybody = stage.nodes.map(({ id }) => id);
  const { hands } = stage;
  hands.path = [];
  if (inside.length === 0 || inside.length === everybody.length) {
    view.speech.warn(inside.length === 0 ? words.hands.nobodyInside : words.hands.everybodyInside);
    return;
  }
  const { way } = hands;
  hands.cancel();
  stage.hasTools = true;
  await act(view, { do: 'partition', ...groupsFor(inside, everybody, way) });
}

export async function untie(view: LabView): Promise<void> {
  const { partitions, isolated } = view.network;
  if (partitions.length + isolated.length === 0) view.speech.say(words.hands.nothingToUntie);
  else await act(view, { do: 'heal' });
}

export function pick(view: LabView, stage: StageView, node: string): void {
  const { hands } = stage;
  const isPicked = hands.togglePicked(node);
  const say = isPicked ? words.hands.picked : words.hands.unpicked;
  view.speech.say(say(view.nameOf(node), hands.roped.length));
}
