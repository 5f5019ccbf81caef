/** The shape of the catalogue: what English has, with any text in the place of the English one. */
import type { en } from './en/index.ts';
import type { panels } from './en/panels.ts';

type Any<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [Key in keyof T]: Any<T[Key]> };

/** What the page begins with. */
export type FirstWords = Any<typeof en>;
export type PanelWords = Any<typeof panels>;
export type Words = FirstWords & PanelWords;

/** Some entries of a catalogue, which lie over the others. */
export type Some<T> = T extends string | readonly string[] | ((...given: never[]) => string)
  ? T
  : { readonly [Key in keyof T]?: Some<T[Key]> };

/** What a language brings: its words, and those of them that are other ones for whoever likes the textbook's. */
export interface Tongue {
  /** English has those of the panels when the first of these is opened, any other language at once. */
  readonly words: FirstWords;
  readonly textbook: Some<Words>;
}
