/** What there is to say of one node: what it holds, what the others make of it, which links it has. */
import type { Data, Holding, NodeId } from '../../kernel/contract.ts';
import type { Device, Waiting } from '../../kernel/protocol.ts';
import type { Inside } from '../../lab/inside.ts';
import type { FlightPicture, NetworkPicture } from '../../lab/picture.ts';
import { standingOf } from '../../systems/cache/view.ts';
import type { Naming } from '../event-words.ts';
import { durationText, factorText } from '../numbers.ts';
import { mindsOf } from '../systems/cache/minds.ts';
import { words } from '../words/panels.ts';

/** What one node makes of another. */
export interface PeerFact {
  readonly id: NodeId;
  /** Null where it was never heard. */
  readonly silence: number | null;
  readonly isSuspected: boolean;
  /** The node itself takes it for gone by common decision. */
  readonly isDown: boolean;
}

export function peersOf(inside: Inside | null, id: NodeId): ReadonlyMap<NodeId, PeerFact> {
  if (inside === null) return new Map();
  const mind = mindsOf(inside).all.get(id);
  return new Map(
    (mind?.peers ?? []).map((peer) => [
      peer.id,
      {
        id: peer.id,
        silence: peer.heardAt <= 0 ? null : Math.max(0, inside.at - peer.heardAt),
        isSuspected: peer.isSuspected,
        isDown: mind !== undefined && mind.view !== null && standingOf(mind.view, peer.id) === 'down',
      },
    ]),
  );
}

export interface Notice {
  /** They have a list of members on which it is down. */
  readonly noticed: readonly NodeId[];
  /** They only doubt it. */
  readonly doubting: readonly NodeId[];
}

export function noticeOf(inside: Inside | null, dead: NodeId): Notice {
  const noticed: NodeId[] = [];
  const doubting: NodeId[] = [];
  for (const id of Object.keys(inside?.nodes ?? {})) {
    const peer = peersOf(inside, id).get(dead);
    if (peer === undefined) continue;
    if (peer.isDown) noticed.push(id);
    else if (peer.isSuspected) doubting.push(id);
  }
  return { noticed, doubting };
}

export interface Kept {
  readonly keys: readonly Holding[];
  /** By whose they are. */
  readonly hints: readonly (readonly [NodeId, readonly Holding[]])[];
  readonly count: number;
  /** Too many to be named. */
  readonly isCrowded: boolean;
}

export function keptBy(inside: Inside | null, id: NodeId): Kept | null {
  const holdings = inside?.nodes[id]?.holdings ?? null;
  if (holdings === null) return null;
  const { count, keys } = holdings;
  const living = (keys ?? []).filter(({ isGone }) => !isGone);
  const hints = new Map<NodeId, Holding[]>();
  for (const holding of living)
    for (const absent of holding.hintFor ?? []) hints.set(absent, [...(hints.get(absent) ?? []), holding]);
  const own = living.filter(({ hintFor }) => hintFor === undefined);
  const byName = (left: Holding, right: Holding): number => (left.key < right.key ? -1 : 1);
  return { count, keys: own.sort(byName), hints: [...hints], isCrowded: keys === null };
}

/** What is on its way from or to a node, or between two; what comes first first. */
export function airOf(
  flights: readonly FlightPicture[],
  id: NodeId,
  other: NodeId | null = null,
): readonly FlightPicture[] {
  const touches = ({ from, to }: FlightPicture): boolean =>
    other === null
      ? from === id || to === id
      : (from === id && to === other) || (from === other && to === id);
  return flights.filter(touches);
}

export interface LinkMarks {
  readonly isSlow: boolean;
  readonly isLossy: boolean;
  readonly isCut: boolean;
}

/** What has been done to the link in either direction, by a rule for just these two. */
export function linkMarks({ rules }: NetworkPicture, id: NodeId, other: NodeId): LinkMarks {
  const own = rules.filter(
    ({ from, to, kind }) =>
      kind === undefined && ((from === id && to === other) || (from === other && to === id)),
  );
  return {
    isSlow: own.some(({ latency }) => latency !== undefined),
    isLossy: own.some(({ drop }) => drop !== undefined && drop > 0),
    isCut: own.some(({ block }) => block === true),
  };
}

export function waitingText({ what, kind, from }: Waiting, name: Naming): string {
  const says = words.inspector.node;
  return what === 'arrival' && from !== null ? says.fromWhom(kind, name(from)) : kind;
}

export function skewText({ by, drift }: { readonly by: number; readonly drift: number }): string {
  const says = words.inspector.node;
  const off = by === 0 ? '' : says.clockOff(durationText(Math.abs(by)), by < 0);
  if (drift === 0) return off === '' ? says.clockRight : off;
  return [off, `${drift > 0 ? '+' : ''}${drift} ppm`].filter((part) => part !== '').join(', ');
}

export function deviceText({ full, failures, times }: Device): string {
  const { diskState: says } = words.inspector.node;
  const wrong = [
    full && says.full,
    times !== 1 && says.slow(factorText(times)),
    failures > 0 && says.fails(failures > 1_000_000 ? says.always : says.times(String(failures))),
  ].filter((part) => part !== false);
  return wrong.length === 0 ? says.well : wrong.join(', ');
}

/** A page of a node's state as the lab brings it. */
export function treePage(page: Readonly<Record<string, Data>>): {
  readonly size: number;
  readonly rows: readonly { name: string; kind: string; size: number; text: string }[];
} {
  const { size = 0, rows = [] } = page as unknown as {
    size?: number;
    rows?: readonly { name: string; kind: string; size: number; text: string }[];
  };
  return { size, rows };
}
