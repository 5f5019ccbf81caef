/** What of the diagram is shown: which stretch of time, how far lanes are slid, and which messages. */
import {
  following,
  moved,
  settled,
  slackOf,
  slide,
  zoomed,
  type Arrow,
  type Offsets,
  type Span,
} from '../geometry/space-time.ts';
import { NEVER } from '../../kernel/time.ts';
import type { Mark, Stretch, Thread, Threads } from './threads.ts';

/* eslint-disable svelte/prefer-svelte-reactivity -- each Map is made anew and never changed. */

const SECOND = 1_000_000;

/** More arrows than this are a grey carpet. */
export const ARROWS_MOST = 2_000;
const MARKS_MOST = 2_000;

export interface Scenery {
  readonly threads: readonly Thread[];
  readonly marks: readonly Mark[];
  readonly stretches: readonly Stretch[];
  /** How many arrows were left out. */
  readonly leftOut: number;
}

export class SpaceTimeView {
  /** Where somebody has moved it to; while it follows, only its length counts. */
  span = $state.raw<Span>({ from: 0, to: SECOND });
  isFollowing = $state(true);
  showsBeats = $state(false);
  isList = $state(false);
  /** How far lanes were slid by hand; drawn are the settled ones. */
  wished = $state.raw<Offsets>(new Map());
  /** The message that keeps a lane from going further. */
  stopped = $state.raw<Arrow | null>(null);

  spanAt(now: number): Span {
    return this.isFollowing ? following(this.span, now) : this.span;
  }

  zoom(factor: number, at: number, now: number): void {
    this.span = zoomed(this.spanAt(now), factor, at);
  }

  pan(share: number, now: number): void {
    const span = this.spanAt(now);
    this.span = moved(span, share * (span.to - span.from));
    this.isFollowing = false;
  }

  follow(): void {
    this.isFollowing = true;
  }

  /** The same length, with an instant in its middle. */
  show(at: number, now: number): void {
    const { from, to } = this.spanAt(now);
    if (at >= from && at <= to) return;
    this.span = moved({ from, to }, at - (from + to) / 2);
    this.isFollowing = false;
  }

  slideTo(lane: string, offset: number, arrows: readonly Arrow[]): void {
    const slack = slackOf(arrows);
    const settledNow = settled(slack, this.wished);
    const { offset: reached, stopped } = slide(slack, settledNow, lane, offset);
    this.wished = new Map([...settledNow, [lane, reached]]);
    this.stopped = stopped;
  }

  reset(): void {
    this.wished = new Map();
    this.stopped = null;
  }
}

/** What lies in a stretch of time; `margin` is how far lanes are slid at most. */
export function sceneryOf(
  { threads, marks, stretches, longest }: Threads,
  { from, to }: Span,
  { showsBeats, margin, lanes }: { showsBeats: boolean; margin: number; lanes: ReadonlySet<string> },
): Scenery {
  const found: Thread[] = [];
  let leftOut = 0;
  const begin = placeOf(threads, ({ message }) => message.sent, from - longest - margin);
  const end = placeOf(threads, ({ message }) => message.sent, to + margin);
  // The latest first: where too many are, what happens now is what is looked at.
  for (let place = end - 1; place >= begin; place -= 1) {
    const thread = threads[place] as Thread;
    if (thread.glyph === 'beat' && !showsBeats) continue;
    const { message } = thread;
    if (!lanes.has(message.from) || !lanes.has(message.to) || endOf(thread) < from - margin) continue;
    if (found.length < ARROWS_MOST) found.push(thread);
    else leftOut += 1;
  }
  const firstMark = placeOf(marks, ({ at }) => at, from - margin);
  const lastMark = placeOf(marks, ({ at }) => at, to + margin);
  return {
    threads: found,
    marks: marks
      .slice(Math.max(firstMark, lastMark - MARKS_MOST), lastMark)
      .filter(({ lane }) => lanes.has(lane)),
    stretches: stretches.filter(
      (each) => each.to >= from - margin && each.from <= to + margin && lanes.has(each.lane),
    ),
    leftOut,
  };
}

/** Where an arrow ends: where the message comes, or was lost. */
export function endOf({ message, lost }: Thread): number {
  if (message.arrives !== NEVER) return lost === null ? message.arrives : Math.max(message.sent, lost.at);
  return lost?.at ?? message.sent;
}

/** Those that must not point backwards: what arrived or will. */
export function arrowsOf(threads: readonly Thread[]): readonly Arrow[] {
  return threads
    .filter(({ message, lost }) => lost === null && message.arrives !== NEVER)
    .map(({ message }) => message);
}

function placeOf<Item>(items: readonly Item[], timeOf: (item: Item) => number, at: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(items[middle] as Item) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
