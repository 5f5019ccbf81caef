/** What another language says of the scenarios: texts in the order in which they stand in the file. */
export interface Translation {
  readonly title: string;
  readonly question: string;
  readonly choices: readonly string[];
  readonly notes: readonly string[];
}
export type Translations = ReadonlyMap<string, Translation>;

/** `scenarios/ja/hot-key.json` is the hot-key. */
export const idIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
