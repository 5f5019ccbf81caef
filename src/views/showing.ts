/** What the page shows, made of the frames that it is told: the one value from which all that is drawn is derived. */
import type { Inside } from '../lab/inside.ts';
import type { Frame } from '../lab/types.ts';
import type { Action } from '../scenario/types.ts';
import { goOn, SILENT, type Conversation } from './conversation.ts';
import { dropsOf, fresh, type Drop } from './drops.ts';
import { KnownEvents, NOTHING_KNOWN, type Known } from './known-events.ts';
import { LOSS_LASTS } from './ring/draw-flights.ts';

export type Picture = NonNullable<Frame['picture']>;
export type NodePicture = Picture['nodes'][number];

export interface Shown {
  readonly frame: Frame;
  readonly picture: Picture | null;
  readonly inside: Inside | null;
  readonly talk: Conversation;
  /** The picture for reading: while time runs its numbers change a few times a second only. */
  readonly steady: Picture | null;
  readonly known: Known;
  readonly drops: readonly Drop[];
  readonly script: readonly Action[];
  readonly isSlow: boolean;
}

const NOTHING: Frame = {
  epoch: -1,
  system: '',
  title: '',
  at: 0,
  head: 0,
  until: 0,
  playing: false,
  pace: 1,
  achieved: 1,
  settled: true,
  simulated: false,
  picture: null,
  pictureNumber: -1,
  inside: null,
  insideNumber: -1,
  cursor: 0,
  events: [],
  eventsDropped: 0,
  branch: 0,
  branches: [],
  notice: null,
  made: null,
  isSeekingNext: false,
  hurry: 1,
  choices: { hurries: true, stopsAtBookmarks: false, keepsRunning: false },
  marksNumber: 0,
  bookmarks: [],
  undoable: null,
};

export const NOTHING_SHOWN: Shown = {
  frame: NOTHING,
  picture: null,
  inside: null,
  talk: SILENT,
  steady: null,
  known: NOTHING_KNOWN,
  drops: [],
  script: [],
  isSlow: false,
};

const STEADY_EVERY = 200;
const KNOWN_EVERY = 100;
/** Crosses, and the scars that they leave. */
const CROSS_LASTS = LOSS_LASTS * 1_000_000;

export class Showing {
  /** Whether what is read came anew with the last frame. */
  isSteadyDue = true;
  readonly #events = new KnownEvents();
  #steadyAt = 0;
  #knownAt = 0;
  #hasNews = false;
  #drops: readonly Drop[] = [];

  /** What is shown after `before`, at an instant of the page's own clock. */
  take(before: Shown, frame: Frame, now: number): Shown {
    const isSame = frame.epoch === before.frame.epoch;
    const picture = frame.picture === null ? before.picture : sorted(frame.picture);
    this.isSteadyDue = !isSame || !frame.playing || now - this.#steadyAt >= STEADY_EVERY;
    if (this.isSteadyDue) this.#steadyAt = now;
    const known = this.#learn(frame, now, isSame);
    this.#drops = fresh([...(isSame ? this.#drops : []), ...dropsOf(frame.events)], frame.at, lasting(frame));
    return {
      frame,
      picture,
      inside: frame.inside ?? (isSame ? before.inside : null),
      talk: goOn(isSame ? before.talk : SILENT, frame.events),
      steady: this.isSteadyDue ? picture : before.steady,
      known,
      drops: this.#drops,
      script: before.script,
      isSlow: frame.playing && frame.achieved < (before.isSlow ? 0.95 : 0.9),
    };
  }

  /** Whoever reads a list of events does not read it sixty times a second. */
  #learn(frame: Frame, now: number, isSame: boolean): Known {
    this.#hasNews = this.#events.take(frame) || this.#hasNews;
    const isSoon = isSame && frame.playing && now - this.#knownAt < KNOWN_EVERY;
    if (!this.#hasNews || isSoon) return this.#events.known;
    this.#knownAt = now;
    this.#hasNews = false;
    return this.#events.show();
  }
}

/** As long as so much of a watcher's time. */
function lasting({ pace }: Frame): number {
  return pace === 'flat out' ? 0 : CROSS_LASTS * pace;
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** n2 before n10, as people count; the cluster's own order is by code units. */
function sorted(picture: Picture): Picture {
  return { ...picture, nodes: [...picture.nodes].sort((left, right) => byNumber.compare(left.id, right.id)) };
}
