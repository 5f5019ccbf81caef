/** What is wrong with single links, as the ring shows it: one fault for each direction, the gravest of them. */
import type { LatencyLaw, LinkRule } from '../scenario/types.ts';
import { durationText } from './numbers.ts';

export type LinkFaultKind = 'cut' | 'slow' | 'lossy';

export interface LinkFault {
  readonly from: string;
  readonly to: string;
  readonly kind: LinkFaultKind;
  /** What its tag says. */
  readonly text: string;
  /** The other direction is not the same. */
  readonly isOneWay: boolean;
}

type Found = Omit<LinkFault, 'isOneWay'>;

/** Rules for everybody are no fault of a link, and what concerns one kind of message only is told elsewhere. */
export function linkFaults(rules: readonly LinkRule[]): readonly LinkFault[] {
  const found = new Map<string, Found>();
  for (const { from, to, kind, block, latency, drop } of rules) {
    if (from === '*' || to === '*' || kind !== undefined) continue;
    const ends = { from, to };
    const key = `${from} ${to}`;
    if (block === true) found.set(key, { ...ends, kind: 'cut', text: '' });
    else if (drop !== undefined && drop > 0)
      found.set(key, { ...ends, kind: 'lossy', text: `${Math.round(drop * 100)}%` });
    else if (latency !== undefined)
      found.set(key, { ...ends, kind: 'slow', text: durationText(longest(latency)) });
    else if (block === false) found.delete(key);
  }
  // What is the same both ways is told once.
  return [...found.values()].flatMap((fault): LinkFault[] => {
    const back = found.get(`${fault.to} ${fault.from}`);
    const isOneWay = back === undefined || back.kind !== fault.kind || back.text !== fault.text;
    return isOneWay || fault.from < fault.to ? [{ ...fault, isOneWay }] : [];
  });
}

function longest(law: LatencyLaw): number {
  return 'max' in law ? law.max : law.mean;
}

/** A grip on a link: at the middle of its curve, one for both ways where they are alike, else one for each. */
export interface LinkGrip {
  readonly from: string;
  readonly to: string;
  readonly fault: LinkFault | null;
  /** It stands for this direction alone. */
  readonly isOneWay: boolean;
}

/** More links than this of one node would lie on each other. */
const LINKS_MOST = 16;

/** Of all links that are at fault, and of those that somebody looks at: a node's, or one pair's. */
export function linkGrips(
  faults: readonly LinkFault[],
  ids: readonly string[],
  asked: { readonly node: string; readonly peer: string | null } | null,
): readonly LinkGrip[] {
  const grips: LinkGrip[] = faults.map((fault) => {
    const { from, to } = fault;
    return { from, to, fault, isOneWay: fault.isOneWay };
  });
  if (asked === null) return grips;
  const { node, peer } = asked;
  const peers = peer === null ? ids.filter((id) => id !== node) : [peer];
  if (peers.length > LINKS_MOST) return grips;
  for (const other of peers) {
    const there = faults.find(({ from, to }) => from === node && to === other);
    const back = faults.find(({ from, to }) => from === other && to === node);
    if (there === undefined && back === undefined)
      grips.push({ from: node, to: other, fault: null, isOneWay: false });
    // One way is at fault by itself: the other way has a grip of its own.
    else if (there?.isOneWay === true && back === undefined)
      grips.push({ from: other, to: node, fault: null, isOneWay: true });
    else if (back?.isOneWay === true && there === undefined)
      grips.push({ from: node, to: other, fault: null, isOneWay: true });
  }
  return grips;
}
