/**
 * Safety rules that can be switched off, one by one: to see what each of them is for, and to prove that the checks would notice. Off by default, and
 * plainly labelled wherever one is on.
 */
export const MUTANTS = [
  /** A node votes for whoever asks, as often as it is asked. */
  'votes-twice',
  /** Its vote is not written down, and a restart forgets it. */
  'forgets-its-vote',
  /** Answers go out before the disk has what they promise. */
  'answers-before-sync',
  /** A candidate may be elected whose log is behind the voter's. */
  'elects-the-behind',
  /** Who has lost its disk votes as if nothing had been. */
  'wiped-votes',
  /** A majority of those who were heard of late is enough. */
  'majority-of-the-living',
  /** An entry of an older term is committed by counting who has it, and so a leader does not begin with one of its own. */
  'counts-old-terms',
  /** Entries are taken in without a look at what stands before them. */
  'skips-the-check',
  /** An old message of the leader cuts off what came after it. */
  'cuts-on-stale',
  /** A node applies what it has, and not only what is committed. */
  'applies-early',
  /** An old snapshot takes the place of a longer log. */
  'snapshot-over-longer',
  /** The new members count at once, without an agreement of both lists. */
  'changes-at-once',
  /** A change of members before the last one, and an entry of the leader's own term, are committed. */
  'changes-too-early',
  /** A lease that is measured by the clock on the wall. */
  'lease-by-wall-clock',
  /** A leader answers reads before it knows what is committed. */
  'reads-too-early',
] as const;

export type Mutant = (typeof MUTANTS)[number];
