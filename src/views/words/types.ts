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
