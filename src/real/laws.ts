/** A law of a link as `tc netem` takes it. What it cannot say exactly is said nearest, and README.md names it. */
import type { LinkLaw } from '../cluster/network/rules.ts';
import type { LatencyLaw } from '../scenario/types.ts';

/** As fast as the machine: netem keeps an older limit where none is named. */
const NO_LIMIT = 'rate 10gbit';

export function netemOf(law: LinkLaw): string {
  const { latency, drop, duplicate, reorder, bandwidth, block } = law;
  return [
    delayOf(latency),
    block ? 'loss 100%' : drop > 0 ? `loss ${percent(drop)}` : '',
    duplicate > 0 ? `duplicate ${percent(duplicate)}` : '',
    reorder > 0 ? `reorder ${percent(reorder)}` : '',
    bandwidth > 0 ? `rate ${bandwidth}bps` : NO_LIMIT,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The share of a range that is the deviation of the mean of six uniform draws: √(1/12 ÷ 6). */
const DEVIATION = 0.118;

function delayOf(law: LatencyLaw): string {
  switch (law.law) {
    case 'constant':
      return `delay ${law.min}us`;
    case 'uniform':
      return spread((law.min + law.max) / 2, (law.max - law.min) / 2, '');
    case 'normal':
      return spread((law.min + law.max) / 2, (law.max - law.min) * DEVIATION, ' distribution normal');
    case 'exponential':
    case 'longtail':
      return spread(law.mean, law.mean - law.min, ' distribution pareto');
  }
}

function spread(middle: number, around: number, how: string): string {
  const half = Math.round(around);
  return half === 0 ? `delay ${Math.round(middle)}us` : `delay ${Math.round(middle)}us ${half}us${how}`;
}

/** Never rounded to nothing. */
function percent(share: number): string {
  const text = (share * 100).toFixed(4).replace(/\.?0+$/, '');
  return `${text === '0' ? '0.0001' : text}%`;
}
