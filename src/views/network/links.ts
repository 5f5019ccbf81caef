/** Which links are listed, what is on its way on each, and which rules hold for many of them. */
import type { Direction } from '../../lab/look-link.ts';
import type { Picture } from '../../lab/picture.ts';
import type { LinkRule } from '../../scenario/types.ts';

export const LISTS = ['nodes', 'all', 'special'] as const;
export type ListName = (typeof LISTS)[number];

export function listed(
  directions: readonly Direction[],
  list: ListName,
  isClient: (id: string) => boolean,
): readonly Direction[] {
  switch (list) {
    case 'all':
      return directions;
    case 'nodes':
      return directions.filter(({ from, to }) => !isClient(from) && !isClient(to));
    case 'special':
      return directions.filter(({ isSpecial, refusal }) => isSpecial || refusal !== null);
  }
}

/** By link, `from to`. */
export function airByLink(picture: Picture | null): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (from: string, to: string, count: number): void => {
    const link = `${from} ${to}`;
    counts.set(link, (counts.get(link) ?? 0) + count);
  };
  // Where they are too many they are only counted, and then all of them are.
  if (picture !== null && picture.crowds.length > 0)
    for (const { from, to, count } of picture.crowds) add(from, to, count);
  else for (const { from, to } of picture?.flights ?? []) add(from, to, 1);
  return counts;
}

/** What is said of no single link, or of one kind of message only: no row of a link could tell it. */
export function rulesForMany(rules: readonly LinkRule[]): readonly LinkRule[] {
  return rules.filter(({ from, to, kind }) => from === '*' || to === '*' || kind !== undefined);
}
