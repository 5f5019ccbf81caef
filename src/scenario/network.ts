// The schema of the network: laws of latency, rules for links. A law is a floor and a part that is never negative, because the floor
// is the lookahead of the whole cluster: no message may ever arrive earlier than it.

import * as v from 'valibot';
import { formatDuration } from './durations.ts';
import {
  exact,
  flag,
  fraction,
  integer,
  isRecord,
  list,
  maybe,
  participant,
  refuse,
  text,
  time,
} from './parts.ts';
import type { ClientLinks, LatencyLaw, LinkRule, NetworkSpec } from './types.ts';

/** No link is faster than this; "0" in a file means it. */
export const LATENCY_FLOOR = 100;
export const LINK_RULES_MAX = 4096;

const LAWS = ['uniform', 'constant', 'normal', 'exponential', 'longtail'] as const;

const raise = (micros: number): number => Math.max(LATENCY_FLOOR, micros);
const lessThanMin = (micros: number, min: number): string =>
  `${formatDuration(micros)} is less than min, ${formatDuration(min)}`;

const noMean = maybe(refuse('a mean belongs to the laws exponential and longtail'));

const spanLaw = v.pipe(
  exact({
    law: v.exactOptional(v.picklist(['uniform', 'normal']), 'uniform'),
    min: time,
    max: time,
    mean: noMean,
  }),
  v.forward(
    v.check(
      ({ min, max }) => max >= min,
      (issue) => lessThanMin(issue.input.max, issue.input.min),
    ),
    ['max'],
  ),
  v.transform(({ law, min, max }): LatencyLaw => ({ law, min: raise(min), max: raise(max) })),
);

// A constant has one value: `max` may repeat it, but another one would be silently ignored.
const constantLaw = v.pipe(
  exact({ law: v.literal('constant'), min: time, max: maybe(time), mean: noMean }),
  v.forward(
    v.check(
      ({ min, max }) => max === undefined || max === min,
      'a constant latency has one value: max must equal min or be left out',
    ),
    ['max'],
  ),
  v.transform(({ law, min }): LatencyLaw => ({ law, min: raise(min), max: raise(min) })),
);

const meanLaw = v.pipe(
  exact({
    law: v.picklist(['exponential', 'longtail']),
    min: time,
    mean: time,
    max: maybe(refuse('exponential and longtail have a mean instead of a max')),
  }),
  v.forward(
    v.check(
      ({ min, mean }) => mean >= min,
      (issue) => lessThanMin(issue.input.mean, issue.input.min),
    ),
    ['mean'],
  ),
  v.transform(({ law, min, mean }): LatencyLaw => ({ law, min: raise(min), mean: raise(mean) })),
);

const otherLaw = v.object({ law: v.picklist(LAWS) });

const latencySchemas = new Map<unknown, v.GenericSchema<unknown, LatencyLaw>>([
  [undefined, spanLaw],
  ['uniform', spanLaw],
  ['normal', spanLaw],
  ['constant', constantLaw],
  ['exponential', meanLaw],
  ['longtail', meanLaw],
]);

export const latency: v.GenericSchema<unknown, LatencyLaw> = v.lazy(
  (input) =>
    (isRecord(input) ? latencySchemas.get(input.law) : spanLaw) ?? (otherLaw as unknown as typeof spanLaw),
);

/** What may be said of a link, in rules and in the action `link` alike. */
export const linkEntries = {
  latency: maybe(latency),
  drop: maybe(fraction),
  duplicate: maybe(fraction),
  reorder: maybe(fraction),
  bandwidth: maybe(integer(1, 1e12)),
  block: maybe(flag),
};

export const messageKind = text(64);
const order = v.picklist(['fifo', 'free']);

/** A rule that changes nothing is a slip of its writer; one of `keys` must be there. */
export const saysSomething = <Link extends object>(keys: readonly string[]) =>
  v.check<Link, string>(
    (link) => keys.some((key) => Object.hasOwn(link, key)),
    `this says nothing of the link (${keys.join(', ')})`,
  );

const linkRuleEntries = { ...linkEntries, order: maybe(order) };

const linkRule: v.GenericSchema<unknown, LinkRule> = v.pipe(
  exact({ from: participant, to: participant, kind: maybe(messageKind), ...linkRuleEntries }),
  saysSomething<LinkRule>(Object.keys(linkRuleEntries)),
);

const inOrder = maybe(refuse('links of clients are always in order'));

const clientLinks: v.GenericSchema<unknown, ClientLinks> = v.pipe(
  exact({
    latency: maybe(latency),
    drop: maybe(fraction),
    duplicate: maybe(fraction),
    bandwidth: linkEntries.bandwidth,
    reorder: inOrder,
    order: inOrder,
  }),
  v.transform(({ reorder: _reorder, order: _order, ...links }): ClientLinks => links),
);

const latencyDefault = { min: 5, max: 15 };

export const network: v.GenericSchema<unknown, NetworkSpec> = exact({
  latency: v.exactOptional(latency, latencyDefault),
  drop: v.exactOptional(fraction, 0),
  duplicate: v.exactOptional(fraction, 0),
  reorder: v.exactOptional(fraction, 0),
  order: v.exactOptional(order, 'fifo'),
  clients: maybe(clientLinks),
  links: v.exactOptional(list(linkRule, LINK_RULES_MAX), []),
});
