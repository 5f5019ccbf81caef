/** What is wrong with one link, as sliders show it, and the acts that bring it from one such state to another. */
import type { LatencyLaw, LinkRule } from '../../scenario/types.ts';
import type { Sent } from '../commands/said.ts';

export interface LinkState {
  /** Milliseconds that every message takes; 0: as usual. */
  readonly delay: number;
  /** Percent of the messages that are lost. */
  readonly loss: number;
  readonly isCut: boolean;
}

export const USUAL: LinkState = { delay: 0, loss: 0, isCut: false };

export function stateOf(rules: readonly LinkRule[], from: string, to: string): LinkState {
  const rule = rules.find((one) => one.from === from && one.to === to && one.kind === undefined);
  if (rule === undefined) return USUAL;
  const { latency, drop = 0, block = false } = rule;
  return {
    delay: latency === undefined ? 0 : Math.round(longest(latency) / 1_000),
    loss: Math.round(drop * 100),
    isCut: block,
  };
}

export function isSame(one: LinkState, other: LinkState): boolean {
  return one.delay === other.delay && one.loss === other.loss && one.isCut === other.isCut;
}

export interface LinkEnds {
  readonly from: string;
  readonly to: string;
  readonly both: boolean;
}

/** One act where one will do. A delay can only be taken off together with all else, which is then put back. */
export function linkActs(ends: LinkEnds, before: LinkState, after: LinkState): readonly Sent[] {
  const act = { do: 'link', ...ends };
  const { delay, loss, isCut } = after;
  if (isSame(before, after)) return [];
  const clear: Sent = { ...act, clear: true };
  if (isSame(after, USUAL)) return [clear];
  const isTakenOff = before.delay > 0 && delay === 0;
  const from = isTakenOff ? USUAL : before;
  const set: Sent = {
    ...act,
    ...(delay !== from.delay && { latency: { law: 'constant', min: `${delay}ms` } }),
    ...(loss !== from.loss && { drop: loss / 100 }),
    ...(isCut !== from.isCut && { block: isCut }),
  };
  return isTakenOff ? [clear, set] : [set];
}

function longest(law: LatencyLaw): number {
  return 'max' in law ? law.max : law.mean;
}
