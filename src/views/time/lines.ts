/** Branches as a list: where each left its parent, what it began with, how long it is. */
import type { Frame } from '../../lab/types.ts';
import type { Action } from '../../scenario/types.ts';
import { durationText, momentText } from '../numbers.ts';
import type { Mark } from '../script.ts';
import { words } from '../words/index.ts';

export interface Line {
  readonly id: number;
  readonly title: string;
  readonly about: string;
  readonly isOpen: boolean;
  /** How many branches it stands away from the first. */
  readonly depth: number;
}

type Branches = Frame['branches'];

/** Each below the one that it left, the older first. */
export function linesOf(
  { branches, branch: open }: Pick<Frame, 'branches' | 'branch'>,
  textOf: (action: Action) => string,
): readonly Line[] {
  const below = (parent: number | null, depth: number): Line[] =>
    branches
      .filter((branch) => branch.parent === parent)
      .flatMap((branch) => [
        { id: branch.id, ...saidOf(branch, textOf), isOpen: branch.id === open, depth },
        ...below(branch.id, depth + 1),
      ]);
  return below(null, 0);
}

/** Moments with a name, on the open line of history: also those of a past that it shares with others. */
export function flagsOf({
  branches,
  branch: open,
  bookmarks,
}: Pick<Frame, 'branches' | 'branch' | 'bookmarks'>): readonly Mark[] {
  const until = new Map<number, number>();
  let shared = Infinity;
  for (let branch = branches.find(({ id }) => id === open); branch !== undefined;) {
    until.set(branch.id, shared);
    shared = Math.min(shared, branch.at);
    const { parent } = branch;
    branch = branches.find(({ id }) => id === parent);
  }
  const look = { shape: 'flag', tone: 'ink', count: 1, isTraffic: false, isPlanned: false } as const;
  return bookmarks
    .filter(({ branch, at }) => at <= (until.get(branch) ?? -1))
    .map(({ at, name }) => ({ at, stand: at, text: name, ...look }));
}

function saidOf(
  { parent, at, head, began, without }: Branches[number],
  textOf: (action: Action) => string,
): Pick<Line, 'title' | 'about'> {
  const said = words.time;
  const length = Math.round((head - at) / 1_000) * 1_000;
  const long = length === 0 ? '' : said.long(durationText(length));
  if (parent === null) return { title: said.first, about: long };
  const cause =
    without !== null ? said.without(textOf(without)) : began === null ? said.isNew : textOf(began);
  return {
    title: said.branchAt(momentText(at)),
    about: [cause, long].filter((text) => text !== '').join(' · '),
  };
}
