/** The shape of the catalogue: what English has, with any text in the place of the English one. */
import type { en } from './en/index.ts';
import type { panels } from './en/panels.ts';
import type { paper } from './en/paper.ts';

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
/** Of pages that stand beside the page. */
export type PaperWords = Any<typeof paper>;
export type Words = FirstWords & PanelWords;

/** Some entries of a catalogue, which lie over the others. */
export type Some<T> = T extends string | readonly string[] | ((...given: never[]) => string)
  ? T
  : { readonly [Key in keyof T]?: Some<T[Key]> };

/** A rung of the ladder: one thing that has a plain word and the textbook's. */
export type TermId = keyof Words['terms'];

/**
 * The textbook's side of a language, by term: the term itself, and every entry in which its plain word stands. An entry belongs to one term. Where a
 * sentence would need two, it is made of two entries; so what is said for one term never depends on which others are known, and the order in which
 * lessons are taken does not matter.
 */
export type Textbook = {
  readonly [Id in TermId]: Some<Words> & { readonly terms: Pick<Words['terms'], Id> };
};

/** What of it stands in panels, and comes with them. */
export type PanelsTextbook = { readonly [Id in TermId]?: Some<PanelWords> };

/** What a language brings: its plain words, and what takes their place for whoever knows the textbook's. */
export interface Tongue {
  /** English has those of the panels when the first of these is opened, any other language at once. */
  readonly words: FirstWords;
  readonly textbook: Textbook;
}
