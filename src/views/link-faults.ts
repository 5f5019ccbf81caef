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
}

/** Rules for everybody are no fault of a link, and what concerns one kind of message only is told elsewhere. */
export function linkFaults(rules: readonly LinkRule[]): readonly LinkFault[] {
  const found = new Map<string, LinkFault>();
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
  return [...found.values()].filter(({ from, to, kind, text }) => {
    const back = found.get(`${to} ${from}`);
    return back === undefined || from < to || back.kind !== kind || back.text !== text;
  });
}

function longest(law: LatencyLaw): number {
  return 'max' in law ? law.max : law.mean;
}
