// The schema of a scenario's other parts. Each part is read for itself, so that one fault hides no other: a wrong seed does not keep
// the script from being judged.

import * as v from 'valibot';
import { role, VERBS, weight } from './actions.ts';
import { DURATION_MAX } from './durations.ts';
import { show } from './fault.ts';
import {
  exact,
  integer,
  decimal,
  fraction,
  isRecord,
  json,
  list,
  maybe,
  newName,
  newNodeId,
  table,
  text,
  time,
  timeBetween,
} from './parts.ts';
import { predicate } from './predicate.ts';
import type { About, Goal, Json, Made, WorkloadSpec } from './types.ts';

export const VERSION = 1;
export const TEXT_MAX = 16_000_000;
export const NODES_MAX = 1024;
/** Clients of the scenario and of its workload together. */
export const CLIENTS_MAX = 1024;
export const SCRIPT_MAX = 100_000;
export const WORKLOADS_MAX = 64;
const VALUE_BYTES_MAX = 1_000_000;
const MILLISECOND = 1_000;

export const EPOCH_DEFAULT = 1_735_689_600_000; // 2025-01-01T00:00:00Z
const EPOCH_MAX = 4_102_444_800_000; // 2100-01-01T00:00:00Z, and a year of virtual time fits after it

export const seed = integer(0, Number.MAX_SAFE_INTEGER);
export const epoch = integer(0, EPOCH_MAX);
export const clients = integer(0, 256);
export const nodeCount = integer(1, NODES_MAX);

export const node = exact({
  id: newNodeId,
  name: maybe(newName),
  weight: v.exactOptional(weight, 1),
  role: maybe(role),
});
export type ReadNode = v.InferOutput<typeof node>;

const PRESENTATION_DEPTH = 16;
const EXT_DEPTH = 64;

export const about: v.GenericSchema<unknown, About> = exact({
  title: maybe(text(200)),
  question: maybe(text(2000)),
  answers: maybe(json(PRESENTATION_DEPTH)),
  notes: maybe(json(PRESENTATION_DEPTH)),
  lang: maybe(text(35)),
  licence: maybe(text(200)),
  stage: maybe(json(PRESENTATION_DEPTH)),
});

export const goal: v.GenericSchema<unknown, Goal> = exact({
  predicate,
  actions: maybe(list(v.picklist(VERBS), VERBS.length)),
  horizon: maybe(time),
  par: maybe(integer(0, 1000)),
});

const SYSTEM_ID = /^[a-z][a-z0-9-]{0,31}$/;

export const made: v.GenericSchema<unknown, Made> = exact({
  editions: table(SYSTEM_ID, integer(1, 1_000_000)),
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a fingerprint is 64 hex digits in lower case')),
  at: maybe(time),
});

type JsonObject = { readonly [key: string]: Json };
export const ext: v.GenericSchema<unknown, JsonObject> = v.pipe(
  json(EXT_DEPTH),
  v.custom<JsonObject>(isRecord, (issue) => `${show(issue.input)} is not an object`),
);

/** A workload whose end may still be open: it then lasts as long as the scenario. */
export type ReadWorkload = Omit<WorkloadSpec, 'until'> & { readonly until?: number };

const workloadFields = exact({
  clients: v.exactOptional(integer(1, 256), 1),
  rate: v.exactOptional(decimal(0.001, 1_000_000), 10),
  keys: v.exactOptional(integer(1, 10_000_000), 100),
  spread: v.exactOptional(v.picklist(['uniform', 'zipf', 'hot', 'scan']), 'uniform'),
  reads: v.exactOptional(fraction, 0.5),
  from: v.exactOptional(time, 0),
  until: maybe(time),
  loop: maybe(v.picklist(['open', 'closed'])),
  think: maybe(time),
  depth: maybe(integer(1, 10_000)),
  hot: maybe(
    exact({
      keys: v.exactOptional(integer(1, 10_000_000), 1),
      share: v.exactOptional(fraction, 0.9),
    }),
  ),
  deletes: maybe(fraction),
  size: maybe(exact({ min: integer(0, VALUE_BYTES_MAX), max: integer(0, VALUE_BYTES_MAX) })),
  ttl: maybe(
    exact({
      share: v.exactOptional(fraction, 1),
      time: timeBetween(MILLISECOND, DURATION_MAX),
      jitter: v.exactOptional(fraction, 0),
    }),
  ),
  burst: maybe(
    exact({
      every: timeBetween(100 * MILLISECOND, DURATION_MAX),
      lasts: timeBetween(MILLISECOND, DURATION_MAX),
      times: v.exactOptional(decimal(1, 1_000), 10),
    }),
  ),
  aside: maybe(
    exact({
      source: v.exactOptional(timeBetween(MILLISECOND, DURATION_MAX), '100ms'),
      width: v.exactOptional(integer(0, 1_000), 0),
      singleFlight: v.exactOptional(v.boolean(), false),
    }),
  ),
});

/** What fits together, field by field, and what to say where it does not. */
const workloadRules: readonly (readonly [keyof ReadWorkload, (workload: ReadWorkload) => boolean, string])[] =
  [
    ['until', ({ from, until = from }) => until >= from, 'the traffic would end before it begins'],
    ['think', ({ think, loop }) => think === undefined || loop === 'closed', 'only a closed loop thinks'],
    [
      'depth',
      ({ depth, loop }) => depth === undefined || loop === 'closed',
      'only a closed loop has a depth',
    ],
    ['burst', ({ burst, loop }) => burst === undefined || loop !== 'closed', 'a closed loop has no bursts'],
    ['burst', ({ burst }) => burst === undefined || burst.lasts <= burst.every, 'a burst would not end'],
    ['hot', ({ hot, spread }) => hot === undefined || spread === 'hot', 'only the spread "hot" has hot keys'],
    ['hot', ({ hot, keys }) => hot === undefined || hot.keys <= keys, 'there are not so many keys'],
    ['size', ({ size }) => size === undefined || size.min <= size.max, 'the least is more than the most'],
  ];

export const workload: v.GenericSchema<unknown, ReadWorkload> = workloadRules.reduce<
  v.GenericSchema<unknown, ReadWorkload>
>(
  (schema, [field, holds, says]) => v.pipe(schema, v.forward(v.check(holds, says), [field] as never)),
  workloadFields,
);
