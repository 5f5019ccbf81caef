/** A link's law in the words of the inspector. */
import type { Direction } from '../../lab/look-link.ts';
import type { LatencyLaw } from '../../scenario/types.ts';
import type { Naming } from '../event-words.ts';
import { bytesText, durationText } from '../numbers.ts';
import { words } from '../words/panels.ts';

export interface LinkFact {
  readonly name: string;
  readonly hint?: string;
  readonly value: string;
  readonly isBad?: boolean;
}

export function latencyText(law: LatencyLaw): string {
  const says = words.inspector.link;
  if ('mean' in law) return says.about(durationText(law.mean), durationText(law.min));
  return law.min === law.max
    ? durationText(law.min)
    : says.between(durationText(law.min), durationText(law.max));
}

export function shareText(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

export function linkFacts({ law, refusal, to }: Direction, name: Naming): readonly LinkFact[] {
  const says = words.inspector.link;
  return [
    { name: says.takes, hint: says.takesTerm, value: latencyText(law.latency) },
    { name: says.loses, value: shareText(law.drop), isBad: law.drop > 0 },
    { name: says.doubles, value: shareText(law.duplicate) },
    {
      name: says.overtakes,
      hint: says.overtakesTerm,
      value: law.inOrder ? shareText(law.reorder) : says.anyOrder,
    },
    {
      name: says.bandwidth,
      value: law.bandwidth === 0 ? says.noLimit : says.perSecond(bytesText(law.bandwidth)),
    },
    {
      name: says.state,
      value:
        refusal === 'block'
          ? says.cut
          : refusal === null
            ? says.open
            : words.event.whyLost[refusal](name(to)),
      isBad: refusal !== null,
    },
  ];
}

/** What a slider shows of a law: its middle, in ms. */
export function delayOf(law: LatencyLaw): number {
  const middle = 'mean' in law ? law.mean : (law.min + law.max) / 2;
  return Math.round(middle / 1_000);
}
