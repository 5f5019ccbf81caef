/** What may stand in the blocks of a lesson. Whom predicates and acts name is asked later, when it is known who is there. */
import * as v from 'valibot';
import { VERBS } from '../scenario/index.ts';
import { decimal, exact, flag, integer, isRecord, json, list, maybe, refuse, text, time } from '../scenario/parts.ts';
import { countedOnly, predicate } from '../scenario/predicate.ts';
import type { Json, Predicate } from '../scenario/index.ts';
import { OUTCOMES, PARTS, SIGHTS, TOOLS, type LessonAct } from './types.ts';

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,63}$/, 'an id is small letters, digits and hyphens, and begins with a letter'),
);
const words = text(400);
const sentence = text(1_000);
const DEEP = 16;

export const head = exact({
  id,
  question: words,
  title: words,
  misconception: words,
  outcome: exact({ verb: v.picklist(OUTCOMES), says: words }),
  part: v.picklist(PARTS),
  minutes: integer(1, 30),
  needs: v.exactOptional(list(id, 20), []),
  teaches: v.exactOptional(list(v.picklist(TOOLS), TOOLS.length), []),
  shows: v.exactOptional(list(v.picklist(SIGHTS), SIGHTS.length), []),
  optional: v.exactOptional(flag, false),
  pace: v.exactOptional(decimal(0.001, 100), 1),
  begin: v.exactOptional(time, 0),
  words: v.exactOptional(list(exact({ from: words, to: words, means: sentence }), 10), []),
});

type RawAct = LessonAct;

/** An action of a scenario is judged whole when it is known who is there; here it only has to be one. */
const act: v.GenericSchema<unknown, RawAct> = v.lazy((input) => {
  if (!isRecord(input)) return refuse('an act is an object') as unknown as v.GenericSchema<unknown, RawAct>;
  if (Object.hasOwn(input, 'wait'))
    return v.pipe(
      exact({ wait: time }),
      v.transform(({ wait }): RawAct => ({ kind: 'wait', wait })),
    );
  if (Object.hasOwn(input, 'turn'))
    return v.pipe(
      exact({ turn: json(2) }),
      v.transform(({ turn }): RawAct => ({ kind: 'turn', options: turn as never })),
    );
  if (!VERBS.some((verb) => verb === input['do']) || Object.hasOwn(input, 'at'))
    return refuse(
      'an act is { wait: 1s }, { turn: { option: value } }, or an action of a scenario without "at"',
    ) as unknown as v.GenericSchema<unknown, RawAct>;
  return v.pipe(
    json(8),
    v.transform((action): RawAct => ({ kind: 'do', action: action as never })),
  );
});
const acts = list(act, 40);

const looked: v.GenericSchema<unknown, readonly Predicate[]> = v.lazy((input) =>
  Array.isArray(input)
    ? (list(predicate, 4, 1) as v.GenericSchema<unknown, readonly Predicate[]>)
    : v.pipe(
        predicate,
        v.transform((one): readonly Predicate[] => [one]),
      ),
);

export const predict = exact({
  asks: sentence,
  choices: maybe(list(exact({ says: words, holds: looked }), 6, 2)),
  slider: maybe(
    exact({
      from: decimal(-1_000_000, 1_000_000),
      to: decimal(-1_000_000, 1_000_000),
      step: decimal(0.001, 1_000_000),
      unit: v.exactOptional(v.pipe(v.string(), v.maxLength(20)), ''),
      measures: predicate,
      times: v.exactOptional(decimal(0.001, 1_000_000), 1),
      near: decimal(0, 1_000_000),
    }),
  ),
  point: maybe(
    exact({
      at: v.picklist(['nodes', 'arcs', 'keys']),
      among: list(text(100), 40, 2),
      holds: json(DEEP),
    }),
  ),
  branch: exact({ acts: v.exactOptional(acts, []), looks: list(time, 4, 1) }),
  because: sentence,
});

const check = exact({ id, says: words, holds: predicate });

const taskFields = {
  checks: list(check, 8, 1),
  solve: v.pipe(acts, v.minLength(1, 'without the acts that solve it nobody can know that a task can be done')),
  patience: v.exactOptional(time, '5s'),
  dials: v.exactOptional(list(exact({ option: text(40), values: list(json(2), 8, 2), says: words }), 3), []),
};

export const task = exact({
  ...taskFields,
  wrong: v.exactOptional(list(exact({ when: predicate, acts, says: sentence }), 8), []),
  hints: exact({
    points: list(text(100), 8, 1),
    says: sentence,
    does: maybe(acts),
  }),
  stops: v.exactOptional(
    list(
      exact({
        after: maybe(countedOnly),
        wait: time,
        says: sentence,
        last: v.exactOptional(flag, false),
      }),
      4,
    ),
    [],
  ),
});

/** Without hints: the learner knows by now. */
export const transfer = exact(taskFields);

export const claims = list(
  exact({
    id,
    at: v.exactOptional(v.picklist(['begin', 'solved', 'branch']), 'begin'),
    acts: v.exactOptional(acts, []),
    wait: v.exactOptional(time, 0),
    holds: predicate,
  }),
  20,
  1,
);

export const explain = exact({ asks: sentence, model: sentence });

export const box = exact({
  kind: v.picklist(['why', 'real']),
  title: words,
  says: sentence,
  setting: maybe(
    exact({ name: text(100), default: text(100), of: text(60), version: text(40), differs: sentence }),
  ),
});

type JsonObject = { readonly [key: string]: Json };

/** What differs from the lesson's own scenario, key by key; `begin` is where the step comes in. */
export const fresh = v.pipe(
  json(DEEP),
  v.custom<JsonObject>(isRecord, 'a fresh cluster is described by what differs'),
);

export const stepFields = exact({ unlocks: list(v.picklist([...TOOLS, ...SIGHTS]), 20) });
export const begin = time;
