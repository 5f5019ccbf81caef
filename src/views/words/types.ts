/** The shape of the catalogue: what English has, with any text in the place of the English one. */
import type { en } from './en/index.ts';

type Any<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [Key in keyof T]: Any<T[Key]> };

export type Words = Any<typeof en>;

/** Some entries of a catalogue, which lie over the others. */
export type Some<T> = T extends string | readonly string[] | ((...given: never[]) => string)
  ? T
  : { readonly [Key in keyof T]?: Some<T[Key]> };

/** What a language brings: its words, and those of them that are other ones for whoever likes the textbook's. */
export interface Tongue {
  readonly words: Words;
  readonly textbook: Some<Words>;
}
