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
  readonly nodes: readonly {
    readonly id: string;
    readonly status: string;
    readonly isNoticed: boolean;
    /** When it was killed, where a script or a hand did it. */
    readonly killedAt: number | null;
  }[];
}

export type Chapter =
  | { readonly name: 'covered'; readonly gone: string; readonly heirs: readonly string[] }
  | { readonly name: 'thin'; readonly count: number }
  /** `actAt`: the last kill, before which it was not too late. */
  | { readonly name: 'lost'; readonly key: string; readonly count: number; readonly actAt: number }
  | { readonly name: 'survived' };

export interface Story {
  readonly chapter: Chapter | null;
  /** Keys that were there once, and who answered for each when all was well. */
  readonly known: ReadonlyMap<string, string | null>;
  readonly told: ReadonlySet<Chapter['name']>;
  /** Who died, in the order of their deaths, and when. */
  readonly deaths: readonly { readonly id: string; readonly at: number }[];
}

export const NO_STORY: Story = { chapter: null, known: new Map(), told: new Set(), deaths: [] };

export function tell(story: Story, moment: Moment): Story {
  const dead = moment.nodes.filter(({ status }) => status === 'down');
  const deaths = [
    ...story.deaths.filter(({ id, at }) => at <= moment.at && dead.some((node) => node.id === id)),
    ...dead
      .filter(({ id }) => !story.deaths.some((death) => death.id === id))
      .map(({ id, killedAt }) => ({ id, at: killedAt ?? moment.at })),
  ];
  const known =
    dead.length === 0 ? new Map(moment.beads.map(({ key, answers }) => [key, answers])) : story.known;
  const next = { ...story, known, deaths };
  for (const find of [lost, survived, thin, covered]) {
    const chapter = find(next, moment);
    if (chapter === null) continue;
    // Each is said once.
    if (story.told.has(chapter.name)) return next;
    return { ...next, chapter, told: new Set([...story.told, chapter.name]) };
  }
  return next;
}

const alive = (bead: Bead): number => bead.copies.filter(({ state }) => state === 'current').length;

function lost({ known, deaths }: Story, { beads }: Moment): Chapter | null {
  const last = deaths.at(-1);
  if (last === undefined || deaths.length < 2) return null;
  const gone = [...known.keys()].filter((key) => !beads.some((bead) => bead.key === key && alive(bead) > 0));
  const [key] = gone;
  return key === undefined ? null : { name: 'lost', key, count: gone.length, actAt: last.at };
}

/** Three are gone, one after the other, and every key has been copied again each time. */
function survived({ known, deaths }: Story, { beads, nodes }: Moment): Chapter | null {
  if (deaths.length < 3 || !nodes.every(({ status, isNoticed }) => status !== 'down' || isNoticed))
    return null;
  const isAllThere = [...known.keys()].every((key) =>
    beads.some((bead) => bead.key === key && alive(bead) > 1),
  );
  return isAllThere ? { name: 'survived' } : null;
}

function thin({ deaths }: Story, { beads }: Moment): Chapter | null {
  if (deaths.length !== 2) return null;
  const count = beads.filter((bead) => alive(bead) === 1).length;
  return count === 0 ? null : { name: 'thin', count };
}

function covered({ known, deaths }: Story, { beads, nodes }: Moment): Chapter | null {
  const [first] = deaths;
  if (first === undefined || deaths.length > 1) return null;
  if (nodes.find(({ id }) => id === first.id)?.isNoticed !== true) return null;
  const theirs = beads.filter(({ key }) => known.get(key) === first.id);
  const heirs = [...new Set(theirs.flatMap(({ answers }) => answers ?? []))];
  if (heirs.length === 0 || beads.some((bead) => alive(bead) === 0)) return null;
  return { name: 'covered', gone: first.id, heirs };
}

/** What was told last did not come to be after all. */
export function untold(story: Story): Story {
  const { chapter, told } = story;
  return { ...story, chapter: null, told: new Set([...told].filter((name) => name !== chapter?.name)) };
}

export function sentenceOf(chapter: Chapter, nameOf: (id: string) => string): string {
  switch (chapter.name) {
    case 'covered': {
      const [heir] = chapter.heirs;
      const name = heir !== undefined && chapter.heirs.length === 1 ? nameOf(heir) : words.story.others;
      return words.story.covered(name, nameOf(chapter.gone));
    }
    case 'thin':
      return words.story.thin(chapter.count);
    case 'lost':
      return words.story.lost(chapter.key, chapter.count);
    case 'survived':
      return words.story.survived;
  }
}
