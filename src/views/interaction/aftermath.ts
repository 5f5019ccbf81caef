/**
 * What has come of a stop or a start: who answers now, and that it could because it had copies. Said when it is so and not before, since the time in
 * between is the lesson. Whoever stopped the node, a hand, a script or a line: what is followed is the cluster.
 */
import type { Bead } from '../systems/scene.ts';
import { words } from '../words/index.ts';

export interface Moment {
  /** Another number: the past is another one, and what was followed is forgotten. */
  readonly epoch: number;
  readonly nodes: readonly { readonly id: string; readonly status: string; readonly isNoticed: boolean }[];
  readonly beads: readonly Bead[];
}

interface Gone {
  /** Keys that it answered for when it was seen alive last. */
  readonly keys: readonly string[];
  readonly isNoticed: boolean;
}

export interface Followed {
  readonly epoch: number;
  /** What each node that is up answers for. */
  readonly answered: ReadonlyMap<string, readonly string[]>;
  readonly gone: ReadonlyMap<string, Gone>;
  /** Back, but not answering yet. */
  readonly returned: ReadonlySet<string>;
}

export const NOTHING_FOLLOWED: Followed = {
  epoch: -1,
  answered: new Map(),
  gone: new Map(),
  returned: new Set(),
};

type Naming = (id: string) => string;

export function follow(
  before: Followed,
  moment: Moment,
  nameOf: Naming,
): { readonly followed: Followed; readonly says: readonly string[] } {
  const answered = new Map<string, readonly string[]>();
  const gone = new Map<string, Gone>();
  const returned = new Set<string>();
  const says: string[] = [];
  const isSame = moment.epoch === before.epoch;
  for (const { id, status, isNoticed } of moment.nodes) {
    const now = moment.beads.filter(({ answers }) => answers === id).map(({ key }) => key);
    if (status === 'down') {
      const was = isSame ? before.gone.get(id) : undefined;
      const keys = was?.keys ?? (isSame ? before.answered.get(id) : undefined) ?? [];
      if (isSame && isNoticed && was?.isNoticed !== true) says.push(...noticed(id, keys, moment, nameOf));
      gone.set(id, { keys, isNoticed });
      continue;
    }
    answered.set(id, now);
    if (!isSame || !(before.gone.has(id) || before.returned.has(id))) continue;
    if (now.length === 0 || isNoticed) returned.add(id);
    else if (before.gone.get(id)?.isNoticed !== false)
      says.push(words.hands.answersAgain(nameOf(id), now.length));
  }
  return { followed: { epoch: moment.epoch, answered, gone, returned }, says };
}

function noticed(id: string, keys: readonly string[], { beads }: Moment, nameOf: Naming): readonly string[] {
  const { hands } = words;
  const theirs = beads.filter(({ key }) => keys.includes(key));
  const heirs = new Map<string, number>();
  for (const { answers, copies } of theirs) {
    const had = copies.some(({ node, state }) => node === answers && state === 'current');
    if (answers !== null && answers !== id && had) heirs.set(answers, (heirs.get(answers) ?? 0) + 1);
  }
  const covered = [...heirs.values()].reduce((sum, count) => sum + count, 0);
  const names = [...heirs.keys()].map(nameOf);
  const [only] = names;
  const says: string[] = [];
  if (only === undefined) says.push(hands.noticed(nameOf(id)));
  else if (names.length === 1) says.push(hands.heirHadCopies(only, nameOf(id), covered));
  else says.push(hands.heirsHadCopies(hands.and(names), nameOf(id), covered));
  if (covered < keys.length) says.push(hands.nobodyAnswers(keys.length - covered));
  return says;
}
