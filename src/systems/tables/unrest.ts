/**
 * Whether a cluster that does not stand in order at the end of a run may still be coming to it. One message with a long way is enough to make a follower
 * lose its patience, and in an election without questions beforehand it counts on through terms until it is heard. So what is judged is for how long
 * there has been no peace, and not in which of its many states an election stands at the last instant: who cannot elect has been without it for long.
 */
import type { NodeId } from '../../kernel/contract.ts';
import type { Scene } from '../../kernel/system.ts';
import { SECOND } from '../../kernel/time.ts';
import { raftOptions } from './raft/options.ts';

/** A message is late from one second on, and no invariant is judged while one is under way; what it began is over in one more. */
const UNREST_MAX = 2 * SECOND;

export function isUnsettled(scene: Scene, isMember: (id: NodeId) => boolean): boolean {
  if (scene.at === undefined) return false;
  return isYoungUnrest(scene, scene.at, isMember) || isDisturbed(scene, scene.at, isMember);
}

/** Whether a reign that had lasted was ended just now, so that the next one may not have begun or not be known yet. */
function isYoungUnrest(scene: Scene, at: number, isMember: (id: NodeId) => boolean): boolean {
  const since = unrestSince(scene, at, isMember);
  return since !== null && at - since < UNREST_MAX;
}

/**
 * Whoever was taken out, and has not heard of it, stands for election again and again. Members who keep faith with a leader, or ask first, do not let it
 * unseat anybody; without either rule it can go on doing so for as long as it lives, and the paper promises nothing else.
 */
function isDisturbed({ notes, options }: Scene, at: number, isMember: (id: NodeId) => boolean): boolean {
  const { checkQuorum, preVote, electionMax } = raftOptions(options);
  if (checkQuorum || preVote) return false;
  return notes.some(
    ({ at: then, kind, node }) =>
      kind === 'stands for election' && !isMember(node) && at - then < electionMax,
  );
}

/** The first standing for election since the last reign that lasted for the least patience at least; null while such a reign lasts. */
function unrestSince(
  { notes, options }: Scene,
  at: number,
  isMember: (id: NodeId) => boolean,
): number | null {
  const { electionMin } = raftOptions(options);
  let elected: number | null = null;
  let since: number | null = null;
  const wasLong = (until: number): boolean => elected !== null && until - elected >= electionMin;
  for (const { at: then, kind, node } of notes) {
    if (kind === 'elected') elected = then;
    if (kind !== 'stands for election' || !isMember(node)) continue;
    if (since === null || wasLong(then)) since = then;
    elected = null;
  }
  return wasLong(at) ? null : since;
}
