/**
 * The space-time diagram: a lane for each participant, time from left to right, an arrow for each message. Lanes may be slid against each other, as
 * long as no arrow points backwards: what an arrow joins keeps its order in every such picture, and of what is joined by none nobody can say
 * which came first.
 */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Frame {
  readonly span: Span;
  readonly width: number;
  /** How high one lane is, and where the first one begins. */
  readonly lane: number;
  readonly top: number;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly sent: number;
  readonly arrives: number;
}

export type Offsets = ReadonlyMap<string, number>;

export const SPAN = { least: 2_000, most: 3_600_000_000 } as const;

/** Where an instant stands on a lane that is slid by `offset`. */
export function xOf({ span, width }: Frame, at: number, offset = 0): number {
  return ((at + offset - span.from) / (span.to - span.from)) * width;
}

export function timeAt({ span, width }: Frame, x: number, offset = 0): number {
  return span.from + (x / width) * (span.to - span.from) - offset;
}

export function yOf({ lane, top }: Frame, place: number): number {
  return top + (place + 0.5) * lane;
}

/** The lane that lies nearest, of so many. */
export function laneAt({ lane, top }: Frame, y: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor((y - top) / lane)));
}

/** A stretch of time `factor` times as long; the instant `at` stays where it is. Nothing was before the beginning. */
export function zoomed({ from, to }: Span, factor: number, at: number): Span {
  const length = to - from;
  const wished = Math.max(SPAN.least, Math.min(SPAN.most, length * factor));
  const share = (at - from) / length;
  return kept({ from: at - share * wished, to: at + (1 - share) * wished });
}

export function moved({ from, to }: Span, by: number): Span {
  return kept({ from: from + by, to: to + by });
}

/** The beginning is never further to the right than a tenth of the picture. */
export function kept({ from, to }: Span): Span {
  const least = -(to - from) / 10;
  return from >= least ? { from, to } : { from: least, to: to - from + least };
}

const PRESENT = 0.86;

/** A stretch of the same length in which now stands near its right end. */
export function following({ from, to }: Span, now: number): Span {
  const length = to - from;
  return kept({ from: now - PRESENT * length, to: now + (1 - PRESENT) * length });
}

/** How fast the fastest message from one lane to another was: what the two may be slid against each other. */
export type Slack = ReadonlyMap<string, ReadonlyMap<string, Arrow>>;

export function slackOf(arrows: readonly Arrow[]): Slack {
  const slack = new Map<string, Map<string, Arrow>>();
  for (const arrow of arrows) {
    if (arrow.from === arrow.to) continue;
    const row = slack.get(arrow.from) ?? new Map<string, Arrow>();
    slack.set(arrow.from, row);
    const fastest = row.get(arrow.to);
    if (fastest === undefined || timeOf(arrow) < timeOf(fastest)) row.set(arrow.to, arrow);
  }
  return slack;
}

const timeOf = ({ sent, arrives }: Arrow): number => arrives - sent;

export interface Slide {
  readonly offset: number;
  /** The arrow that would point backwards if it went further; null when it went as far as it was asked to. */
  readonly stopped: Arrow | null;
}

/** As far as a lane can be slid towards `wished`, the others staying where they are. */
export function slide(slack: Slack, offsets: Offsets, lane: string, wished: number): Slide {
  let offset = wished;
  let stopped: Arrow | null = null;
  // What it sent must not arrive before it was sent: the lane may go only so far to the right.
  for (const [to, arrow] of slack.get(lane) ?? []) {
    const most = (offsets.get(to) ?? 0) + timeOf(arrow);
    if (offset > most) [offset, stopped] = [most, arrow];
  }
  for (const [from, row] of slack) {
    const arrow = row.get(lane);
    if (arrow === undefined || from === lane) continue;
    const least = (offsets.get(from) ?? 0) - timeOf(arrow);
    if (offset < least) [offset, stopped] = [least, arrow];
  }
  return { offset, stopped };
}

/**
 * Lanes as far apart as was wished, or all of them less far by one share, so that none of the arrows that are shown now points backwards. In
 * their places no arrow does, so there is such a share.
 */
export function settled(slack: Slack, wished: Offsets): Offsets {
  let share = 1;
  for (const [from, row] of slack)
    for (const [to, arrow] of row) {
      const apart = (wished.get(from) ?? 0) - (wished.get(to) ?? 0);
      if (apart > 0) share = Math.min(share, timeOf(arrow) / apart);
    }
  if (share >= 1) return wished;
  return new Map([...wished].map(([lane, offset]) => [lane, offset * share]));
}

/** How far a point lies from the line between two others. */
export function distanceTo(
  point: { readonly x: number; readonly y: number },
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): number {
  const [wide, high] = [to.x - from.x, to.y - from.y];
  const length = wide * wide + high * high;
  const share = length === 0 ? 0 : ((point.x - from.x) * wide + (point.y - from.y) * high) / length;
  const nearest = Math.max(0, Math.min(1, share));
  return Math.hypot(point.x - from.x - nearest * wide, point.y - from.y - nearest * high);
}

const STEPS = [1, 2, 5].flatMap((step) =>
  [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000].map(
    (unit) => step * unit,
  ),
);

/** Round instants, about `apart` pixels from each other. */
export function ticksOf({ span, width }: Frame, apart: number): readonly number[] {
  const wished = ((span.to - span.from) / Math.max(1, width)) * apart;
  const step = STEPS.filter((each) => each >= wished).reduce(
    (least, each) => Math.min(least, each),
    Infinity,
  );
  if (!Number.isFinite(step)) return [];
  const ticks: number[] = [];
  for (let at = Math.max(0, Math.ceil(span.from / step) * step); at <= span.to; at += step) ticks.push(at);
  return ticks;
}
