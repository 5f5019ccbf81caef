/** What a frame says of the lab: where it stands, and what is new to whoever asks. */
import type { Sight } from './lookout.ts';
import type { Player } from './player.ts';
import { HURRY } from './player.ts';
import type { Run } from './run.ts';
import type { Showing } from './showing.ts';
import type { Choices, Frame, Interest } from './types.ts';

const EVENTS_A_FRAME = 5_000;

export interface FrameParts {
  readonly run: Run;
  readonly player: Player;
  readonly sight: Sight | null;
  readonly showing: Showing;
  readonly epoch: number;
  readonly notice: string | null;
}

export function frameOf(
  { run, player, sight, showing, epoch, notice }: FrameParts,
  interest: Interest,
): Frame {
  const { branch, scenario } = run;
  const at = sight?.moment.at ?? run.cluster.position;
  // At the very head the actions of this instant are done, and belong to what is seen.
  const before = at >= branch.head.at ? Number.MAX_SAFE_INTEGER : at;
  const isSame = interest.epoch === epoch;
  const page = branch.log.page(isSame ? interest.cursor : 0, before, EVENTS_A_FRAME);
  const { picture, pictureNumber, inside, insideNumber } = showing;
  const deed = branch.lastDeed;
  return {
    epoch,
    system: scenario.system,
    title: scenario.about?.title ?? '',
    at,
    head: branch.head.at,
    until: scenario.until,
    playing: player.isPlaying,
    pace: player.pace,
    achieved: player.achieved,
    simulated: run.cluster.host.simulated,
    settled: sight === null,
    picture: isSame && interest.picture === pictureNumber ? null : picture,
    pictureNumber,
    inside: isSame && interest.inside === insideNumber ? null : inside,
    insideNumber,
    cursor: page.cursor,
    events: page.events,
    eventsDropped: branch.log.dropped,
    branch: branch.id,
    branches: run.branches.map((one) => one.picture),
    notice,
    made: run.verdict,
    isSeekingNext: player.errand !== null,
    hurry: player.isHurrying ? HURRY : 1,
    choices: player.choices,
    marksNumber: branch.marks.number,
    bookmarks: run.bookmarks.pictures,
    undoable: deed === null ? null : { at: deed.before.at, action: deed.action },
  };
}

export function emptyFrame(epoch: number, notice: string | null, choices: Choices): Frame {
  return {
    epoch,
    system: '',
    title: '',
    at: 0,
    head: 0,
    until: 0,
    playing: false,
    pace: 1,
    achieved: 1,
    simulated: false,
    settled: true,
    picture: null,
    pictureNumber: 0,
    inside: null,
    insideNumber: 0,
    cursor: 0,
    events: [],
    eventsDropped: 0,
    branch: 0,
    branches: [],
    notice,
    made: null,
    isSeekingNext: false,
    hurry: 1,
    choices,
    marksNumber: 0,
    bookmarks: [],
    undoable: null,
  };
}
