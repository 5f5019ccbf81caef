/** What scenarios are called: those that come with the page in its language, others as their makers wrote. */
import { words } from '../words/index.ts';

export function titleOfStarter(id: string): string | undefined {
  const titles: Readonly<Record<string, string | undefined>> = words.starters;
  return Object.hasOwn(titles, id) ? titles[id] : undefined;
}
