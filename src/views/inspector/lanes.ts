/** The versions of a key over time, as a picture: a lane for each holder, a mark where a version was first seen there. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Underway } from '../../lab/look-key.ts';
import type { Stamp } from '../../kernel/stamps.ts';
import type { Trail } from '../../lab/trail.ts';

export interface LaneMark {
  readonly x: number;
  readonly at: number;
  readonly stamp: Stamp;
  /** Still on its way. */
  readonly isComing: boolean;
  /** There is room for its name. */
  readonly hasLabel: boolean;
}

export interface Lane {
  readonly node: NodeId;
  readonly marks: readonly LaneMark[];
  /** While it was not running. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
}

export interface Lanes {
  readonly lanes: readonly Lane[];
  readonly now: number;
  /** The span that is drawn, in virtual time. */
  readonly from: number;
  readonly to: number;
}

export interface Chart {
  readonly nodes: readonly NodeId[];
  readonly trail: Trail;
  readonly underway: readonly Underway[];
  readonly at: number;
  readonly width: number;
}

/** So many changes tell a story; what was before is on the space-time picture. */
const CHANGES = 3;
/** Of the picture belongs to what is still to come, whether anything is or not: "now" stands at one place. */
const FUTURE = 0.16;
const MARGIN = 8;
/** A mark and its name need so many pixels. */
const LABEL_ROOM = 26;

export function lanesOf({ nodes, trail, underway, at, width }: Chart): Lanes {
  const seen = trail.sightings.filter(({ node }) => nodes.includes(node));
  const coming = latestComing(underway.filter(({ to }) => nodes.includes(to)));
  const from = beginOf(
    seen.map(({ at: when, stamp }) => ({ at: when, stamp })),
    at,
    trail.since,
  );
  const last = Math.max(at, ...coming.map(({ arrives }) => arrives));
  const to = Math.max(last, at + ((at - from) * FUTURE) / (1 - FUTURE));
  const x = (when: number): number =>
    MARGIN + ((when - from) / Math.max(1, to - from)) * (width - 2 * MARGIN);
  const lanes = nodes.map((node): Lane => {
    const marks = [
      ...seen
        .filter((each) => each.node === node && each.at >= from)
        .map((each) => ({ at: each.at, stamp: each.stamp, isComing: false })),
      ...coming
        .filter((each) => each.to === node)
        .map((each) => ({ at: each.arrives, stamp: each.stamp, isComing: true })),
    ];
    return {
      node,
      marks: labelled(marks.map((mark) => ({ ...mark, x: x(mark.at) }))),
      gaps: trail.absences
        .filter((absence) => absence.node === node && (absence.until ?? at) > from)
        .map((absence) => ({ from: x(Math.max(from, absence.from)), to: x(absence.until ?? at) })),
    };
  });
  return { lanes, now: x(at), from, to };
}

/** A little before the third newest version was first seen anywhere. */
function beginOf(seen: readonly { at: number; stamp: Stamp }[], at: number, since: number): number {
  const firsts = new Map<string, number>();
  for (const { at: when, stamp } of seen) {
    const key = stamp.join(' ');
    firsts.set(key, Math.min(firsts.get(key) ?? when, when));
  }
  const starts = [...firsts.values()].sort((left, right) => right - left).slice(0, CHANGES);
  const earliest = starts.at(-1) ?? since;
  const span = Math.max(1_000, at - earliest);
  return Math.max(0, Math.round(earliest - span * 0.06));
}

/** Of several messages that bring a node the same version only the first counts. */
function latestComing(underway: readonly Underway[]): readonly Underway[] {
  const first = new Map<string, Underway>();
  for (const each of underway) {
    const key = `${each.to} ${each.stamp.join(' ')}`;
    const known = first.get(key);
    if (known === undefined || each.arrives < known.arrives) first.set(key, each);
  }
  return [...first.values()];
}

/** From the newest backwards, so that what matters most has its name. */
function labelled(marks: readonly Omit<LaneMark, 'hasLabel'>[]): readonly LaneMark[] {
  let free = Infinity;
  const found: LaneMark[] = [];
  for (const mark of marks.toReversed()) {
    const hasLabel = free - mark.x >= LABEL_ROOM;
    if (hasLabel) free = mark.x;
    found.unshift({ ...mark, hasLabel });
  }
  return found;
}
