/**
 * Rules of Chord that can be switched off, one by one: to see what each of them is for, and to prove that the checks would notice. Off by default,
 * and plainly labelled wherever one is on. The first four are those without which the published protocol was shown to be wrong.
 */
export const MUTANTS = [
  /** Stabilising takes the successor's predecessor without asking whether it answers. */
  'adopts-unasked',
  /** A ring begins with two members, however long its lists of successors are. */
  'starts-with-two',
  /** Who joins knows its successor and no more, and is a member with that. */
  'joins-without-list',
  /** Who says that it precedes is believed, although the old one may live and be closer. */
  'rectifies-unasked',
  /** Each finger is looked up one place too far. */
  'fingers-off-by-one',
  /** Who has joined answers at once, without what its successor had for it. */
  'serves-before-handover',
  /** What is deleted is forgotten at once, and any old copy brings it back. */
  'forgets-deletions',
] as const;

export type Mutant = (typeof MUTANTS)[number];
