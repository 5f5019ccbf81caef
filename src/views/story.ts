/**
 * What a first visitor did, in one sentence each time something new has come of it. Computed from the running cluster: nothing is said that did not
 * happen, and nothing before it has.
 */
import type { Bead } from './systems/scene.ts';
import { words } from './words/index.ts';

/** What the story needs of one moment. */
export interface Moment {
  readonly at: number;
  readonly beads: readonly Bead[];
  readonly nodes: readonly { readonly id: string; readonly status: string; readonly isNoticed: boolean }[];
}

export interface Story {
  readonly sentence: string | null;
  /** Something was lost: back to before it was done. */
  readonly rewindTo: number | null;
  /** Keys that were there once, and who answered for each when all was well. */
  readonly known: ReadonlyMap<string, string | null>;
  readonly told: ReadonlySet<string>;
  /** Who died, in the order of their deaths, and when. */
  readonly deaths: readonly { readonly id: string; readonly at: number }[];
}

export const NO_STORY: Story = {
  sentence: null,
  rewindTo: null,
  known: new Map(),
  told: new Set(),
  deaths: [],
};

export type Naming = (id: string) => string;

export function tell(story: Story, moment: Moment, nameOf: Naming): Story {
  const dead = moment.nodes.filter(({ status }) => status === 'down');
  const deaths = [
    ...story.deaths.filter(({ id, at }) => at <= moment.at && dead.some((node) => node.id === id)),
    ...dead
      .filter(({ id }) => !story.deaths.some((death) => death.id === id))
      .map(({ id }) => ({ id, at: moment.at })),
  ];
  const known =
    dead.length === 0 ? new Map(moment.beads.map(({ key, answers }) => [key, answers])) : story.known;
  const next = { ...story, known, deaths };
  for (const [name, found] of [
    ['lost', lost(next, moment)],
    ['survived', survived(next, moment)],
    ['thin', thin(next, moment)],
    ['covered', covered(next, moment, nameOf)],
  ] as const) {
    if (found === null) continue;
    if (story.told.has(name)) return next;
    return { ...next, ...found, told: new Set([...story.told, name]) };
  }
  return next;
}

type Chapter = Pick<Story, 'sentence' | 'rewindTo'> | null;

const alive = (bead: Bead): number => bead.copies.filter(({ state }) => state === 'current').length;

function lost({ known, deaths }: Story, { beads }: Moment): Chapter {
  const last = deaths.at(-1);
  if (last === undefined || deaths.length < 2) return null;
  const gone = [...known.keys()].filter((key) => !beads.some((bead) => bead.key === key && alive(bead) > 0));
  const [key] = gone;
  if (key === undefined) return null;
  return { sentence: words.story.lost(key, gone.length), rewindTo: Math.max(0, last.at - 400_000) };
}

/** Three are gone, one after the other, and every key has been copied again each time. */
function survived({ known, deaths }: Story, { beads, nodes }: Moment): Chapter {
  if (deaths.length < 3 || !nodes.every(({ status, isNoticed }) => status !== 'down' || isNoticed))
    return null;
  const isAllThere = [...known.keys()].every((key) =>
    beads.some((bead) => bead.key === key && alive(bead) > 1),
  );
  return isAllThere ? { sentence: words.story.survived, rewindTo: null } : null;
}

function thin({ deaths }: Story, { beads }: Moment): Chapter {
  if (deaths.length !== 2) return null;
  const single = beads.filter((bead) => alive(bead) === 1).length;
  return single === 0 ? null : { sentence: words.story.thin(single), rewindTo: null };
}

function covered({ known, deaths }: Story, { beads, nodes }: Moment, nameOf: Naming): Chapter {
  const [first] = deaths;
  if (first === undefined || deaths.length > 1) return null;
  if (nodes.find(({ id }) => id === first.id)?.isNoticed !== true) return null;
  const theirs = beads.filter(({ key }) => known.get(key) === first.id);
  const heirs = [...new Set(theirs.map(({ answers }) => answers))];
  const [heir] = heirs;
  if (heir === undefined || heir === null || beads.some((bead) => alive(bead) === 0)) return null;
  const name = heirs.length === 1 ? nameOf(heir) : words.story.others;
  return { sentence: words.story.covered(name, nameOf(first.id)), rewindTo: null };
}
