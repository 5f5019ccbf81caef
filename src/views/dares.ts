/**
 * Three dares for who would rather play: each is done when the running cluster has done it, whoever did what for it. Told once, with what did it.
 */
import type { Conversation } from './conversation.ts';
import type { Scene } from './systems/scene.ts';
import { words } from './words/index.ts';

export const DARES = ['lose', 'disagree', 'old'] as const;
export type Dare = (typeof DARES)[number];

export type Deed =
  | { readonly dare: 'lose'; readonly key: string; readonly node: string }
  | {
      readonly dare: 'disagree';
      readonly how: 'doubt';
      readonly one: string;
      readonly other: string;
      readonly third: string;
    }
  | { readonly dare: 'disagree'; readonly how: 'views'; readonly one: string; readonly other: string }
  | { readonly dare: 'disagree'; readonly how: 'heads'; readonly key: string; readonly node: string }
  | { readonly dare: 'old'; readonly key: string; readonly node: string };

export interface Dared {
  /** Of the line of history that is watched: elsewhere other keys are held and others have died. */
  readonly epoch: number;
  readonly done: ReadonlyMap<Dare, Deed>;
  /** Keys that were somewhere when everybody ran. */
  readonly held: ReadonlySet<string>;
  /** Who has died since. */
  readonly deaths: readonly string[];
}

export const NOTHING_DARED: Dared = { epoch: -1, done: new Map(), held: new Set(), deaths: [] };

export interface DareMoment {
  readonly epoch: number;
  readonly scene: Scene;
  readonly talk: Conversation;
  readonly nodes: readonly { readonly id: string; readonly status: string }[];
}

export function watch(known: Dared, moment: DareMoment): Dared {
  const { epoch } = moment;
  const before = known.epoch === epoch ? known : { ...known, epoch, held: new Set<string>(), deaths: [] };
  const down = moment.nodes.filter(({ status }) => status === 'down').map(({ id }) => id);
  const deaths = down.length === 0 ? [] : [...new Set([...before.deaths, ...down])];
  const held = down.length === 0 ? new Set(moment.scene.beads.map(({ key }) => key)) : before.held;
  const next = { ...before, deaths, held };
  const found = [lost(next, moment), disagreement(moment), oldAnswer(moment)].filter(
    (deed) => deed !== null && !before.done.has(deed.dare),
  ) as Deed[];
  if (found.length === 0) return next;
  return { ...next, done: new Map([...before.done, ...found.map((deed) => [deed.dare, deed] as const)]) };
}

/** Somebody was promised it or it was seen, one node has died, and nobody has ever heard of it. */
function lost({ deaths, held }: Dared, { scene, talk }: DareMoment): Deed | null {
  const [node] = deaths;
  if (node === undefined || deaths.length > 1) return null;
  const key = [...talk.promised.keys(), ...held].find((one) => !scene.isHeardOf(one));
  return key === undefined ? null : { dare: 'lose', key, node };
}

function disagreement({ scene, nodes }: DareMoment): Deed | null {
  const running = nodes.filter(({ status }) => status !== 'down').map(({ id }) => id);
  for (const { key, copies } of scene.beads) {
    const forked = copies.find(({ heads = 1 }) => heads > 1);
    if (forked !== undefined) return { dare: 'disagree', how: 'heads', key, node: forked.node };
  }
  for (const [third, { doubters }] of scene.regards) {
    const others = running.filter((id) => id !== third && scene.views.has(id));
    const one = others.find((id) => doubters.includes(id));
    const other = others.find((id) => !doubters.includes(id));
    if (one !== undefined && other !== undefined)
      return { dare: 'disagree', how: 'doubt', one, other, third };
  }
  const [one, ...rest] = running.filter((id) => scene.views.has(id));
  const other = rest.find((id) => scene.views.get(id) !== scene.views.get(one ?? ''));
  return one === undefined || other === undefined ? null : { dare: 'disagree', how: 'views', one, other };
}

function oldAnswer({ talk }: DareMoment): Deed | null {
  return talk.old === null ? null : { dare: 'old', key: talk.old.key, node: talk.old.by };
}

export function deedText(deed: Deed, nameOf: (id: string) => string): string {
  const { done } = words.story;
  switch (deed.dare) {
    case 'lose':
      return done.lose(deed.key, nameOf(deed.node));
    case 'old':
      return done.old(deed.key, nameOf(deed.node));
    case 'disagree':
      if (deed.how === 'doubt') return done.doubt(nameOf(deed.one), nameOf(deed.other), nameOf(deed.third));
      if (deed.how === 'views') return done.views(nameOf(deed.one), nameOf(deed.other));
      return done.heads(deed.key, nameOf(deed.node));
  }
}
